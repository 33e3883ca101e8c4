/**
 * Notices and mails over crashes of the server (SIGKILL) and of the mail server, while people work: each comes once, none
 * is lost, and none comes to somebody who lost the right meanwhile.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { DATABASE_FILE } from '@tallystick/server/server';
import { fsck } from '@tallystick/store/fsck';
import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { actsIn, type Crowd, prepareCrowd } from './crash-people.ts';
import { type Account, accountOf, type Loss } from './crash-truth.ts';
import { type MailServer, type Moment, openMailServer } from './mail-server.ts';

const MAIN = new URL('main-ahead.ts', import.meta.url).pathname;
/** By so much the clock is turned on after a crash: longer than the pauses after the first few tries of a mail. */
const TURN_MS = 5 * 60_000;
/** And at the end, so that what is told once a day goes too. */
const LAST_TURN_MS = 26 * 3_600_000;
const PATIENCE_MS = 60_000;
/** A server that is not met by a mail within so long dies without one. */
const KILL_LATEST_MS = 3_000;

const WAYS = ['away', 'cut', 'unanswered'] as const;
const MOMENTS: readonly (Moment | 'any')[] = ['any', 'named', 'kept', 'answered'];

export type CrashPlan = {
  /** Of the server, and as many of the mail server. */
  crashes: number;
  readers: number;
  /** Comments to all in a round, of which each crash has one. */
  steps: number;
  seed: number;
  say?: (line: string) => void;
};

export type CrashReport = Account & {
  kills: number;
  mailCrashes: number;
  /** Kills while a mail was under way. */
  amidMail: number;
  faults: string[];
};

type Run = {
  plan: CrashPlan;
  crowd: Crowd;
  random: Random;
  dataDir: string;
  /** The server that is there, or comes next. */
  server: Promise<ServerProcess>;
  mail: MailServer;
  arrived: MailServer['arrived'];
  ahead_ms: number;
  losses: Loss[];
  report: Pick<CrashReport, 'kills' | 'mailCrashes' | 'amidMail'>;
};

export async function postOverCrashes(plan: CrashPlan): Promise<CrashReport> {
  const dataDir = await temporaryDataDir();
  const file = join(dataDir, DATABASE_FILE);
  const rounds = plan.crashes * 2;
  const crowd = await prepareCrowd(dataDir, { count: rounds, readers: plan.readers });
  const mail = await openMailServer();
  const report = { kills: 0, mailCrashes: 0, amidMail: 0 };
  const begun = { plan, crowd, random: randomFrom(plan.seed), dataDir, mail, report };
  const server = start({ dataDir, mail, ahead_ms: 0 });
  const run: Run = { ...begun, arrived: mail.arrived, ahead_ms: 0, losses: [], server };
  try {
    for (let round = 0; round < rounds; round++) {
      await (round % 2 === 0 ? killOnce(run, round) : mailCrash(run, round));
      if (round % 10 === 9) plan.say?.(`${round + 1} crashes, ${run.arrived.length} mails`);
    }
    await settle(run, file);
    await (await run.server).stop();
    const account = await accountOf(file, crowd, run);
    const { faults } = await fsck(file);
    return { ...account, ...report, faults: faults.map(({ what }) => what) };
  } finally {
    const left = await run.server.catch(() => undefined);
    await left?.stop();
    await run.mail.crash();
    await removeDataDir(dataDir);
  }
}

async function start(
  { dataDir, mail, ahead_ms }: Pick<Run, 'dataDir' | 'mail' | 'ahead_ms'>,
  port = 0,
): Promise<ServerProcess> {
  const env = {
    AHEAD_MS: String(ahead_ms),
    TURN_MS: String(TURN_MS),
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mail.port),
    SMTP_SECURITY: 'none',
    MAIL_FROM: 'kpi@city.example',
    MAIL_GATHER_SECONDS: '0',
    MAILS_PER_HOUR: '10000',
  };
  return await startServerProcess({ dataDir, port, main: MAIN, args: ['--empty'], env });
}

/** Does all that is to be done in a round's workbook; answers whose right was lost, each as soon as it is. */
async function work(run: Run, round: number, lost: (loss: Loss) => void): Promise<void> {
  const workbook = run.crowd.workbooks[round] as WorkbookId;
  const { readers } = run.crowd;
  for (const act of actsIn(readers, { round, steps: run.plan.steps })) {
    await give(run, workbook, act);
    if (act.losing !== undefined) lost({ person: act.losing, workbook, from: Infinity });
  }
}

/** Asks again, with the same id, until there is an answer. */
async function give(
  run: Run,
  workbook: WorkbookId,
  { by, command }: { by: PersonId; command: Parameters<ApiClient['command']>[0] },
): Promise<void> {
  const id = randomUUID();
  for (;;) {
    const { url } = await run.server;
    const api = new ApiClient(url, run.crowd.cookies.get(by) ?? '');
    const answer = await api.command(command, { id, workbook }).catch(() => undefined);
    if (answer?.ok) return;
    if (answer !== undefined) throw new Error(`${by} ${command.type}: ${await answer.text()}`);
    await nextTurn();
  }
}

/** The server dies at a moment of chance, or in the middle of a mail. */
async function killOnce(run: Run, round: number): Promise<void> {
  const open: Loss[] = [];
  const worked = work(run, round, (loss) => open.push(loss));
  const moment = run.random.pick(MOMENTS);
  const after = 1 + run.random.below(run.plan.readers);
  const wait_ms = run.random.below(KILL_LATEST_MS);
  const old = await run.server;
  const seen = { mails: 0 };
  const met = new Promise<boolean>((now) => {
    const latest_ms = moment === 'any' ? wait_ms : KILL_LATEST_MS;
    const latest = setTimeout(() => now(false), latest_ms);
    run.mail.onMoment((each) => {
      if (each !== moment || ++seen.mails < after) return;
      clearTimeout(latest);
      // In this very turn: what the mail server says next finds nobody.
      process.kill(old.pid, 'SIGKILL');
      now(true);
    });
  });
  run.server = met.then(async (isAmid) => {
    const sure = [...open];
    await old.kill();
    run.report.kills += 1;
    if (isAmid) run.report.amidMail += 1;
    run.mail.onMoment(() => undefined);
    // Who lost the right before the kill has lost it for all that the next server says.
    for (const loss of sure) loss.from = Date.now();
    run.ahead_ms += TURN_MS;
    return await start(run, old.port);
  });
  await Promise.all([run.server, worked]);
  run.losses.push(...open);
}

const failures = (server: ServerProcess): number =>
  server.output().split('a mail was not taken').length - 1;

/** The mail server dies in one of its ways, and is back once a mail met that after the rights were lost. */
async function mailCrash(run: Run, round: number): Promise<void> {
  const server = await run.server;
  const way = run.random.pick(WAYS);
  const open: Loss[] = [];
  let before = Infinity;
  const isAtOnce = run.random.below(2) === 0;
  const earlier = run.arrived.length;
  const fail = async (): Promise<void> => {
    if (way === 'away') await run.mail.crash();
    else run.mail.take(way);
  };
  if (isAtOnce) await fail();
  const worked = work(run, round, (loss) => {
    open.push(loss);
    before = failures(server);
  });
  if (!isAtOnce) {
    await until(() => open.length > 0 || run.arrived.length > earlier, 'a first mail or loss');
    await fail();
  }
  await worked;
  await until(() => failures(server) > before, 'a mail that is not taken');
  // A mail is looked at again before each try: after this one all of them know of the loss.
  for (const loss of open) loss.from = Date.now();
  run.losses.push(...open);
  if (way === 'away') await comeBack(run);
  run.mail.take('taken');
  run.report.mailCrashes += 1;
  turnClock(run, server);
}

async function comeBack(run: Run): Promise<void> {
  const back = await openMailServer(run.mail.port);
  // The list goes on with the same mails.
  back.arrived.push(...run.arrived);
  run.arrived = back.arrived;
  run.mail = back;
}

function turnClock(run: Run, server: ServerProcess): void {
  run.ahead_ms += TURN_MS;
  process.kill(server.pid, 'SIGUSR2');
}

/** A day later, with both servers well, all is told that was to be told. */
async function settle(run: Run, file: string): Promise<void> {
  const old = await run.server;
  await old.stop();
  run.ahead_ms += LAST_TURN_MS;
  run.server = start(run, old.port);
  const server = await run.server;
  const database = new Database(file, { readonly: true });
  const waiting = database
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM mail WHERE state = 'waiting') +
        (SELECT count(*) FROM notice WHERE mail IS NULL AND mail_at IS NOT NULL AND read_at IS NULL) +
        (SELECT count(*) FROM workbook WHERE NOT EXISTS (SELECT 1 FROM post_cursor
          WHERE post_cursor.workbook = workbook.workbook AND post_cursor.number >= workbook.head))`,
    )
    .pluck();
  try {
    let [left, since] = [Infinity, Date.now()];
    // Whatever does not go any more is told as lost, not waited for.
    while (left > 0 && Date.now() - since < PATIENCE_MS) {
      const now = waiting.get() ?? 0;
      if (now < left) [left, since] = [now, Date.now()];
      await nextTurn();
    }
    if (left > 0) run.plan.say?.(`${left} still wait: ${server.output().slice(-2_000)}`);
  } finally {
    database.close();
  }
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await nextTurn();
  }
}

const nextTurn = async (): Promise<void> => await new Promise((turn) => setTimeout(turn, 10));
