/**
 * P1 and P2 at the store: a process that appends is killed at random moments. Every number that it had acknowledged is
 * there afterwards, and the file is whole.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { fsck } from '@tallystick/store/fsck';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { afterAll, expect, it } from 'vitest';
import { chooseSeed, seededRandom } from '../ledger/seeded-random.ts';

const KILLS = Number(process.env.KILLS ?? 8);
const folder = mkdtempSync(join(tmpdir(), 'store-kill-'));
afterAll(() => rmSync(folder, { recursive: true }));
const program = fileURLToPath(new URL('./store-appender.ts', import.meta.url));

/** What a process had acknowledged when it died: per workbook, the texts by number. */
type Acknowledged = Map<string, Map<number, string>>;

/** Lets it append until `acknowledgements` have come and a little more, then kills it. */
async function runAndKill(
  file: string,
  run: { round: number; acknowledgements: number; delay_ms: number },
) {
  const child = spawn(process.execPath, [program, file, String(run.round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let lines = 0;
  let killing = false;
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said += part;
    lines += part.split('\n').length - 1;
    if (lines < run.acknowledgements || killing) return;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), run.delay_ms);
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  // The last line may be cut: what was not fully said was not acknowledged.
  return said.split('\n').slice(0, -1);
}

function note(acknowledged: Acknowledged, lines: string[]): number {
  for (const line of lines) {
    const { workbook, number, text } = JSON.parse(line) as {
      workbook: string;
      number: number;
      text: string;
    };
    const texts = acknowledged.get(workbook) ?? new Map<number, string>();
    acknowledged.set(workbook, texts.set(number, text));
  }
  return lines.length;
}

it('has every acknowledged entry after each of many kills, and a whole file', {
  timeout: 300_000,
}, async () => {
  const random = seededRandom(chooseSeed());
  console.log(`seed ${random.seed}`);
  const file = join(folder, 'kill.db');
  const acknowledged: Acknowledged = new Map();
  let total = 0;
  let fewest = Infinity;
  for (let round = 0; round < KILLS; round++) {
    const delay_ms = random.below(12_000) / 1_000;
    const lines = await runAndKill(file, {
      round,
      acknowledgements: 1 + random.below(60),
      delay_ms,
    });
    const count = note(acknowledged, lines);
    total += count;
    fewest = Math.min(fewest, count);
    const report = await fsck(file);
    expect(report.faults).toEqual([]);
    expect(report.entries).toBeGreaterThanOrEqual(total);
  }
  expect(fewest).toBeGreaterThan(0);
  const store = await openSqliteStore({ file });
  let found = 0;
  for (const [workbook, texts] of acknowledged) {
    const { head = 0 } = (await store.workbook(workbook as WorkbookId)) ?? {};
    for (let after = 0; after < head; after += 10_000) {
      for (const { entry } of await store.entries(workbook as WorkbookId, {
        after,
        limit: 10_000,
      })) {
        const text = texts.get(entry.number);
        if (text === undefined) continue;
        expect(entry.kind === 'edit' && entry.cells[0]?.after).toBe(text);
        found += 1;
      }
    }
  }
  await store.close();
  console.log(`${KILLS} kills, ${total} acknowledged entries, ${found} found`);
  expect(found).toBe(total);
});
