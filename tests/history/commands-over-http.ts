/**
 * Exactly once over a real server: the same command posted several times at once, requests given up, the server killed
 * and started again.
 */
import { randomUUID } from 'node:crypto';
import { type Random, randomFrom } from '../gate/random.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';

const CELL = 'water_supply_loss.value:source';
const TIMES_MAX = 5;
/** Milliseconds after which a request is given up. */
const CUT_MS = 6;

export type HttpReport = {
  commands: number;
  posted: number;
  cut: number;
  kills: number;
  /** What a second server on the same folder said; empty where it started. */
  secondServer: string;
  faults: string[];
};

/** Posts comments, each one to five times under one id, with a kill in the middle. */
export async function commandsOverHttp(seed: number, count: number): Promise<HttpReport> {
  const random = randomFrom(seed);
  const report: HttpReport = {
    commands: count,
    posted: 0,
    cut: 0,
    kills: 0,
    secondServer: '',
    faults: [],
  };
  let server = await startServerProcess();
  const { dataDir, port } = server;
  try {
    report.secondServer = await startSecond(server);
    const api = await ApiClient.enter(server.url, 'p_wen');
    const answers = new Map<string, Set<string>>();
    for (let i = 0; i < count; i++) {
      if (i > 0 && i % Math.ceil(count / 3) === 0) {
        await server.kill();
        report.kills++;
        server = await startServerProcess({ dataDir, port });
      }
      const id = randomUUID();
      answers.set(id, await postOften({ api, random, report }, id));
    }
    report.faults.push(...(await faultsOf(api, answers)));
  } finally {
    await server.stop();
    await removeDataDir(dataDir);
  }
  return report;
}

/** Tries to start another server on a folder that is in use; the sentence with which it refuses. */
async function startSecond(running: ServerProcess): Promise<string> {
  try {
    const second = await startServerProcess({ dataDir: running.dataDir });
    await second.stop();
    return '';
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return said.includes('Another server is running') ? 'Another server is running' : said;
  }
}

type Posting = { api: ApiClient; random: Random; report: HttpReport };

async function postOften({ api, random, report }: Posting, id: string): Promise<Set<string>> {
  const answers = new Set<string>();
  const command = {
    type: 'comment' as const,
    cell: CELL as never,
    parent: null,
    text: `note ${id}`,
    audience: 'members' as const,
  };
  const post = async (signal?: AbortSignal): Promise<void> => {
    report.posted++;
    const answer = await fetch(`${api.url}/api/workbooks/${DEMO_WORKBOOK}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url, cookie: api.cookie },
      body: JSON.stringify({ id, command }),
      ...(signal === undefined ? {} : { signal }),
    });
    answers.add(`${answer.status} ${await answer.text()}`);
  };
  const times = random.below(TIMES_MAX);
  const open: Promise<void>[] = [];
  for (let i = 0; i < times; i++) {
    if (random.chance(0.5)) open.push(post());
    else {
      const cut = post(AbortSignal.timeout(random.below(CUT_MS))).catch(() => {
        report.cut++;
      });
      open.push(cut);
    }
  }
  await post();
  await Promise.all(open);
  return answers;
}

async function faultsOf(api: ApiClient, answers: Map<string, Set<string>>): Promise<string[]> {
  const faults: string[] = [];
  const { comments } = await api.view();
  const texts = comments.map(({ text }) => text);
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  for (const [id, told] of answers) {
    const found = times.get(`note ${id}`) ?? 0;
    if (found !== 1) faults.push(`${id} is there ${found} times`);
    if (told.size !== 1) faults.push(`${id} was answered ${[...told].join(' and ')}`);
    if (![...told].every((answer) => answer.startsWith('200'))) faults.push(`${id}: ${[...told]}`);
  }
  return faults;
}
