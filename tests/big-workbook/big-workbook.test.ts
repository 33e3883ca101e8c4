/** A large workbook opens and leaves in little memory, and nobody beside it waits. The measure takes a million entries. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXPORTS_AT_ONCE, EXPORTS_PER_PERSON_MAX } from '@tallystick/server/service/limits';
import { removeFolder } from '../open-large/open-large.ts';
import { BigServer, buildScene, type Scene } from './big-workbook.ts';

/** More edits than one generation holds, most of them texts: some 60 MB of journal. */
const PLAN = { edits: 24_000, locks: 1, lastEdits: 21_500, seed: 1, claims: 4_000, textChars: 900 };
/** A server at rest has some 45 MB of heap in use. */
const HEAP_MB = 80;
let scene: Scene;
let server: BigServer;

beforeAll(async () => {
  scene = await buildScene(PLAN);
  server = await BigServer.start(scene, HEAP_MB);
});
afterAll(async () => {
  if (server !== undefined) await server.stop();
  if (scene !== undefined) await removeFolder(scene);
});

test('it is opened and packed in bounded memory, and the event loop turns meanwhile', async () => {
  const opened = await server.watch(() => server.openLarge());
  const packed = await server.watch(() => server.archive('record.zip'));
  const lines = await server.lines();
  // Opening it began a generation, which is an entry.
  expect(lines.get('journal.txt')).toBe(scene.entries + 1);
  expect([...lines.keys()]).toContain('versions/v1.zip');
  const { took_ms, inside, beside } = packed;
  expect(opened.beside.saves.length + beside.saves.length).toBeGreaterThan(1);
  expect([opened.beside.refused, beside.refused]).toEqual([0, 0]);
  // Held up now and then, and not until all is packed: whatever the machine, a small part of the whole.
  expect(inside.most_ms).toBeLessThan(took_ms / 4);
  expect(Math.max(...beside.saves)).toBeLessThan(took_ms / 2);
});

test('one person has so many packed at once, and who leaves makes room', async () => {
  const path = `/api/workbooks/${scene.prepared.workbook}/record.zip`;
  const left = new AbortController();
  const ask = (signal?: AbortSignal) =>
    fetch(server.api.url + path, {
      headers: { cookie: server.api.cookie },
      signal: signal ?? null,
    });
  const asked = Array.from({ length: EXPORTS_PER_PERSON_MAX }, () => ask(left.signal));
  // As many as are packed at once answer; the others wait for their turn.
  const begun = await firstOf(asked, EXPORTS_AT_ONCE);
  expect(begun.map(({ status }) => status)).toEqual(begun.map(() => 200));
  const refused = await ask();
  expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'too-many-exports' }]);
  left.abort();
  await Promise.allSettled(asked);
  const again = new AbortController();
  let { status } = refused;
  while (status === refused.status) ({ status } = await ask(again.signal));
  expect(status).toBe(200);
  again.abort();
});

/** The first `count` that answer. */
async function firstOf(asked: Promise<Response>[], count: number): Promise<Response[]> {
  const answers: Response[] = [];
  return await new Promise((enough, failed) => {
    for (const one of asked)
      one.then(
        (answer) => answers.push(answer) === count && enough([...answers]),
        (error: unknown) => answers.length < count && failed(error),
      );
  });
}
