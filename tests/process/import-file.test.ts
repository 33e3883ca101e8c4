/**
 * Handing a file in over HTTP: what it brings, and taking over from it, whole or not at all, with one line that names it.
 */
import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { CellId } from '@tallystick/domain/cells/ids';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { DATABASE_FILE } from '@tallystick/server/server';
import { FILE_WAITS_MS } from '@tallystick/server/service/limits';
import type { HistoryView } from '@tallystick/protocol/views-history';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { part } from '../e2e/part.ts';
import { handedOut, type HandedRow } from '../import/handed-out.ts';
import { ApiClient, DEMO_WORKBOOK } from './api-client.ts';
import { removeDataDir, type ServerProcess, startServerProcess } from './server-process.ts';

const HERE = `/api/workbooks/${DEMO_WORKBOOK}`;
const ROW = 'open_data.number';
const [SOURCE, NOTES] = [`${ROW}:source`, `${ROW}:notes`] as [CellId, CellId];
const catalogue = loadCatalogue();

let server: ServerProcess;
let amara: ApiClient;
let wen: ApiClient;
let mei: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  amara = await ApiClient.enter(server.url, 'p_amara');
  wen = await ApiClient.enter(server.url, 'p_wen');
  mei = await ApiClient.enter(server.url, 'p_mei');
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(server.dataDir);
});

const handIn = (by: ApiClient, bytes: Uint8Array, name = 'filled in.xlsx') =>
  by.fetch(`${by.url}${HERE}/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: by.url, cookie: by.cookie },
    body: bytes as Uint8Array<ArrayBuffer>,
  });

async function textOf(cell: string): Promise<string | null> {
  const told = (await (await amara.get(`${HERE}/cells/${cell}`)).json()) as { text: string | null };
  return told.text;
}

const write = (by: ApiClient, cells: Record<string, string | null>) =>
  by.fetch(`${by.url}${HERE}/cells`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', origin: by.url, cookie: by.cookie },
    body: JSON.stringify({ cells }),
  });

/** A file of this moment, with what a person made of it since. */
async function fileWith(change: (row: HandedRow) => void, exported = new Map<string, string>()) {
  const { head: number, edition } = await amara.view();
  for (const cell of [SOURCE, NOTES]) exported.set(cell, (await textOf(cell)) ?? '');
  const texts = { source: exported.get(SOURCE) ?? '', notes: exported.get(NOTES) ?? '' };
  const row: HandedRow = { row: ROW, texts };
  change(row);
  const origin = { workbook: DEMO_WORKBOOK, number, edition };
  return handedOut({ catalogue, origin, rows: [row], exported });
}

const take = (
  by: ApiClient,
  view: IncomingFileView,
  cells: Record<string, string | null>,
  seen: Record<string, string | null>,
  id?: string,
) =>
  by.command(
    { type: 'import-file', file: view.file.hash, cells, seen } as never,
    id === undefined ? {} : { id },
  );

async function historyOf(): Promise<HistoryView['moments']> {
  const told = await (await amara.get(`${HERE}/history?limit=5`)).json();
  return (told as HistoryView).moments;
}

test('a file from handing it in to its line in the history', async () => {
  let view: IncomingFileView;
  await part('what it brings is told three ways, and nothing is changed by that', async () => {
    expect((await write(amara, { [SOURCE]: 'Portal', [NOTES]: 'Counted in May' })).status).toBe(
      200,
    );
    const bytes = await fileWith(({ texts }) => {
      texts.source = 'Portal of the city';
      texts.notes = 'Counted in June';
    });
    expect((await write(amara, { [NOTES]: 'Counted in July' })).status).toBe(200);
    const answer = await handIn(amara, bytes);
    expect(answer.status).toBe(200);
    view = (await answer.json()) as IncomingFileView;
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(view.file).toEqual({ hash, name: 'filled in.xlsx', size: bytes.length });
    expect(view.origin).toMatchObject({ workbook: DEMO_WORKBOOK, isHere: true });
    expect(view.proposed).toEqual([
      { cell: SOURCE, class: 'theirs', text: 'Portal of the city' },
      { cell: NOTES, class: 'conflict', text: 'Counted in June' },
    ]);
    expect(await textOf(SOURCE)).toBe('Portal');
    const waiting = await amara.get(`${HERE}/files/${hash}`);
    expect(waiting.status).toBe(404);
  });

  await part(
    'it is compared anew by its hash for whoever handed it in, and nobody else',
    async () => {
      const anew = (by: ApiClient) => by.get(`${HERE}/files/${view.file.hash}/comparison`);
      expect((await write(amara, { [SOURCE]: 'Portal, new' })).status).toBe(200);
      const answer = await anew(amara);
      expect(answer.status).toBe(200);
      const now = (await answer.json()) as IncomingFileView;
      expect(now.file).toEqual(view.file);
      expect(now.cells).toEqual(view.cells);
      expect(now.proposed).toMatchObject([
        { cell: SOURCE, class: 'conflict', text: 'Portal of the city' },
        { cell: NOTES, class: 'conflict' },
      ]);
      expect((await write(amara, { [SOURCE]: 'Portal' })).status).toBe(200);
      const others = await Promise.all([anew(wen), anew(mei)]);
      expect(others.map(({ status }) => status)).toEqual([404, 403]);
      expect(await others[0]?.json()).toMatchObject({ code: 'unknown-file' });
      const none = await amara.get(`${HERE}/files/no-hash/comparison`);
      expect(none.status).toBe(404);
    },
  );

  await part('it is not for who only reads, and rows of others are told as theirs', async () => {
    const bytes = await fileWith(({ texts }) => (texts.source = 'Other'));
    expect((await handIn(mei, bytes)).status).toBe(403);
    const seen = (await (await handIn(wen, bytes)).json()) as IncomingFileView;
    expect(seen.proposed).toMatchObject([{ cell: SOURCE, class: 'not-yours', text: 'Other' }]);
    expect((await take(wen, seen, { [SOURCE]: 'Other' }, { [SOURCE]: 'Portal' })).status).toBe(403);
    expect(await textOf(SOURCE)).toBe('Portal');
  });

  await part('where somebody has written meanwhile nothing of it is taken over', async () => {
    const cells = { [SOURCE]: 'Portal of the city', [NOTES]: 'Counted in June' };
    const old = { [SOURCE]: 'Portal', [NOTES]: 'Counted in May' };
    const answer = await take(amara, view, cells, old);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'overtaken' });
    expect([await textOf(SOURCE), await textOf(NOTES)]).toEqual(['Portal', 'Counted in July']);
  });

  await part('values come in as edits, with one line behind them that names the file', async () => {
    const cells = { [SOURCE]: 'Portal of the city', [NOTES]: 'Counted in June' };
    const seen = { [SOURCE]: 'Portal', [NOTES]: 'Counted in July' };
    const answer = await take(amara, view, cells, seen, 'c_import');
    expect(answer.status).toBe(200);
    const { number, head } = (await answer.json()) as { number: number; head: number };
    expect(number).toBe(head);
    expect([await textOf(SOURCE), await textOf(NOTES)]).toEqual(Object.values(cells));
    const [line, edit] = await historyOf();
    expect(line).toMatchObject({
      number,
      kind: 'event',
      event: {
        type: 'file-imported',
        file: view.file.hash,
        name: 'filled in.xlsx',
        count: 2,
        first: number - 1,
      },
    });
    const changes = [{ cell: SOURCE }, { cell: NOTES }];
    // Also where one cell is asked for, whose history has the edit alone, the file is named.
    const file = { number, hash: view.file.hash, name: 'filled in.xlsx' };
    expect(edit).toMatchObject({ number: number - 1, kind: 'edit', door: 'import', changes, file });
    // The same once more is done once.
    expect(await (await take(amara, view, cells, seen, 'c_import')).json()).toEqual({
      number,
      head,
    });
    expect((await amara.view()).head).toBe(head);
  });

  await part('the file is there for who reads the history, byte for byte', async () => {
    const answer = await mei.get(`${HERE}/files/${view.file.hash}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''filled%20in.xlsx",
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(view.file.hash);
    expect((await mei.get(`${HERE}/files/${'0'.repeat(64)}`)).status).toBe(404);
  });

  await part(
    'no command names a file that nobody handed in, and no formula comes out of one',
    async () => {
      const none = { ...view, file: { ...view.file, hash: 'f'.repeat(64) } };
      const answer = await take(amara, none, { [SOURCE]: 'x' }, {});
      expect(await answer.json()).toMatchObject({ code: 'unknown-file' });
      const counted = { [`${ROW}:numerator`]: '=1+1' };
      expect(await (await take(amara, view, counted, {})).json()).toMatchObject({
        code: 'not-a-number',
      });
      const same = await take(amara, view, { [SOURCE]: 'Portal of the city' }, {});
      expect(await same.json()).toMatchObject({ code: 'already-so' });
    },
  );
});

/** A text of one cell of the product's own file, changed in the sheet's XML as it stands. */
function typedInto(bytes: Uint8Array, was: string, text: string): Uint8Array {
  let found = 0;
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => {
    const xml = name.includes('worksheets/') ? strFromU8(part) : '';
    const isHidden = xml.includes('wb_riverton</t>');
    if (isHidden || !xml.includes(`>${was}</t>`)) return [name, part] as const;
    found += 1;
    return [name, strToU8(xml.replace(`>${was}</t>`, `>${text}</t>`))] as const;
  });
  expect(found).toBe(1);
  return zipSync(Object.fromEntries(parts));
}

test('the archive of the record holds the file byte for byte, with the entry that names it', async () => {
  const bytes = await fileWith(({ texts }) => (texts.source = 'From the archive'));
  const view = (await (await handIn(amara, bytes, 'evidence.xlsx')).json()) as IncomingFileView;
  const [cells, seen] = [{ [SOURCE]: 'From the archive' }, { [SOURCE]: await textOf(SOURCE) }];
  const { number } = (await (await take(amara, view, cells, seen)).json()) as { number: number };
  const recordOf = async (by: ApiClient) =>
    unzipSync(new Uint8Array(await (await by.get(`${HERE}/record.zip`)).arrayBuffer()));
  const record = await recordOf(amara);
  expect(Buffer.from(record[`files/${view.file.hash}`] ?? []).equals(bytes)).toBe(true);
  const lines = strFromU8(record['files.csv'] ?? new Uint8Array()).split(/\r?\n/);
  expect(lines).toContain(`${view.file.hash},evidence.xlsx,${number},${bytes.length},yes`);
});

test('a file that was really exported comes back with what was typed into it, and nothing else', async () => {
  const was = 'Said here before the export';
  expect((await write(amara, { [NOTES]: was, [SOURCE]: 'As exported' })).status).toBe(200);
  const exported = await amara.get(`${HERE}/export.xlsx`);
  expect(exported.status).toBe(200);
  expect((await write(amara, { [SOURCE]: 'Typed here since' })).status).toBe(200);
  const bytes = typedInto(new Uint8Array(await exported.arrayBuffer()), was, 'Typed in the file');
  const view = (await (await handIn(amara, bytes)).json()) as IncomingFileView;
  expect(view.origin).toMatchObject({ workbook: DEMO_WORKBOOK, isHere: true });
  expect(view.sheets.flatMap(({ unknown }) => unknown)).toEqual([]);
  expect(view.cells.length).toBeGreaterThan(500);
  expect(view.proposed).toEqual([
    { cell: SOURCE, class: 'ours' },
    { cell: NOTES, class: 'theirs', text: 'Typed in the file' },
  ]);
});

test('what is no spreadsheet, has nothing in it or is too large is refused with a sentence', async () => {
  const refused = async (bytes: Uint8Array) =>
    ((await (await handIn(amara, bytes)).json()) as { code: string }).code;
  expect(await refused(Buffer.from('%PDF-1.7 not a sheet'))).toBe('file-unknown-kind');
  expect(await refused(new Uint8Array())).toBe('file-damaged');
  expect(await refused(new Uint8Array(21 * 1024 * 1024))).toBe('file-too-large');
  expect((await handIn(amara, Buffer.from('x'), '')).status).toBe(400);
});

test('a file that nobody took anything over from is not compared any more once its day is over', async () => {
  const bytes = await fileWith(({ texts }) => (texts.source = 'Thought over for long'));
  const { file } = (await (await handIn(amara, bytes)).json()) as IncomingFileView;
  const anew = () => amara.get(`${HERE}/files/${file.hash}/comparison`);
  expect((await anew()).status).toBe(200);
  const beside = new Database(join(server.dataDir, DATABASE_FILE));
  beside.prepare('UPDATE file SET at = at - ? WHERE hash = ?').run(FILE_WAITS_MS, file.hash);
  beside.close();
  const answer = await anew();
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'unknown-file' });
});
