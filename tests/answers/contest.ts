/**
 * People and programs who set the same few cells at once by all three doors, and which of the answers that they got are
 * not true of the journal.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quickFolder } from '../convergence/run-seeds.ts';
import { randomFrom } from '../gate/random.ts';
import { type PreparedPerson, prepareWorkbook } from '../process/prepared-workbook.ts';
import { startServerProcess } from '../process/server-process.ts';
import { keptDrafts, readTexts } from './journal-texts.ts';
import { Program } from './program.ts';
import { RoomWriter } from './room-writer.ts';
import { type Told, untrue } from './told.ts';
import { Turns } from './turns.ts';

const PROGRAMS = 4;
/** Of each program. */
const REQUESTS_AT_ONCE = 3;
const EDITORS = 3;
const PLAIN = 3;
const CLEARED = 0.15;

export type ContestReport = {
  /** Answers of each door, one a cell. */
  answers: Record<Told['door'], number>;
  /** Of them: refusals. */
  refused: Record<Told['door'], number>;
  /** Writes that stood. */
  entries: number;
  untrue: string[];
};

export async function contest(plan: { writes: number; seed: number }): Promise<ContestReport> {
  const dataDir = await mkdtemp(join(quickFolder(), 'tallystick-answers-'));
  const roles = Array.from({ length: PROGRAMS + EDITORS + PLAIN }, () => 'coordinator' as const);
  const { workbook, people } = await prepareWorkbook(dataDir, roles);
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  try {
    const enter = (door: 'socket' | 'yjs') => async (person: PreparedPerson) =>
      await RoomWriter.join({ url: server.url, door, room: `${workbook}~0`, person });
    const programs = people
      .slice(0, PROGRAMS)
      .map((person, nth) => new Program({ server: server.url, workbook, person, nth }));
    const editors = await Promise.all(
      people.slice(PROGRAMS, PROGRAMS + EDITORS).map(enter('socket')),
    );
    const plain = await Promise.all(people.slice(PROGRAMS + EDITORS).map(enter('yjs')));
    const turns = new Turns(randomFrom(plan.seed), plan.writes);
    const inTurn = async (write: () => Promise<void>) => {
      while (turns.next()) await write();
    };
    await Promise.all([
      ...programs.flatMap((each) =>
        Array.from({ length: REQUESTS_AT_ONCE }, () => inTurn(() => each.write(turns))),
      ),
      ...editors.map((each) => inTurn(() => each.write(turns.cell(), turns.text(CLEARED)))),
      // That a cell is empty already comes back to no plain client.
      ...plain.map((each) => inTurn(() => each.write(turns.cell(), turns.text(0)))),
    ]);
    for (const writer of [...editors, ...plain]) writer.close();
    await server.stop();
    const told = [...programs, ...editors, ...plain].flatMap((each) => each.told);
    const faults = programs.flatMap((each) => each.faults);
    return judge(join(dataDir, DATABASE_FILE), workbook, { told, faults });
  } finally {
    await server.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function judge(
  file: string,
  workbook: string,
  { told, faults }: { told: Told[]; faults: string[] },
): ContestReport {
  const journal = readTexts(file, workbook);
  const drafts = new Map(
    keptDrafts(file, workbook).map(({ by, cell, text, code }) => [
      JSON.stringify([by, cell, text]),
      code,
    ]),
  );
  const report: ContestReport = {
    answers: { api: 0, socket: 0, yjs: 0 },
    refused: { api: 0, socket: 0, yjs: 0 },
    entries: journal.entries,
    untrue: faults,
  };
  for (const each of told) {
    const { door, by, cell, text } = each;
    report.answers[door]++;
    if (each.answer === 'refused') report.refused[door]++;
    // A plain client is told why beside the cell.
    const code = door === 'yjs' ? (drafts.get(JSON.stringify([by, cell, text])) ?? '') : each.code;
    const why = untrue({ ...each, ...(code === undefined ? {} : { code }) }, journal);
    if (why !== undefined) report.untrue.push(`${JSON.stringify(each)}: ${why}`);
  }
  return report;
}
