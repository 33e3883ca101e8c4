import { describe, expect, it } from 'vitest';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { forgeries, signedAnew, undetected } from './bundle-forgeries.ts';
import { mutateBytes, refusedUntouched } from './bundle-mutations.ts';
import { sampleBundle } from './bundle-sample.ts';
import { buildBundle } from '@tallystick/ledger/bundle';
import { checkConsistency } from './consistency-pairs.ts';
import { chooseSeed } from './seeded-random.ts';
import { crossCheck, jsonVectors, noteVectors, treeVectors } from './standard-vectors.ts';

const seed = chooseSeed();
console.log(`seed ${seed}`);

describe('a snapshot can be checked without us', () => {
  const sample = sampleBundle({ seed, edits: 20 });

  it('accepts the untouched', () => {
    expect(refusedUntouched(Array.from({ length: 100 }, (_, i) => seed + i))).toEqual([]);
  });

  it('refuses every change of one byte of any file, and names what is wrong', () => {
    const outcome = mutateBytes(sample, { seed, count: 5_000, relist: false, vkey: sample.vkey });
    expect(outcome).toMatchObject({ tried: 5_000, accepted: [], unnamed: 0 });
    expect(outcome.byClaim.size).toBeGreaterThanOrEqual(3);
  });

  it('refuses them too when bundle.json was brought in line and no key is at hand', () => {
    const outcome = mutateBytes(sample, { seed, count: 5_000, relist: true });
    expect(outcome).toMatchObject({ tried: 5_000, accepted: [], unnamed: 0 });
    expect(outcome.byClaim.size).toBeGreaterThanOrEqual(5);
  });

  it('names each forgery by what is wrong with it', () => {
    const all = forgeries(seed);
    expect(all.length).toBeGreaterThan(20);
    expect(undetected(all)).toEqual([]);
  });

  it('cannot see that key and database were rewritten together: that takes a checkpoint kept elsewhere', () => {
    const log = sample.log.map((row) => ({
      ...row,
      text: row.text.replace('"by":"p_', '"by":"p_9'),
    }));
    const rewritten = buildBundle(signedAnew(sample, log, sample.parts.snapshot));
    expect(verifyBundle(rewritten, { vkey: sample.vkey }).ok).toBe(true);
  });
});

describe('the record only grows', () => {
  it('proves all pairs of checkpoints consistent and signs no fork, rollback or rewrite', () => {
    const outcome = checkConsistency({ seed, largest: 5_000, checkpoints: 60 });
    expect(outcome).toMatchObject({ pairs: 1_770, failed: 0, passed: [], unsigned: 0 });
    expect(outcome.forged).toBeGreaterThan(3_000);
    expect(outcome.proofLengthMax).toBeLessThanOrEqual(63);
  });
});

describe('our bytes are the bytes of the standards', () => {
  it.each([...treeVectors(), ...noteVectors(), ...jsonVectors()])('$name', ({ ours, theirs }) => {
    expect(ours).toBe(theirs);
  });

  it('as a second, recursive implementation has them', () => {
    expect(crossCheck({ seed, largest: 300 })).toMatchObject({
      sizes: 301,
      compared: 901,
      different: [],
    });
  });
});
