/**
 * Comments, queries and verdicts beside edits in one room: how long each takes to everybody else who may see it, by the
 * sockets over which the page hears both. What is said carries a number of its own, which is looked for in the bytes
 * that arrive: the same clock, sockets and search for all four.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { QueryId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import { WHOEVER } from '@tallystick/protocol/room-token';
import { roomName } from '@tallystick/room/shape';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../process/api-client.ts';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { Editor, type Ears } from './editor.ts';
import { tongue } from './speech.ts';
import type { Door } from './target.ts';

export const SAID = ['edit', 'comment', 'query', 'verdict'] as const;
export type Said = (typeof SAID)[number];

/** Every second one is of the city's side and edits once a second, every second one is an auditor. */
export type TalkPlan = {
  sockets: number;
  warm_ms: number;
  /** Comments in the counted time, and as many queries and verdicts. */
  each: number;
};

export type TalkReport = {
  /** From sending to each other socket that may see it, in milliseconds. */
  arrived_ms: Record<Said, number[]>;
  /** Pairs of something said and a socket that had to hear it, and did not. */
  lost: number;
  /** Pairs of a verdict, which is the audit side's until it is released, and a socket of the city's side that heard it. */
  overheard: number;
};

/** Between two commands. */
const PAUSE_MS = 50;
const READY_MS = 60_000;
const DRAIN_MS = 10_000;
/** Spreads the editors' moments over a second (golden ratio). */
const SPREAD = 0.618_033_988_749;
/** What the row shows on which verdicts are. */
const VALUE = '81.5';
const NUMBERED = /talk(\d+)z/g;

const isAuditor = (index: number): boolean => index % 2 === 1;

type Sent = { said: Said; by: number; at_ms: number; isCounted: boolean; heard: Set<number> };

/** What was said, and who has heard it. */
class Conversation {
  readonly sent: Sent[] = [];
  isCounting = false;
  readonly #report: TalkReport;

  constructor(report: TalkReport) {
    this.#report = report;
  }

  /** The text that stands for it; its time begins now. */
  say(said: Said, by: number): string {
    const at_ms = performance.now();
    this.sent.push({ said, by, at_ms, isCounted: this.isCounting, heard: new Set() });
    return `talk${this.sent.length - 1}z, as counted at the meter`;
  }

  hear(listener: number, bytes: Uint8Array, now_ms: number): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    for (const [, number] of text.matchAll(NUMBERED)) {
      const sent = this.sent[Number(number)];
      if (sent === undefined || sent.by === listener || sent.heard.has(listener)) continue;
      sent.heard.add(listener);
      if (sent.said === 'verdict' && !isAuditor(listener)) this.#report.overheard += 1;
      else if (sent.isCounted) this.#report.arrived_ms[sent.said].push(now_ms - sent.at_ms);
    }
  }

  missing(sockets: number): number {
    const wanted = ({ said, by }: Sent): number => {
      const listeners = said === 'verdict' ? Math.floor(sockets / 2) : sockets;
      return listeners - (said !== 'verdict' || isAuditor(by) ? 1 : 0);
    };
    return this.sent.reduce((sum, each) => sum + Math.max(0, wanted(each) - each.heard.size), 0);
  }
}

export async function talk(plan: TalkPlan): Promise<TalkReport> {
  const dataDir = await temporaryDataDir();
  const roles = Array.from({ length: plan.sockets }, (_, index) =>
    isAuditor(index) ? ('auditor' as const) : ('coordinator' as const),
  );
  const { workbook, people } = await prepareWorkbook(dataDir, roles);
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const cookies = people.map(({ cookie }) => cookie);
  const rows = loadCatalogue().dataPoints.map(({ row }) => row);
  const door: Door = {
    speech: 'hocuspocus',
    path: '/collab',
    port: server.port,
    room: roomName(workbook, 0),
    token: WHOEVER,
    origin: server.url,
    cookies,
    cells: [`${rows[0]}:override`, ...rows.flatMap((row) => [`${row}:notes`, `${row}:source`])],
  };
  const nothing = { edit: [], comment: [], query: [], verdict: [] };
  const report: TalkReport = { arrived_ms: nothing, lost: 0, overheard: 0 };
  const record = new Conversation(report);
  const editors: Editor[] = [];
  try {
    editors.push(...(await comeIn(door, { record, count: plan.sockets })));
    const act = async (by: number, command: Command): Promise<void> => {
      const api = new ApiClient(server.url, cookies[by] ?? '');
      const answer = await api.command(command, { workbook });
      if (!answer.ok) throw new Error(`${command.type}: ${answer.status} ${await answer.text()}`);
    };
    // Nobody judges before they have said that nothing stands in the way.
    for (let index = 1; index < plan.sockets; index += 2)
      await act(index, { type: 'declare-interest', conflict: '' });
    const row = rows[0] as (typeof rows)[number];
    await speak({ plan, record, editors, act, row });
    const deadline_ms = performance.now() + DRAIN_MS;
    while (record.missing(plan.sockets) > 0 && performance.now() < deadline_ms) await pause(5);
    report.lost = record.missing(plan.sockets);
    return report;
  } finally {
    for (const editor of editors) editor.end();
    await server.stop();
    await removeDataDir(dataDir);
  }
}

async function comeIn(
  door: Door,
  { record, count }: { record: Conversation; count: number },
): Promise<Editor[]> {
  let why = '';
  let saved = 0;
  const ears: Ears = {
    closed: (_editor, reason) => {
      why ||= reason;
    },
    settled: (editor, isSaved) => {
      if (!isSaved) why ||= `an edit of ${editor.index} was refused`;
      saved += 1;
    },
    update: ({ index }, update, now_ms) => record.hear(index, update, now_ms),
    said: ({ index }, message, now_ms) => record.hear(index, message, now_ms),
  };
  const speech = tongue(door.speech, door.room);
  const editors = Array.from(
    { length: count },
    (_, index) => new Editor({ index, door, tongue: speech, ears }),
  );
  for (const editor of editors) editor.listenWhole();
  const deadline_ms = performance.now() + READY_MS;
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (why !== '' || performance.now() > deadline_ms)
        throw new Error(`not everybody came in: ${why || 'late'}`);
      await pause(2);
    }
  };
  await until(() => editors.every(({ isReady }) => isReady));
  // A verdict is on a value that is there.
  editors[0]?.edit(VALUE, undefined);
  await until(() => saved > 0);
  return editors;
}

type Talking = {
  plan: TalkPlan;
  record: Conversation;
  editors: readonly Editor[];
  act: (by: number, command: Command) => Promise<void>;
  row: string;
};

/** One coordinator comments and one auditor asks and judges, one after the other, while the city's side edits. */
async function speak({ plan, record, editors, act, row }: Talking): Promise<void> {
  const isOver = { is: false };
  const typing = editors
    .filter(({ index }) => !isAuditor(index))
    .map((editor) => type(editor, { record, isOver }));
  const say: Record<Exclude<Said, 'edit'>, () => Promise<void>> = {
    comment: async () => {
      const text = record.say('comment', 0);
      const at = { cell: `${row}:notes` as never, parent: null, audience: 'members' } as const;
      await act(0, { type: 'comment', ...at, text });
    },
    query: async () => {
      const text = record.say('query', 1);
      const query = randomUUID() as QueryId;
      const asked = { query, row: row as never, text, due: null, assignee: null };
      await act(1, { type: 'ask-query', ...asked });
    },
    verdict: async () => {
      const note = record.say('verdict', 1);
      await act(1, { type: 'verify', row: row as never, verdict: 'no', result: VALUE, note });
    },
  };
  const order = ['comment', 'query', 'verdict'] as const;
  const open_ms = performance.now() + plan.warm_ms;
  for (let counted = 0; counted < plan.each; ) {
    record.isCounting = performance.now() >= open_ms;
    if (record.isCounting) counted += 1;
    for (const each of order) {
      await say[each]();
      await pause(PAUSE_MS);
    }
  }
  isOver.is = true;
  await Promise.all(typing);
}

/** Sets a cell of its own once a second, each time over what it set before. */
async function type(
  editor: Editor,
  { record, isOver }: { record: Conversation; isOver: { is: boolean } },
): Promise<void> {
  let over: ReturnType<Editor['edit']> | undefined;
  await pause(((editor.index * SPREAD) % 1) * 1000);
  // The first one set the cell on which verdicts are.
  if (editor.index === 0) return;
  while (!isOver.is) {
    over = editor.edit(record.say('edit', editor.index), over);
    await pause(1000);
  }
}
