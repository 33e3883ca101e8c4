/** A disk without room: every door says so at once, nothing refused is carried out later, and a start names the folder. */
import { expect, test } from 'vitest';
import { diskFull, startOn } from './disk-full.ts';
import { noSmallDisk } from './small-disk.ts';

/** The measure holds all of it to a second; here others share the machine. */
const SOON_MS = 3_000;
const why = noSmallDisk();

test.skipIf(why !== undefined)(
  'while the disk is full every door answers 503 at once, and nothing of it is done later',
  async () => {
    const report = await diskFull({ rounds: 2, heavy: 20 });
    expect(report.wrong).toEqual([]);
    const { slowest_ms, unwell_ms, well_ms, again_ms } = report;
    expect(Math.max(slowest_ms, unwell_ms, well_ms, again_ms)).toBeLessThan(SOON_MS);
    expect([report.saved, report.lost, report.carriedOutLater]).toEqual([6, 0, 0]);
    expect(report.leftAlone).toBe(20);
  },
);

test.skipIf(why !== undefined)(
  'a server on a full or a read-only disk does not start, and names the folder',
  async () => {
    const sentences = [
      ['full', /^Nothing can be written in \/mnt\/data: its disk is full\.[^\n]*$/],
      [
        'read-only',
        /^Nothing can be written in \/mnt\/data: it, its disk [^\n]* only be read\.[^\n]*$/,
      ],
      ['read-only, empty', /^[^\n]*\/mnt\/data cannot be made[^\n]*$/],
    ] as const;
    const starts = sentences.map(async ([disk, sentence]) => {
      const { code, said } = await startOn(disk);
      expect([disk, code, said.trim()]).toEqual([disk, 2, expect.stringMatching(sentence)]);
    });
    await Promise.all(starts);
  },
);
