/** The journal as a stream: every entry once, in order, resumed by number, ended with the token. */
import type { JournalPage } from '@tallystick/protocol/cells';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ProgramClient } from './program-client.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const CELL = 'water_supply_loss.value:source';
let server: ServerProcess;
let wenHerself: ApiClient;
let wen: ProgramClient;
let yara: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  wenHerself = await ApiClient.enter(server.url, 'p_wen');
  wen = await ProgramClient.of(wenHerself);
  yara = await ApiClient.enter(server.url, 'p_yara');
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

/** A stream being read: its events so far, and whether it has ended. */
class Stream {
  readonly events: { id: string; kind: string; data: string }[] = [];
  lastId = '';
  ended = false;
  readonly #stop = new AbortController();

  static async open(program: ProgramClient, headers: Record<string, string> = {}, query = '') {
    const stream = new Stream();
    const answer = await fetch(`${program.url}${WORKBOOK}/journal/stream${query}`, {
      headers: { authorization: `Bearer ${program.secret}`, ...headers },
      signal: stream.#stop.signal,
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    stream
      .#read(answer)
      .catch(() => undefined)
      .finally(() => {
        stream.ended = true;
      });
    return stream;
  }

  close(): void {
    this.#stop.abort();
  }

  async #read(answer: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
        this.#take(text.slice(0, at));
        text = text.slice(at + 2);
      }
    }
  }

  #take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    this.lastId = field('id') ?? this.lastId;
    const data = field('data');
    if (data !== undefined) {
      this.events.push({ id: this.lastId, kind: field('event') ?? '', data });
    }
  }
}

async function headOf(): Promise<number> {
  const page = await wen.ask('GET', `${WORKBOOK}/journal?limit=1`);
  return ((await page.json()) as JournalPage).head;
}
const set = (text: string) =>
  wen.ask('PATCH', `${WORKBOOK}/cells`, { body: { cells: { [CELL]: text } } });

test('a change is on the stream soon after it is saved, and a reader who comes back misses none', async () => {
  const stream = await Stream.open(wen, {}, `?after=${await headOf()}`);
  const texts = Array.from({ length: 5 }, () => randomUUID());
  await set(texts[0] ?? '');
  await expect.poll(() => stream.events.length, { timeout: 5_000 }).toBe(1);
  const left = stream.lastId;
  stream.close();
  for (const text of texts.slice(1)) await set(text);
  for (const last of ['', 'x', '-1', '1.5', '1, 2']) {
    const headers = { 'last-event-id': last };
    const refused = await wen.ask('GET', `${WORKBOOK}/journal/stream`, { headers });
    expect([last, refused.status]).toEqual([last, 400]);
    expect(await refused.json()).toMatchObject({ code: 'bad-request', detail: 'Last-Event-ID' });
  }
  const again = await Stream.open(wen, { 'last-event-id': left });
  await expect.poll(() => again.events.length, { timeout: 5_000 }).toBe(4);
  again.close();
  const seen = [...stream.events, ...again.events];
  expect(seen.map(({ data }) => JSON.parse(data).changes[0].after)).toEqual(texts);
  const ids = seen.map(({ id }) => Number(id));
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
});

test("pages and stream leave out what is the audit side's alone", async () => {
  const from = await headOf();
  const canary = `canary-${randomUUID()}`;
  const comment = { type: 'comment', cell: CELL as never, parent: null, text: canary } as const;
  await yara.command({ ...comment, audience: 'audit' });
  await set('after the comment');
  const stream = await Stream.open(wen, {}, `?after=${from}`);
  await expect
    .poll(() => Number(stream.lastId), { timeout: 5_000 })
    .toBeGreaterThanOrEqual(from + 2);
  stream.close();
  const page = await (await wen.ask('GET', `${WORKBOOK}/journal?after=${from}`)).text();
  expect(page + JSON.stringify(stream.events)).not.toContain(canary);
  const audit = await ProgramClient.of(yara);
  expect(await (await audit.ask('GET', `${WORKBOOK}/journal?after=${from}`)).text()).toContain(
    canary,
  );
});

test('a released verdict is in the city’s pages and in a stream that begins after it; nothing unreleased is', async () => {
  const henrik = await ApiClient.enter(server.url, 'p_henrik');
  const done = async (who: ApiClient, command: object) =>
    expect((await who.command(command as never)).status).toBe(200);
  await done(henrik, { type: 'lock' });
  const version = await wenHerself.get(`${WORKBOOK}/submissions/1`);
  const { results } = JSON.parse(((await version.json()) as { snapshot: string }).snapshot) as {
    results: Record<string, { status: string; text: string }>;
  };
  const [row, { text: result } = { text: '' }] =
    Object.entries(results).find(([, { status }]) => status === 'reported') ?? [];
  const verify = (note: string) =>
    done(yara, { type: 'verify', row, verdict: 'yes', result, note });
  const from = await headOf();
  const pages = async () =>
    await (await wen.ask('GET', `${WORKBOOK}/journal?after=${from}`)).text();
  await verify('canary-replaced');
  await verify('Seen on the annual balance');
  expect(await pages()).not.toContain('"verified"');
  await done(yara, { type: 'release-verification' });
  await verify('canary-after-the-release');
  await done(henrik, { type: 'unlock', reason: 'a figure came late' });
  const stream = await Stream.open(wen, {}, `?after=${from}`);
  await expect
    .poll(() => Number(stream.lastId), { timeout: 5_000 })
    .toBeGreaterThanOrEqual(from + 5);
  stream.close();
  for (const told of [await pages(), JSON.stringify(stream.events)]) {
    expect(told).toContain('Seen on the annual balance');
    expect(told).not.toContain('canary-');
  }
});

test('a stream ends when its token is revoked', async () => {
  const program = await ProgramClient.of(wenHerself);
  const stream = await Stream.open(program, {}, `?after=${await headOf()}`);
  await fetch(`${server.url}/api/tokens/${program.token}`, {
    method: 'DELETE',
    headers: { origin: server.url, cookie: wenHerself.cookie },
  });
  const secret = randomUUID();
  await set(secret);
  await expect.poll(() => stream.ended, { timeout: 5_000 }).toBe(true);
  expect(JSON.stringify(stream.events)).not.toContain(secret);
});

test('one person holds open no more streams than the bound', async () => {
  const streams: Stream[] = [];
  for (let i = 0; i < 5; i++) streams.push(await Stream.open(wen));
  const sixth = await wen.ask('GET', `${WORKBOOK}/journal/stream`);
  expect(sixth.status).toBe(429);
  for (const stream of streams) stream.close();
  const opensAgain = async () => {
    const answer = await wen.ask('GET', `${WORKBOOK}/journal/stream`);
    await answer.body?.cancel();
    return answer.status;
  };
  await expect.poll(opensAgain, { timeout: 5_000 }).toBe(200);
});
