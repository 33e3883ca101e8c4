/**
 * P31: every call of the store fails in turn, in every way, while people use every route and the socket. It is an
 * enumeration, and its judge asks three things: alive, silent about our inside, nothing lost.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { roomName } from '@tallystick/room/shape';
import type { Store } from '@tallystick/store/port';
import { setTimeout as pause } from 'node:timers/promises';
import { journalEdits, timesIn } from '../crash/journal-edits.ts';
import { KillWriter } from '../crash/kill-writer.ts';
import { ApiClient } from '../process/api-client.ts';
import { type Prepared, prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { DATABASE_FILE } from '@tallystick/server/server';
import { Sessions } from '@tallystick/server/people/sessions';
import { fsck } from '@tallystick/store/fsck';
import type { NoticeStore, PostStore } from '@tallystick/store/port-post';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { join } from 'node:path';
import { type AttendedProcess, startAttended } from './attended-process.ts';
import type { FaultAnswer, FaultOrder, Way } from './faulty-server.ts';
import { sayJunk } from './hostile-client.ts';
import { type LaterAsk, useLaterDoors } from './later-doors.ts';
import { CANARY, defectsIn, faultOf, insideShown } from './inside.ts';
import { addressOf, type Answer, send } from './raw-request.ts';

const FAULTY = new URL('./faulty-server.ts', import.meta.url).pathname;
const HEAL_MS = 15_000;
const CELL = 'water_supply_loss.value:source';

/** Behind which doors each method of the store is called: all of them, or this does not compile. */
const METHODS = {
  append: 'first',
  createWorkbook: 'first',
  workbook: 'first',
  workbooks: 'first',
  entries: 'first',
  entryOfCommand: 'first',
  cells: 'first',
  cell: 'first',
  generation: 'first',
  claims: 'first',
  snapshot: 'first',
  memberships: 'first',
  treeSize: 'first',
  integrate: 'first',
  leafHashes: 'first',
  node: 'first',
  addCheckpoint: 'first',
  lastCheckpoint: 'first',
  checkpointCovering: 'first',
  addPerson: 'first',
  person: 'first',
  personByEmail: 'first',
  people: 'first',
  demoPeople: 'first',
  addSession: 'first',
  session: 'first',
  touchSession: 'first',
  endSession: 'first',
  sessionsOf: 'first',
  addLink: 'first',
  takeLink: 'first',
  link: 'first',
  setting: 'first',
  setSetting: 'first',
  history: 'later',
  cellsAt: 'later',
  instants: 'later',
  lastSeen: 'later',
  setSeen: 'later',
  membership: 'later',
  clarifications: 'later',
  listing: 'later',
  rulingsForAll: 'later',
  addInvitation: 'later',
  invitation: 'later',
  invitations: 'later',
  takeInvitation: 'later',
  giveBackInvitation: 'later',
  changeInvitation: 'later',
  revokeInvitation: 'later',
  addToken: 'later',
  token: 'later',
  tokensOf: 'later',
  touchToken: 'later',
  revokeToken: 'later',
  rememberedAnswer: 'later',
  rememberAnswer: 'later',
  webhookTargets: 'later',
  allowWebhookTarget: 'later',
  forbidWebhookTarget: 'later',
  addWebhook: 'later',
  webhooksOf: 'later',
  webhooksDue: 'later',
  noteWebhook: 'later',
  removeWebhook: 'later',
  keepRefusedDrafts: 'later',
  handInRefusedDraft: 'later',
  refusedDraft: 'later',
  refusedDrafts: 'later',
  settleRefusedDraft: 'later',
  putFile: 'later',
  keepFile: 'later',
  file: 'later',
  files: 'later',
  putEvidence: 'later',
  keepEvidence: 'later',
  evidenceFile: 'later',
  addTemplateVersion: 'later',
  templates: 'later',
  template: 'later',
  searchPeople: 'later',
  setAdmin: 'later',
  endSessions: 'later',
  shutOut: 'later',
  setPassword: 'later',
  appendAudit: 'later',
  auditEntries: 'later',
  auditEntryOfCommand: 'later',
  followedUpTo: 'later',
  noteFollowed: 'later',
  noticesOf: 'later',
  unreadOf: 'later',
  markRead: 'later',
} as const satisfies Record<
  // Places are asked for by exports alone, on a connection of their own.
  // What concerns mail is asked for only where a mail server is set.
  Exclude<
    keyof Store,
    | 'close'
    | 'places'
    | 'evidenceFiles'
    | 'dropWaiting'
    | Exclude<keyof PostStore, keyof NoticeStore>
    | 'addNotices'
  >,
  'first' | 'later'
>;
type Method = keyof typeof METHODS;

export type FaultsReport = {
  /** Faults ordered, and of them those that the traffic ran into. */
  ordered: number;
  met: number;
  answers: number;
  /** Answers 5xx, which is what a person sees of a fault. */
  unavailable: number;
  wrong: string[];
  crashes: string[];
  edits: number;
  editsLost: number;
  faults: string[];
};

type Stage = {
  server: AttendedProcess;
  commands: Prepared;
  live: Prepared;
  admin: string;
  writer: KillWriter;
  report: FaultsReport;
  /** What was answered 5xx, with the number of the request that the answer names. */
  refused: { what: string; request: string }[];
  round: number;
};

/** Orders each fault in turn; `nths` are the calls that fail (0: all of them). */
export async function failEveryCall(plan: {
  ways: readonly Way[];
  nths: readonly number[];
  say?: (line: string) => void;
}): Promise<FaultsReport> {
  const dataDir = await temporaryDataDir();
  const commands = await prepareWorkbook(dataDir, ['head', 'coordinator']);
  const live = await prepareWorkbook(dataDir, ['coordinator']);
  const admin = await addAdmin(dataDir);
  const server = await startAttended([process.execPath, FAULTY], {
    env: { DATA_DIR: dataDir, PORT: '0' },
    ipc: true,
  });
  const report = emptyReport();
  try {
    const [person] = live.people;
    if (person === undefined) throw new Error('nobody writes');
    const writer = await KillWriter.join(server.url, roomName(live.workbook, 0), person);
    const stage: Stage = { server, commands, live, admin, writer, report, refused: [], round: 0 };
    for (const method of Object.keys(METHODS) as Method[]) {
      // The later doors once each: after most ways of failing the server waits for the store for seconds.
      const isLater = METHODS[method] === 'later';
      for (const way of isLater ? (['rejects'] as const) : plan.ways)
        for (const nth of isLater ? [1] : plan.nths) await tryFault(stage, { method, way, nth });
      plan.say?.(`${method}: ${report.met} of ${report.ordered} faults met so far`);
    }
    writer.close();
    report.edits = writer.acknowledged.length;
    report.crashes.push(...defectsIn(server.output()).filter((line) => !line.includes(CANARY)));
    report.crashes.push(...rejections(server.output()));
    server.child.kill('SIGTERM');
    const code = await server.ended;
    if (code !== 0) report.crashes.push(`it ended with ${code}`);
    report.wrong.push(...withoutLogLine(stage));
    const times = timesIn(journalEdits(join(dataDir, DATABASE_FILE), live.workbook));
    report.editsLost = writer.acknowledged.filter((edit) => times(edit) === 0).length;
    report.faults = (await fsck(join(dataDir, DATABASE_FILE))).faults.map((fault) => fault.what);
    return report;
  } finally {
    server.child.kill('SIGKILL');
    await removeDataDir(dataDir);
  }
}

/** A rejection that nobody awaited is a mistake of ours even where a made-up fault began it. */
export function rejections(output: string): string[] {
  return output.split('\n').filter((line) => /unhandled rejection|uncaught/i.test(line));
}

/** Each refused request must be told of by one line of the log, which names it. */
function withoutLogLine({ server, refused }: Stage): string[] {
  const output = server.output();
  return refused
    .map(({ what, request }) => ({ what, lines: output.split(`"reqId":"${request}"`).length - 1 }))
    .filter(({ lines }) => lines !== 1)
    .map(({ what, lines }) => `${what}: ${lines} log lines name the request`);
}

function emptyReport(): FaultsReport {
  return {
    ordered: 0,
    met: 0,
    answers: 0,
    unavailable: 0,
    wrong: [],
    crashes: [],
    edits: 0,
    editsLost: 0,
    faults: [],
  };
}

async function addAdmin(dataDir: string): Promise<string> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE_FILE) });
  const person = 'p_admin' as PersonId;
  await store.addPerson({
    person,
    email: 'admin@city.example',
    name: 'Admin',
    passwordHash: null,
    admin: true,
    demo: false,
    createdAt: Date.now(),
  });
  const token = await new Sessions(store, Date.now).begin(person);
  await store.close();
  return `tallystick=${token}`;
}

/** One fault: traffic while it holds, then everything must be as before. */
async function tryFault(stage: Stage, order: FaultOrder): Promise<void> {
  const { server, writer, report } = stage;
  stage.round++;
  report.ordered++;
  const name = `${order.method} ${order.way} ${order.nth}`;
  await writer.useSession();
  await tell(server, order);
  writer.write(CELL, `round ${stage.round}`);
  if (METHODS[order.method as Method] === 'later') await laterTraffic(stage, name);
  else await traffic(stage, name);
  const { failed } = await tell(server, { ...order, method: 'none' });
  if (failed > 0) report.met++;
  const deadline = performance.now() + HEAL_MS;
  while (!writer.isSaved || writer.pending.length > 0) {
    if (server.child.exitCode !== null) throw new Error(`the process ended: ${name}`);
    if (performance.now() > deadline) {
      report.wrong.push(`${name}: the edit was not saved ${HEAL_MS} ms after healing`);
      return;
    }
    await pause(5);
  }
}

export async function tell(server: AttendedProcess, order: FaultOrder): Promise<FaultAnswer> {
  return await new Promise((answer) => {
    server.child.once('message', (told) => answer(told as FaultAnswer));
    server.child.send(order);
  });
}

/** Every route and a socket, as people use them; what fails may fail, but only in our words. */
async function traffic(stage: Stage, name: string): Promise<void> {
  const { commands, live, admin, server, round } = stage;
  const [head = '', coordinator = ''] = commands.people.map((person) => person.cookie);
  const here = `/api/workbooks/${commands.workbook}`;
  const ask = (method: string, path: string, cookie: string, body?: unknown) =>
    judged(stage, name, { method, path, cookie, body });
  const command = (cookie: string, given: object) =>
    ask('POST', `${here}/commands`, cookie, { id: `c_${Math.random()}`, command: given });
  const comment = { type: 'comment', cell: CELL, parent: null, text: 'x', audience: 'members' };
  await ask('GET', '/api/session', head);
  await ask('GET', '/api/workbooks', coordinator);
  await ask('GET', here, coordinator);
  await command(coordinator, comment);
  await ask('GET', `${here}/cells/${CELL}`, coordinator);
  await ask('POST', '/api/workbooks', admin, { city: 'X', title: 'X', due: null });
  const email = `p${round}@city.example`;
  const added = { id: `c_${round}`, name: 'X', email, role: 'observer', entity: null };
  const invited = await ask('POST', `${here}/people`, coordinator, added);
  const { link } = JSON.parse(invited.body || '{}') as { link?: string };
  const path = `/api/links/${link?.split('/').at(-1) ?? 'x'}`;
  await ask('GET', path, '');
  const entered = await ask('POST', path, '', { password: 'long enough to count' });
  await ask('POST', '/api/session', '', { email, password: 'not the right one' });
  const [cookie] = (entered.headers['set-cookie'] as string[] | undefined) ?? [];
  await ask('DELETE', '/api/session', cookie?.split(';')[0] ?? '');
  await command(head, { type: 'lock' });
  await ask('GET', `${here}/submissions/1`, head);
  await ask('GET', `${here}/submissions/1/bundle`, head);
  await command(head, { type: 'unlock', reason: 'X' });
  const writer = live.people[0];
  const heard = await sayJunk(
    new ApiClient(server.url, writer?.cookie ?? ''),
    roomName(live.workbook, 0),
    [],
  ).catch((error: Error) => ({ text: '', error: error.message }));
  const shown = insideShown(heard.text);
  if (shown !== undefined) stage.report.wrong.push(`${name}: a socket shows ${shown}`);
  if ('error' in heard) stage.report.wrong.push(`${name}: ${heard.error}`);
}

async function laterTraffic(stage: Stage, name: string): Promise<void> {
  const { commands, admin, round } = stage;
  const [head = '', coordinator = ''] = commands.people.map((person) => person.cookie);
  const ask: LaterAsk = (method, path, { cookie = '', body, headers = {} } = {}) =>
    judged(stage, name, { method, path, cookie, body, headers });
  const here = `/api/workbooks/${commands.workbook}`;
  const person = commands.people[1]?.person ?? '';
  await useLaterDoors(ask, { here, head, coordinator, admin, person, round });
}

type Ask = {
  method: string;
  path: string;
  cookie: string;
  /** Bytes are sent as they are, all else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
};

async function judged(stage: Stage, name: string, ask: Ask): Promise<Answer> {
  const { server, report } = stage;
  const headers = { origin: server.url, cookie: ask.cookie, ...ask.headers };
  const isBytes = ask.body instanceof Uint8Array;
  const type = isBytes ? 'application/octet-stream' : 'application/json';
  const answer = await send(server.port, {
    method: ask.method,
    path: ask.path,
    headers: ask.body === undefined ? headers : { ...headers, 'content-type': type },
    from: addressOf(stage.round),
    ...(ask.body === undefined
      ? {}
      : { body: isBytes ? Buffer.from(ask.body as Uint8Array) : JSON.stringify(ask.body) }),
  });
  report.answers++;
  if (answer.status === 429) report.wrong.push(`${name}: held back, so not tried`);
  const what = `${name}: ${ask.method} ${ask.path}`;
  if (answer.status === 0) report.wrong.push(`${what}: no answer`);
  const isFile = String(answer.headers['content-type']).includes('zip');
  const fault = isFile || answer.status < 400 ? undefined : faultOf(answer);
  if (fault !== undefined) report.wrong.push(`${what}: ${fault}`);
  if (answer.status >= 500) {
    report.unavailable++;
    const { detail = '' } = JSON.parse(answer.body || '{}') as { detail?: string };
    stage.refused.push({ what, request: detail });
  }
  return answer;
}
