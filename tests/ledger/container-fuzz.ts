/**
 * P42: what any unzipper shows of a bundle is what was proved. Changes archives in every way we know; each is either
 * refused by the check or shown alike by every other program.
 */
import { zipTime } from '@tallystick/ledger/bundle-archive';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockedAt } from './archive-of.ts';
import { sampleBundle } from './bundle-sample.ts';
import { type Attack, forgedFiles } from './container-attack.ts';
import { CHANGES } from './container-changes.ts';
import { changedBytes } from './container-places.ts';
import { composed, freeArchive } from './free-archive.ts';
import { seededRandom } from './seeded-random.ts';
import { shownBy, type Unzipper } from './unzippers.ts';

export type ContainerOutcome = {
  tried: number;
  /** Archives that differ from the one that was packed and are taken all the same: they are shown to the others. */
  accepted: number;
  /** Archives that came out as the packed one. */
  unchanged: number;
  /** Each a broken promise: who shows something else than what was proved, and after which changes. */
  broken: string[];
  /** How often each change was tried. */
  byChange: Map<string, number>;
};

type Accepted = { archive: Uint8Array; changes: string };
/** Archives that one call of a program gets. */
const BATCH = 200;

/** `accepts` is the check of a bundle that is held to the promise. */
export function fuzzContainer(options: {
  seed: number;
  count: number;
  accepts: (archive: Uint8Array, vkey: string) => boolean;
  unzippers: readonly Unzipper[];
}): ContainerOutcome {
  const random = seededRandom(options.seed);
  const sample = sampleBundle({ seed: options.seed, edits: 12 });
  const time = zipTime(lockedAt(sample.files));
  const attack: Attack = { random, sample, forged: forgedFiles(sample), time };
  const untouched = composed(freeArchive(sample.files, time));
  const proved = new Map(
    [...sample.files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]),
  );
  const outcome: ContainerOutcome = {
    tried: 0,
    accepted: 0,
    unchanged: 0,
    broken: [],
    byChange: new Map(),
  };
  let waiting: Accepted[] = [];
  const show = (): void => {
    outcome.broken.push(
      ...options.unzippers.flatMap((each) => wronglyShown(each, waiting, proved)),
    );
    waiting = [];
  };
  for (let i = 0; i < options.count; i++) {
    const { archive, changes } = changedArchive(attack, i);
    outcome.tried += 1;
    for (const name of changes) outcome.byChange.set(name, (outcome.byChange.get(name) ?? 0) + 1);
    if (Buffer.compare(archive, untouched) === 0) outcome.unchanged += 1;
    else if (options.accepts(archive, sample.vkey)) {
      outcome.accepted += 1;
      waiting.push({ archive, changes: changes.join(', ') });
      if (waiting.length === BATCH) show();
    }
  }
  show();
  return outcome;
}

/** Each change comes first in turn; every second archive gets a further one, every fifth changed bytes. */
function changedArchive(attack: Attack, i: number): { archive: Uint8Array; changes: string[] } {
  const { random, sample, time } = attack;
  const free = freeArchive(sample.files, time);
  const chosen = [CHANGES[i % CHANGES.length]];
  if (random.below(2) === 0) chosen.push(CHANGES[random.below(CHANGES.length)]);
  for (const each of chosen) each?.change(free, attack);
  const changes = chosen.flatMap((each) => (each === undefined ? [] : [each.name]));
  const archive = composed(free);
  if (random.below(5) > 0) return { archive, changes };
  return { archive: changedBytes(archive, random), changes: [...changes, 'changed bytes'] };
}

function wronglyShown(
  unzipper: Unzipper,
  accepted: readonly Accepted[],
  proved: ReadonlyMap<string, string>,
): string[] {
  if (accepted.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'container-'));
  try {
    const inside = join(folder, 'unpacked');
    mkdirSync(inside);
    const shown = shownBy(
      unzipper,
      accepted.map(({ archive }) => archive),
      inside,
    );
    return accepted.flatMap(({ changes }, i) => {
      const what = difference(shown[i], proved);
      return what === undefined ? [] : [`${unzipper.name} ${what} after: ${changes}`];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function difference(
  shown: ReadonlyMap<string, string> | undefined,
  proved: ReadonlyMap<string, string>,
): string | undefined {
  if (shown === undefined) return 'complains';
  for (const [name, content] of shown)
    if (proved.get(name) !== content) return `shows another ${JSON.stringify(name)}`;
  return shown.size === proved.size ? undefined : `shows ${shown.size} files`;
}
