import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBundle } from '@tallystick/ledger/bundle';
import { signCheckpoint } from '@tallystick/ledger/checkpoint';
import { formatConsistencyNote } from '@tallystick/ledger/consistency-note';
import { consistencyProof, rootAt } from '@tallystick/ledger/merkle-tree';
import { archiveOf } from '../../../tests/ledger/archive-of.ts';
import { signedAnew } from '../../../tests/ledger/bundle-forgeries.ts';
import { sampleBundle } from '../../../tests/ledger/bundle-sample.ts';
import { checkBundle } from '../src/check.ts';

const sample = sampleBundle({ seed: 3, edits: 40 });
const zip = archiveOf(sample.files);
const { vkey } = sample;
const last = sample.log.length;

function checkpointAt(size: number): string {
  const root = rootAt(size, sample.tree.read);
  const signed = signCheckpoint({ origin: sample.key.name, size, root, key: sample.key });
  if (!signed.ok) throw new Error(signed.refusal.sentence);
  return signed.note;
}

describe('a bundle beside a checkpoint that was kept', () => {
  const against = checkpointAt(17);
  const proof = consistencyProof(17, last, sample.tree.read);
  const consistency = formatConsistencyNote({ oldSize: 17, proof, checkpoint: checkpointAt(last) });

  it('holds when the proof shows that the log only grew', () => {
    const report = checkBundle(zip, { vkey, against, consistency });
    expect(report.ok).toBe(true);
    expect(report.steps.at(-1)?.detail).toContain(
      `17 and ${last} entries: the newer record begins`,
    );
    expect(checkBundle(zip, { vkey, against: checkpointAt(last) }).ok).toBe(true);
  });

  it('holds when the kept checkpoint is the newer one', () => {
    const old = sampleBundle({ seed: 3, edits: 40 });
    for (let i = 0; i < 5; i++) old.tree.append(new Uint8Array(32).fill(i));
    const root = rootAt(last + 5, old.tree.read);
    const signed = signCheckpoint({ origin: old.key.name, size: last + 5, root, key: old.key });
    const newer = signed.ok ? signed.note : '';
    const onward = consistencyProof(last, last + 5, old.tree.read);
    const note = formatConsistencyNote({ oldSize: last, proof: onward, checkpoint: newer });
    expect(checkBundle(zip, { vkey, against: newer, consistency: note }).ok).toBe(true);
  });

  it('asks for the proof where it is missing', () => {
    const report = checkBundle(zip, { vkey, against });
    expect(report.firstFault).toContain(`Ask for the proof from 17 to ${last}`);
  });

  it('finds a record rewritten by whoever holds key and database', () => {
    const log = sample.log.map((row) => ({
      ...row,
      text: row.text.replace('"by":"p_', '"by":"p_9'),
    }));
    const rewritten = archiveOf(buildBundle(signedAnew(sample, log, sample.parts.snapshot)));
    expect(checkBundle(rewritten, { vkey }).ok).toBe(true);
    const report = checkBundle(rewritten, { vkey, against, consistency });
    expect(report.firstFault).toContain('does not begin with the older one');
    const same = checkBundle(rewritten, { vkey, against: checkpointAt(last) });
    expect(same.firstFault).toContain('the record was rewritten');
  });

  it('refuses a checkpoint or a proof that is none', () => {
    expect(checkBundle(zip, { vkey, against: 'x' }).firstFault).toContain('not signed by the key');
    const spoiled = consistency.replace('old 17', 'old 18');
    expect(checkBundle(zip, { vkey, against, consistency: spoiled }).firstFault).toContain(
      'begins at 18',
    );
    expect(checkBundle(zip, { vkey, against, consistency: 'x' }).firstFault).toContain(
      'not in the form',
    );
  });
});

describe('the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const app = new URL('..', import.meta.url).pathname;
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'verify.mjs'), ...args], { encoding: 'utf8' });

  beforeAll(() => {
    execFileSync(process.execPath, [join(app, 'build.mjs')]);
    // Alone in a folder: no package beside it to lean on.
    file('verify.mjs', readFileSync(join(app, 'dist', 'verify.mjs')));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says that a bundle holds, step by step, with the key given as text or as a file', () => {
    for (const key of [vkey, file('key.txt', `${vkey}\n`)]) {
      const { status, stdout } = run(file('bundle.zip', zip), '--key', key);
      expect(status).toBe(0);
      expect(stdout.match(/^✓ /gm)).toHaveLength(14);
      expect(stdout).toContain('HOLDS.');
    }
  });

  it('says plainly what is not shown when no key is given', () => {
    const { status, stdout } = run(file('bundle.zip', zip));
    expect(status).toBe(0);
    expect(stdout).not.toContain('HOLDS.');
    expect(stdout).toContain('only with --key and a key from elsewhere');
  });

  it('names the first fault and exits with 1', () => {
    const files = new Map(sample.files);
    const snapshot = Buffer.from(files.get('snapshot.json') as Uint8Array)
      .toString()
      .replace('m³', 'm²');
    const bundle = file('forged.zip', archiveOf(files.set('snapshot.json', Buffer.from(snapshot))));
    const { status, stdout } = run(bundle, '--key', vkey);
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /✗ .*\n {4}The file snapshot.json is not the one that bundle.json lists/,
    );
    const json = run(bundle, '--json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, firstFault: expect.any(String) });
  });

  it('answers a wrong call in a sentence, without a stack', () => {
    const bundle = file('bundle.zip', zip);
    const calls: [string[], RegExp][] = [
      [[join(folder, 'none.zip')], /There is no file/],
      [[folder], /is not a file/],
      [[bundle, '--key', 'nonsense'], /neither a public key nor a file/],
      [[bundle, '--nonsense'], /Unknown option/],
      [[], /Checks a Tallystick snapshot bundle/],
    ];
    for (const [args, words] of calls) {
      const { status, stdout, stderr } = run(...args);
      expect(status).toBe(1);
      expect(stdout + stderr).toMatch(words);
      expect(stderr).not.toContain('    at ');
    }
    expect(run('--help').status).toBe(0);
  });
});
