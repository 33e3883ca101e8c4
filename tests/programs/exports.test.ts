/** What a city takes along: its workbook as files, its whole record as an archive that a stranger can check. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { RowId } from '@tallystick/domain/cells/ids';
import { contentOf } from '@tallystick/domain/nouns/verdict-content';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { parseCheckpoint } from '@tallystick/ledger/checkpoint';
import { equalBytes, fromBase64, leafHash, toHex } from '@tallystick/ledger/hash';
import { rootFromMany } from '@tallystick/ledger/many-proof';
import { parseNote } from '@tallystick/ledger/signed-note';
import { verifyBundle } from '@tallystick/ledger/verify-bundle';
import type { ResultsView } from '@tallystick/protocol/cells';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';
import { ProgramClient } from './program-client.ts';
import { part } from '../e2e/part.ts';

const WORKBOOK = `/api/workbooks/${DEMO_WORKBOOK}`;
const CELL = 'water_supply_loss.value:source';
const CANARY = 'canary-of-the-audit-side';
let server: ServerProcess;
let wen: ApiClient;
let yara: ApiClient;

beforeAll(async () => {
  server = await startServerProcess();
  wen = await ApiClient.enter(server.url, 'p_wen');
  yara = await ApiClient.enter(server.url, 'p_yara');
  const comment = { type: 'comment', cell: CELL as never, parent: null, text: CANARY } as const;
  expect((await yara.command({ ...comment, audience: 'audit' })).status).toBe(200);
  const henrik = await ApiClient.enter(server.url, 'p_henrik');
  expect((await henrik.command({ type: 'lock' })).status).toBe(200);
  expect((await henrik.command({ type: 'unlock', reason: 'a figure came late' })).status).toBe(200);
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(server.dataDir);
});

async function recordOf(person: ApiClient): Promise<Record<string, Uint8Array>> {
  const answer = await person.get(`${WORKBOOK}/record.zip`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}
async function journalTextOf(person: ApiClient): Promise<string> {
  return strFromU8((await recordOf(person))['journal.txt'] ?? new Uint8Array());
}
/** The auditor says no to a reported row; answers what the city knows of that. */
async function saidOfOneRow(id: string) {
  const view = (await (await wen.get(`${WORKBOOK}/results`)).json()) as ResultsView;
  const line = view.results.find(({ status }) => status === 'reported');
  if (line === undefined) throw new Error('no row is reported');
  const { cells } = (await (await wen.get(`${WORKBOOK}/export.json`)).json()) as {
    cells: Record<string, { text: string }>;
  };
  const read = (cell: string) => cells[cell]?.text;
  const content = contentOf(
    { catalogue: loadCatalogue(), read, backing: () => [] },
    line.row,
  ).parts;
  const said = { row: line.row, result: line.text, note: '', content };
  const { content: _, ...judged } = said;
  const asked = { type: 'verify', ...judged, row: line.row as RowId, verdict: 'no' } as const;
  expect((await yara.command(asked, { id })).status).toBe(200);
  return said;
}
type Line = { index: number; leaf: string; text: string };
function journalOf(files: Record<string, Uint8Array>): Line[] {
  const lines = strFromU8(files['journal.txt'] ?? new Uint8Array())
    .split('\n')
    .filter(Boolean);
  return lines.map((line) => {
    const [index = '', leaf = '', ...rest] = line.split(' ');
    return { index: Number(index), leaf, text: rest.join(' ') };
  });
}

test('the record can be checked by a stranger: leaves, proof, signed head, versions', async () => {
  const files = await recordOf(wen);
  const journal = journalOf(files);
  const shown = journal.filter(({ text }) => text !== '-');
  expect(shown.length).toBeGreaterThan(30);
  for (const { leaf, text } of shown) expect(toHex(leafHash(text))).toBe(leaf);
  const note = strFromU8(files['checkpoint.txt'] ?? new Uint8Array());
  const head = parseCheckpoint(parseNote(note)?.text ?? '');
  const [, size = '', ...proof] = strFromU8(files['proof.txt'] ?? new Uint8Array())
    .split('\n')
    .filter(Boolean);
  const root = rootFromMany({
    size: Number(size),
    leaves: journal.map(({ index, leaf }) => ({
      index,
      hash: Uint8Array.from(Buffer.from(leaf, 'hex')),
    })),
    proof: proof.map((each) => fromBase64(each) ?? new Uint8Array()),
  });
  expect(root !== undefined && head !== undefined && equalBytes(root, head.root)).toBe(true);
  expect(Object.keys(files)).toContain('versions/v1.json');
  const bundle = unzipSync(files['versions/v1.zip'] ?? new Uint8Array());
  const key = strFromU8(files['key.txt'] ?? new Uint8Array()).trim();
  const verdict = verifyBundle(new Map(Object.entries(bundle)), { vkey: key });
  expect(verdict.ok).toBe(true);
  expect(strFromU8(files['README.txt'] ?? new Uint8Array())).toContain('TO CHECK THE JOURNAL');
});

test("the city has the hash of what is the audit side's, and never its words", async () => {
  const city = await recordOf(wen);
  const withheld = journalOf(city).filter(({ text }) => text === '-');
  expect(withheld.length).toBeGreaterThan(0);
  for (const content of Object.values(city)) expect(strFromU8(content)).not.toContain(CANARY);
  const audit = await recordOf(yara);
  expect(strFromU8(audit['journal.txt'] ?? new Uint8Array())).toContain(CANARY);
});

test('the record names everybody whom a shown entry names, and nobody whom it hides', async () => {
  const henrik = await ApiClient.enter(server.url, 'p_henrik');
  const piotr = await ApiClient.enter(server.url, 'p_piotr');
  const said = { type: 'comment', cell: CELL, parent: null, text: 'Page 4', audience: 'members' };
  expect((await piotr.command(said as never)).status).toBe(200);
  const remove = { type: 'remove-member', person: 'p_piotr' };
  expect((await henrik.command(remove as never)).status).toBe(200);
  const files = await recordOf(wen);
  const people = JSON.parse(strFromU8(files['people.json'] ?? new Uint8Array())) as object;
  expect(people).toMatchObject({
    p_piotr: { name: 'Piotr', role: null, entity: null },
    p_wen: { name: 'Wen', role: 'contributor', entity: 'e_water' },
  });
  const named = new Set(
    journalOf(files)
      .filter(({ text }) => text !== '-')
      .flatMap(({ text }) => {
        const entry = JSON.parse(text) as { by: string; event?: { person?: string } };
        return [entry.by, entry.event?.person ?? entry.by];
      }),
  );
  named.delete('system');
  expect(Object.keys(people).toSorted()).toEqual([...named].toSorted());
});

test('the workbook as JSON and as CSV holds every cell, and no field of the CSV begins a formula', async () => {
  const program = await ProgramClient.of(wen);
  const cells = {
    [CELL]: '=HYPERLINK("http://x.example")',
    'water_supply_loss.value:notes': '@SUM(1)',
  };
  expect((await program.ask('PATCH', `${WORKBOOK}/cells`, { body: { cells } })).status).toBe(200);
  const json = (await (await program.ask('GET', `${WORKBOOK}/export.json`)).json()) as {
    cells: Record<string, { text: string; by: string }>;
    results: unknown[];
  };
  expect(json.cells[CELL]).toMatchObject({ text: cells[CELL], by: 'Wen' });
  expect(json.results.length).toBe(112);
  const csv = await (await program.ask('GET', `${WORKBOOK}/export.csv`)).text();
  expect(csv).toContain(`"'=HYPERLINK(""http://x.example"")"`);
  for (const cell of Object.keys(json.cells)) expect(csv).toContain(`,${cell},`);
  expect(csv.replace('\uFEFF', '')).not.toMatch(/(^|[,\n])"?[=+@]/);
});

test('a verdict from the saying to the tables of the record', async () => {
  await part(
    'a withheld verdict cannot be guessed from its hash, however short the id of its command',
    async () => {
      const before = { head: (await wen.view()).head, at: Date.now() };
      const said = await saidOfOneRow('v');
      const number = before.head + 1;
      const line = journalOf(await recordOf(wen))[number - 1];
      expect(line?.text).toBe('-');
      // All that somebody of the city can know of it, and every moment that it may have been written at.
      const entry = {
        v: 1,
        kind: 'event',
        workbook: DEMO_WORKBOOK,
        number,
        by: 'p_yara',
        door: 'api',
      };
      const guessed: string[] = [];
      const candidates = new Set<string>();
      for (const verdict of ['yes', 'no'] as const)
        for (let at = before.at; at <= Date.now(); at++) {
          const event = { type: 'verified', ...said, verdict };
          const text = canonicalJson({ ...entry, at, command: 'v', event });
          candidates.add(text);
          if (toHex(leafHash(text)) === line?.leaf) guessed.push(verdict);
        }
      expect(guessed).toEqual([]);
      // All but the salt was among the guesses. The audit side reads it.
      const audit = journalOf(await recordOf(yara));
      const { salt: _, ...rest } = JSON.parse(audit[number - 1]?.text ?? '{}') as { salt?: string };
      expect(candidates).toContain(canonicalJson(rest as never));
      const shown = audit
        .filter(({ text }) => text.includes('"kind":"event"'))
        .map(({ text }) => (JSON.parse(text) as { salt?: string }).salt ?? '');
      for (const salt of shown)
        expect(Buffer.from(salt, 'base64url').length).toBeGreaterThanOrEqual(16);
      expect(new Set(shown).size).toBe(shown.length);
    },
  );

  await part(
    'a released verdict is in the city’s record, and nothing that was said before or after it',
    async () => {
      const henrik = await ApiClient.enter(server.url, 'p_henrik');
      const done = async (who: ApiClient, command: object) =>
        expect((await who.command(command as never)).status).toBe(200);
      await done(henrik, { type: 'lock' });
      const { snapshot } = (await (await wen.get(`${WORKBOOK}/submissions/2`)).json()) as {
        snapshot: string;
      };
      const { results } = JSON.parse(snapshot) as Snapshot;
      const [one, two] = Object.entries(results).filter(([, { status }]) => status === 'reported');
      const verify = (of: typeof one, note: string) => {
        const [row, { text: result }] = of ?? ['', { text: '' }];
        return done(yara, { type: 'verify', row, verdict: 'no', result, note });
      };
      await verify(one, 'canary-replaced');
      await verify(one, 'Seen on the annual balance');
      await verify(two, 'canary-withdrawn');
      await done(yara, { type: 'withdraw-verification', row: two?.[0] });
      const before = await journalTextOf(wen);
      expect(before).not.toContain('Seen on');
      await done(yara, { type: 'release-verification' });
      await verify(one, 'canary-after-the-release');
      const city = await journalTextOf(wen);
      expect(city).toContain('Seen on the annual balance');
      for (const content of Object.values(await recordOf(wen)))
        expect(strFromU8(content)).not.toMatch(/canary-(replaced|withdrawn|after|of-the-audit)/);
      const audit = await journalTextOf(yara);
      for (const note of ['replaced', 'withdrawn', 'after-the-release'])
        expect(audit).toContain(`canary-${note}`);
      // What was shown is shown for good, also once another version is locked.
      await done(henrik, { type: 'unlock', reason: 'a figure came late' });
      await done(henrik, { type: 'lock' });
      expect(await journalTextOf(wen)).toContain('Seen on the annual balance');
    },
  );

  await part(
    'what was said is in the record as tables, each line with the entry that it stands in',
    async () => {
      const henrik = await ApiClient.enter(server.url, 'p_henrik');
      const done = async (who: ApiClient, command: object) =>
        expect((await who.command(command as never)).status).toBe(200);
      await done(henrik, { type: 'unlock', reason: 'a figure came late' });
      const { assignments } = await wen.view();
      const { cells } = (await (await wen.get(`${WORKBOOK}/export.json`)).json()) as {
        cells: Record<string, unknown>;
      };
      const typed = new Set(Object.keys(cells).map((cell) => cell.split(':')[0]));
      const water = Object.keys(assignments).filter((row) => assignments[row] === 'e_water');
      const row = water.find((each) => !typed.has(each)) ?? '';
      const reason = 'The utility does not meter it, yet';
      await done(wen, {
        type: 'mark-rows',
        rows: [row],
        as: 'not-available',
        reason,
        why: 'expected',
        expected: '2031-03-31',
      });
      const formula = '=HYPERLINK("http://x.example")';
      const comment = { type: 'comment', cell: CELL, parent: null, audience: 'members' };
      await done(wen, { ...comment, text: formula });
      const files = await recordOf(wen);
      const text = (file: string) => strFromU8(files[file] ?? new Uint8Array());
      const lineWith = (file: string, words: string) =>
        text(file)
          .split('\r\n')
          .find((line) => line.includes(words)) ?? '';
      expect(lineWith('comments.csv', 'HYPERLINK')).toMatch(
        /^[^,]+,[^,]+,water_supply_loss\.value,source,water_supply_loss\.value:source,(\d+),members,no,"'=HYPERLINK\(""http:\/\/x\.example""\)",Wen,[\d-]+T[\d:.]+Z,\1$/,
      );
      expect(lineWith('marks.csv', row)).toContain(
        `,not-available,yes,expected,2031-03-31,"${reason}",Wen,`,
      );
      expect(lineWith('rulings.csv', 'fire-fighting that is not billed')).toMatch(
        /answered,Is water .*,Wen,.*,"No\. Authorised use .*",every city,Mei,.*Z,\d+$/,
      );
      const verdicts = text('verdicts.csv').split('\r\n').slice(1, -1);
      expect(verdicts).toEqual([
        // Given before on another row, and released with the second version.
        expect.stringMatching(/^1,.*,no,[^,]*,,yes,Yara,/),
        expect.stringMatching(/^2,.*,no,.*,Seen on the annual balance,yes,Yara,/),
      ]);
      const audit = strFromU8((await recordOf(yara))['verdicts.csv'] ?? new Uint8Array());
      expect(audit).toMatch(/2,.*canary-after-the-release,no,Yara/);
      expect(audit).toMatch(/2,.*,withdrawn,,,no,Yara/);
      const events = new Map(
        journalOf(files)
          .filter((line) => line.text !== '-')
          .map((line) => JSON.parse(line.text) as { number: number; event?: { type: string } })
          .map(({ number, event }) => [number, event?.type]),
      );
      for (const [file, type] of [
        ['comments.csv', 'commented'],
        ['verdicts.csv', 'verified'],
        ['marks.csv', 'rows-marked'],
      ] as const) {
        const entries = [...text(file).matchAll(/,(\d+)\r\n/g)].map(([, number]) => Number(number));
        expect([file, entries.length > 0]).toEqual([file, true]);
        for (const number of entries) expect([file, events.get(number)]).toEqual([file, type]);
        expect(text('README.txt')).toContain(file);
      }
    },
  );
});

test('who asks for the head alone has nothing packed', async () => {
  const asked = { method: 'HEAD', headers: { cookie: wen.cookie } };
  for (const name of ['record.zip', 'submissions/1/bundle']) {
    const answer = await fetch(`${server.url}${WORKBOOK}/${name}`, asked);
    const { headers, status } = answer;
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="tallystick-.*zip"$/);
    expect(await answer.text()).toBe('');
  }
});

test('an observer takes nothing of the room along', async () => {
  const olu = await ApiClient.enter(server.url, 'p_olu');
  for (const name of ['export.json', 'export.csv', 'record.zip']) {
    expect((await olu.get(`${WORKBOOK}/${name}`)).status).toBe(403);
  }
});
