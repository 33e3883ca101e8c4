import { describe, expect, it } from 'vitest';
import { lockedAt } from '../../../tests/ledger/archive-of.ts';
import { relist } from '../../../tests/ledger/bundle-mutations.ts';
import { sampleBundle } from '../../../tests/ledger/bundle-sample.ts';
import { proveFrom } from '../src/tiles.ts';
import { zipTime } from '../src/bundle-archive.ts';
import { buildBundle, bundleProofs } from '../src/bundle.ts';
import { isDisclosed } from '../src/disclosed-entry.ts';
import { bytesOf, textOf } from '../src/hash.ts';
import { replayCells } from '../src/replay.ts';
import { verifyBundle } from '../src/verify-bundle.ts';

const sample = sampleBundle({ seed: 11, edits: 40 });

describe('a snapshot bundle', () => {
  it('says in each step what was shown, and names the key to compare when none was given', () => {
    const report = verifyBundle(sample.files, {});
    expect(report.ok).toBe(true);
    expect(report.firstFault).toBeUndefined();
    expect(report.steps.every((step) => step.ok && step.detail !== '')).toBe(true);
    expect(report.steps[2]?.detail).toContain(`Compare it with one from elsewhere: ${sample.vkey}`);
    const given = verifyBundle(sample.files, { vkey: sample.vkey });
    expect(given.steps[2]?.detail).toContain('The key is the one that you gave.');
  });

  it('shows no comment, no verification and nothing later than its lock', () => {
    const text = textOf(sample.files.get('entries.jsonl') as Uint8Array) as string;
    expect(text).not.toMatch(/"type":"(commented|verified)"/);
    expect(text.match(/"type":"locked"/g)).toHaveLength(2);
    const { upTo, lock } = { upTo: 5, lock: 7 };
    const event = (number: number, type: string) => ({
      number,
      kind: 'event' as const,
      event: { type },
    });
    expect(isDisclosed({ number: 5, kind: 'edit' }, { upTo, lock })).toBe(true);
    expect(isDisclosed({ number: 6, kind: 'edit' }, { upTo, lock })).toBe(false);
    expect(isDisclosed(event(7, 'locked'), { upTo, lock })).toBe(true);
    expect(isDisclosed(event(8, 'unlocked'), { upTo, lock })).toBe(false);
    expect(isDisclosed(event(3, 'commented'), { upTo, lock })).toBe(false);
  });

  it('counts what it withholds', () => {
    const mine = sample.log.filter((row) => row.entry.workbook === sample.parts.workbook);
    const lock = sample.log[sample.parts.lockedIndex]?.entry.number ?? 0;
    const withheld =
      mine.filter((row) => row.entry.number <= lock).length - sample.parts.entries.length;
    expect(withheld).toBeGreaterThan(0);
    const last = verifyBundle(sample.files, {}).steps.at(-1);
    expect(last?.detail).toContain(`${withheld} of the ${lock} entries`);
  });

  it('is built alike from a store that must be asked', async () => {
    const indices = sample.parts.entries.map((row) => row.index);
    const { lockedIndex } = sample.parts;
    const proofs = await proveFrom(
      (read) => bundleProofs({ indices, lockedIndex, size: sample.log.length }, read),
      {
        leafHashes: async (from, to) => sample.tree.leaves.slice(from, to),
        node: async (level, index) => sample.tree.read(level, index),
      },
    );
    expect(buildBundle({ ...sample.parts, proofs })).toEqual(sample.files);
  });
});

describe('what stands beside the proof', () => {
  const { vkey } = sample;

  it('is refused where README.txt says something else, also with bundle.json in line', () => {
    const text = textOf(sample.files.get('README.txt') as Uint8Array) as string;
    const forged = new Map(sample.files).set('README.txt', bytesOf(`${text}Call 0800 1234.\n`));
    const report = verifyBundle(relist(sample, forged), { vkey });
    expect(report.firstFault).toMatch(/README.txt is not the text that belongs to this log/);
  });

  it('is refused where the archive bears another time than the lock', () => {
    const at = lockedAt(sample.files);
    expect(verifyBundle(sample.files, { vkey, time: zipTime(at) }).ok).toBe(true);
    const later = verifyBundle(sample.files, { vkey, time: zipTime(at + 7 * 60_000) });
    expect(later.firstFault).toMatch(/another time than the entry of the lock/);
    const year = verifyBundle(sample.files, { vkey, time: zipTime(at - 365 * 86_400_000) });
    expect(year.ok).toBe(false);
  });
});

describe('the replay', () => {
  it('refuses an edit that does not begin where the one before it ended', () => {
    const edit = (number: number, before: string | null, after: string | null) => ({
      number,
      cells: [{ cell: 'a:b', before, after }],
    });
    const whole = replayCells([edit(1, null, 'x'), edit(2, 'x', null), edit(3, null, 'y')]);
    expect(whole).toEqual({ ok: true, cells: new Map([['a:b', 'y']]) });
    const torn = replayCells([edit(1, null, 'x'), edit(3, null, 'y')]);
    expect(torn).toMatchObject({ ok: false, fault: expect.stringContaining('Entry 3') });
  });
});
