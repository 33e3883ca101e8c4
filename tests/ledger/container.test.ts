import { checkBundle } from '../../apps/verify/src/check.ts';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveOf, lockedAt } from './archive-of.ts';
import { sampleBundle } from './bundle-sample.ts';
import { CHANGES } from './container-changes.ts';
import { fuzzContainer } from './container-fuzz.ts';
import { composed, freeArchive } from './free-archive.ts';
import { chooseSeed } from './seeded-random.ts';
import { UNZIPPERS } from './unzippers.ts';
import { zipTime } from '@tallystick/ledger/bundle-archive';

const seed = chooseSeed();
console.log(`seed ${seed}`);
const present = UNZIPPERS.filter((each) => each.isPresent());
const accepts = (archive: Uint8Array, vkey: string) => checkBundle(archive, { vkey }).ok;

describe('what any unzipper shows of a bundle is what was proved', () => {
  const sample = sampleBundle({ seed, edits: 20 });

  it('takes the bundle as the server packs it, and as any packer of the same form does', () => {
    expect(accepts(archiveOf(sample.files), sample.vkey)).toBe(true);
    const free = composed(freeArchive(sample.files, zipTime(lockedAt(sample.files))));
    expect(accepts(free, sample.vkey)).toBe(true);
  });

  it('refuses a changed archive, or every other program shows the proved bytes', () => {
    const outcome = fuzzContainer({ seed, count: 300, accepts, unzippers: present });
    expect(outcome).toMatchObject({ tried: 300, broken: [] });
    expect(outcome.accepted).toBeGreaterThan(0);
    expect(outcome.unchanged).toBeLessThan(40);
    expect(outcome.byChange.size).toBe(CHANGES.length + 1);
  });

  for (const unzipper of UNZIPPERS) {
    it.skipIf(!present.includes(unzipper))(
      `${unzipper.name} finds a reader out that skips what it does not need (${unzipper.from})`,
      () => {
        const lenient = (archive: Uint8Array, vkey: string): boolean => {
          try {
            return verifyBundle(new Map(Object.entries(unzipSync(archive))), { vkey }).ok;
          } catch {
            return false;
          }
        };
        const options = { seed: 5, count: 48, unzippers: [unzipper] };
        expect(fuzzContainer({ ...options, accepts: lenient }).broken).not.toEqual([]);
      },
    );
  }
});
