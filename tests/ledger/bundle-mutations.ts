/** P14: a bundle is accepted only untouched. */
import { listOf } from '@tallystick/ledger/bundle-layout';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import type { Sample } from './bundle-sample.ts';
import { sampleBundle } from './bundle-sample.ts';
import { seededRandom } from './seeded-random.ts';

export type MutationOutcome = {
  tried: number;
  /** Mutations that the check let pass: each is a broken promise. */
  accepted: string[];
  /** Mutations refused without a sentence that says what is wrong. */
  unnamed: number;
  /** How often each claim was the one that failed. */
  byClaim: Map<string, number>;
};

/**
 * Changes one byte of one file, `count` times. `relist` plays an attacker who brings bundle.json in line with the
 * changed file; then bundle.json is his own and is not changed otherwise.
 */
export function mutateBytes(
  sample: Sample,
  options: { seed: number; count: number; relist: boolean; vkey?: string },
): MutationOutcome {
  const random = seededRandom(options.seed);
  const outcome: MutationOutcome = { tried: 0, accepted: [], unnamed: 0, byClaim: new Map() };
  const names = [...sample.files.keys()].filter(
    (name) => !options.relist || name !== 'bundle.json',
  );
  for (let i = 0; i < options.count; i++) {
    const name = names[random.below(names.length)] as string;
    const bytes = Uint8Array.from(sample.files.get(name) as Uint8Array);
    const at = random.below(bytes.length);
    const before = bytes[at] as number;
    // Half of them flip one bit (neighbouring letters, other case), half set any other byte.
    bytes[at] =
      i % 2 === 0 ? before ^ (1 << random.below(8)) : (before + 1 + random.below(255)) % 256;
    const files = new Map(sample.files).set(name, bytes);
    if (options.relist) relist(sample, files);
    const report = verifyBundle(files, options.vkey === undefined ? {} : { vkey: options.vkey });
    outcome.tried += 1;
    if (report.ok) outcome.accepted.push(`${name}, byte ${at}: ${before} -> ${bytes[at]}`);
    else if (!report.firstFault) outcome.unnamed += 1;
    const claim = report.steps.at(-1)?.claim ?? '';
    outcome.byClaim.set(claim, (outcome.byClaim.get(claim) ?? 0) + 1);
  }
  return outcome;
}

/** Untouched bundles of different logs that were refused; must be none. */
export function refusedUntouched(seeds: readonly number[]): string[] {
  return seeds.flatMap((seed) => {
    const sample = sampleBundle({ seed, edits: 1 + (seed % 60) });
    const withKey = verifyBundle(sample.files, { vkey: sample.vkey });
    const without = verifyBundle(sample.files, {});
    return withKey.ok && without.ok ? [] : [`seed ${seed}: ${withKey.firstFault}`];
  });
}

/** Brings bundle.json in line with changed files. */
export function relist(sample: Sample, files: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const { workbook, submission } = sample.parts;
  const text = listOf({ origin: sample.key.name, workbook, submission }, files);
  return files.set('bundle.json', new TextEncoder().encode(text));
}
