/** Files behind values over HTTP: handed in, named by a command, fetched, and gone where nobody names them. */
import { createHash } from 'node:crypto';
import { DATABASE_FILE } from '@tallystick/server/server';
import { makeBackup } from '@tallystick/server/upkeep/backup';
import { restoreBackup } from '@tallystick/server/upkeep/restore';
import { fsck } from '@tallystick/store/fsck';
import Database from 'better-sqlite3';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from './server-process.ts';

const HERE = `/api/workbooks/${DEMO_WORKBOOK}/evidence`;
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'latin1');

let server: ServerProcess;
let amara: ApiClient;
let yara: ApiClient;
let row: string;

beforeAll(async () => {
  server = await startServerProcess();
  amara = await ApiClient.enter(server.url, 'p_amara');
  yara = await ApiClient.enter(server.url, 'p_yara');
  row = Object.keys((await amara.view()).assignments)[0] ?? '';
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

const handIn = (by: ApiClient, bytes: Uint8Array, at = row) =>
  by.fetch(`${by.url}${HERE}?row=${encodeURIComponent(at)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: by.url, cookie: by.cookie },
    body: bytes as Uint8Array<ArrayBuffer>,
  });

const codeOf = async (answer: Response): Promise<string> =>
  `${answer.status} ${((await answer.json()) as { code: string }).code}`;

const onDisk = () =>
  readdir(join(server.dataDir, 'evidence', DEMO_WORKBOOK)).then(
    (names) => names.toSorted(),
    () => [],
  );

test('a file is handed in, put behind a value under a tidy name, and fetched byte for byte', async () => {
  const hash = createHash('sha256').update(PDF).digest('hex');
  const answer = await handIn(amara, PDF);
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { file: hash, size: PDF.length, media: 'application/pdf' },
  ]);
  expect(await onDisk()).toEqual([hash]);
  const name = '../Meter register\u202e.html';
  const attach = { type: 'attach-evidence', evidence: 'ev_1', row, file: hash, name, note: 'p. 3' };
  expect((await amara.command(attach as never)).status).toBe(200);
  const [shown] = (await yara.view()).evidence;
  expect(shown).toMatchObject({ file: hash, name: 'Meter register.html', note: 'p. 3', row });
  const fetched = await yara.get(`${HERE}/ev_1`);
  expect(Buffer.from(await fetched.arrayBuffer()).equals(PDF)).toBe(true);
  expect(fetched.headers.get('content-type')).toBe('application/octet-stream');
  expect(fetched.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Meter-register/,
  );
  expect(fetched.headers.get('x-content-type-options')).toBe('nosniff');
  expect(fetched.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const preview = await yara.get(`${HERE}/ev_1/preview`);
  expect(preview.headers.get('content-type')).toBe('application/pdf');
  expect(preview.headers.get('content-disposition')).toMatch(/^inline; /);
  expect(preview.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
  const detach = { type: 'detach-evidence', evidence: 'ev_1', reason: 'Another year.' };
  expect((await amara.command(detach as never)).status).toBe(200);
  // A version may rest on it.
  expect((await yara.get(`${HERE}/ev_1`)).status).toBe(200);
});

test('a backup holds the files that it names, a restore brings them back, and one that is not whole is found', async () => {
  const folder = await temporaryDataDir();
  const asked = { dataDir: server.dataDir, folder, keep: null, now: Date.now };
  const made = await makeBackup(asked);
  if ('fault' in made) throw new Error(made.fault);
  const [hash = ''] = await readdir(join(made.path, 'evidence', DEMO_WORKBOOK));
  const restored = { dataDir: join(folder, 'restored'), backup: made.path, keyFile: null };
  const back = await restoreBackup({ ...restored, replace: false, now: Date.now });
  expect(back).toMatchObject({ entries: made.entries });
  const file = join(restored.dataDir, 'evidence', DEMO_WORKBOOK, hash);
  expect((await readFile(file)).equals(PDF)).toBe(true);
  const check = () =>
    fsck(join(restored.dataDir, DATABASE_FILE), { evidence: join(restored.dataDir, 'evidence') });
  expect((await check()).faults).toEqual([]);
  await writeFile(file, PDF.subarray(1));
  const what = `The evidence ${hash} of ${DEMO_WORKBOOK} is not there as it was handed in.`;
  expect((await check()).faults).toMatchObject([{ what }]);
  await rm(join(made.path, 'evidence'), { recursive: true });
  const again = { ...restored, dataDir: join(folder, 'again'), replace: false, now: Date.now };
  expect(await restoreBackup(again)).toMatchObject({ fault: expect.stringContaining(hash) });
  await removeDataDir(folder);
});

test('what is no kind that is kept, nothing at all, or of whom does not fill the row leaves nothing behind', async () => {
  const before = await onDisk();
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
  expect(await codeOf(await handIn(amara, svg))).toBe('422 evidence-kind');
  expect(await codeOf(await handIn(amara, Buffer.alloc(0)))).toBe('422 file-damaged');
  expect(await codeOf(await handIn(amara, PDF, 'no_such.row'))).toBe('422 unknown-row');
  expect(await codeOf(await handIn(yara, PDF))).toBe('403 not-your-role');
  const attach = { type: 'attach-evidence', evidence: 'ev_2', row, note: '' };
  const unknown = { ...attach, file: 'f'.repeat(64), name: 'a.pdf' };
  expect(await codeOf(await amara.command(unknown as never))).toBe('422 unknown-file');
  expect(await codeOf(await amara.get(`${HERE}/ev_2`))).toBe('404 unknown-evidence');
  // Somebody who does not fill the row does not make a waiting file stay.
  const another = Buffer.concat([PDF, Buffer.from('x')]);
  const { file } = (await (await handIn(amara, another)).json()) as { file: string };
  const named = { ...attach, file, name: 'a.pdf' };
  expect(await codeOf(await yara.command(named as never))).toBe('403 not-your-role');
  const rows = new Database(join(server.dataDir, DATABASE_FILE), { readonly: true });
  const kept = rows.prepare('SELECT kept_at FROM evidence_file WHERE hash = ?').pluck().get(file);
  rows.close();
  expect(kept).toBeNull();
  expect(await onDisk()).toEqual([...before, file].toSorted());
  expect(await readdir(join(server.dataDir, 'evidence', '.coming'))).toEqual([]);
});
