/**
 * The process that `store-kill.test.ts` kills: three writers append edits, now and then a lock with a snapshot and a
 * generation, and each says a line when, and only when, an edit is acknowledged.
 */
import type { NewEntry } from '@tallystick/domain/entry';
import type { Event } from '@tallystick/domain/events';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { sha256Hex } from '@tallystick/ledger/hash';
import type { AppendRequest } from '@tallystick/store/port-journal';
import { openSqliteStore } from '@tallystick/store/sqlite-store';

const [file, round] = process.argv.slice(2) as [string, string];
const store = await openSqliteStore({ file });
const by = 'p_amal' as PersonId;

function head(workbook: WorkbookId) {
  return { v: 1 as const, workbook, at: Date.now(), by };
}

function editOf(workbook: WorkbookId, text: string): NewEntry {
  const cells = [{ cell: 'a.b:value' as CellId, before: null, after: text }];
  return {
    ...head(workbook),
    kind: 'edit',
    door: 'socket',
    generation: 1,
    client: 7,
    cells,
    update: 'AAA=',
  };
}

function eventOf(workbook: WorkbookId, event: Event): NewEntry {
  const command = `${round} ${Math.random()}` as CommandId;
  return { ...head(workbook), kind: 'event', door: 'api', command, event };
}

/** A lock with all that belongs to it, and the unlock in the next request. */
function lockOf(workbook: WorkbookId, expected: number): AppendRequest {
  const submission = expected + 1;
  const text = `{"submission":${submission}}`;
  const event: Event = {
    type: 'locked',
    submission,
    upTo: expected,
    snapshot: sha256Hex(text),
    generation: submission,
    reported: 0,
    missing: 0,
  };
  return {
    workbook,
    expected,
    entries: [eventOf(workbook, event)],
    snapshot: { submission, text },
    generation: {
      generation: submission,
      upTo: expected,
      base: new Uint8Array(5_000).fill(submission),
    },
  };
}

/** Waits until the line is out: a reader on a busy machine may leave the pipe full for a while. */
async function say(line: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    process.stdout.write(`${line}\n`, (error) => (error ? failed(error) : done()));
  });
}

async function write(workbook: WorkbookId): Promise<void> {
  await store.createWorkbook(workbook, 1);
  let expected = (await store.workbook(workbook))?.head ?? 0;
  if ((await store.workbook(workbook))?.locked) expected = await unlock(workbook, expected);
  for (let turn = 1; ; turn++) {
    if (turn % 25 === 0) {
      const [locked] = await store.append([lockOf(workbook, expected)]);
      if (!locked?.ok) throw new Error(JSON.stringify(locked));
      expected = await unlock(workbook, locked.head);
    }
    const texts = Array.from({ length: 1 + (turn % 4) }, (_, i) => `${round} ${turn} ${i}`);
    const entries = texts.map((text) => editOf(workbook, text));
    const [result] = await store.append([{ workbook, expected, entries }]);
    if (!result?.ok) throw new Error(JSON.stringify(result));
    for (const [position, text] of texts.entries())
      await say(JSON.stringify({ workbook, number: result.first + position, text }));
    expected = result.head;
  }
}

async function unlock(workbook: WorkbookId, expected: number): Promise<number> {
  const event: Event = { type: 'unlocked', submission: expected, reason: 'More to do.' };
  const [result] = await store.append([
    { workbook, expected, entries: [eventOf(workbook, event)] },
  ]);
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.head;
}

await Promise.all(
  ['wb_one', 'wb_two', 'wb_three'].map((workbook) => write(workbook as WorkbookId)),
);
