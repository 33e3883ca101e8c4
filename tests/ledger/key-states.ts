/**
 * P47: one key, one history. Every combination of key, public key, announced checkpoint and database that loss, mixing
 * up and restoring can leave behind, and what a start makes of it. What is right stands here by hand, not derived.
 */
import {
  copyFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyCheckpoint } from '@tallystick/ledger/checkpoint';
import { generateKey, parseVerifierKey } from '@tallystick/ledger/key';
import { beginOrigin, openOrigin } from '@tallystick/server/ledger/origin';
import type { Store } from '@tallystick/store/port';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import Database from 'better-sqlite3';
import { change, edit, WATER } from '../../packages/store/test/journal-of.ts';

const KEYS = ['ours', 'none', 'foreign', 'foreign-of-our-name', 'damaged', 'readable'] as const;
const PUBLISHED = ['ours', 'none', 'foreign'] as const;
const ANNOUNCED = ['newest', 'older', 'none', 'foreign', 'damaged'] as const;
const DATABASES = [
  'ours',
  'older',
  'forked',
  'beyond',
  'emptied',
  'cleared',
  'none',
  'never-signed',
  'foreign',
] as const;
export type KeyState = {
  key: (typeof KEYS)[number];
  published: (typeof PUBLISHED)[number];
  announced: (typeof ANNOUNCED)[number];
  database: (typeof DATABASES)[number];
};

export const KEY_STATES: readonly KeyState[] = KEYS.flatMap((key) =>
  PUBLISHED.flatMap((published) =>
    ANNOUNCED.flatMap((announced) =>
      DATABASES.map((database): KeyState => ({ key, published, announced, database })),
    ),
  ),
);

/** What is right: whether a server may start on it. */
function mayStart({ key, published, announced, database }: KeyState): boolean {
  const whole = published !== 'foreign' && ['newest', 'older', 'none'].includes(announced);
  if (key === 'ours' && database === 'ours') return whole;
  // Nothing that is left tells of what was announced later.
  if (key === 'ours' && (database === 'older' || database === 'forked'))
    return whole && announced !== 'newest';
  if (key === 'foreign' && database === 'foreign')
    return published !== 'ours' && ['foreign', 'none'].includes(announced);
  const isFirst = key === 'none' && published === 'none' && announced === 'none';
  return isFirst && ['cleared', 'none', 'never-signed'].includes(database);
}

const FILES = ['signing.key', 'signing.pub', 'signing.checkpoint'];
const DATABASE = 'tallystick.sqlite';
const HOST = 'city.example';
const NOW = 1_760_000_000_000;

/** Made once: the databases and the files of two installations. */
export type Prepared = { folder: string };

const append = async (store: Store, count: number, text: string): Promise<void> => {
  const expected = await store.treeSize();
  if (expected === 0) await store.createWorkbook(WATER, 1);
  const entries = Array.from({ length: count }, (_, i) =>
    edit(change('a.b:value', null, `${text} ${i}`)),
  );
  await store.append([{ workbook: WATER, expected, entries }]);
};

const place = (dataDir: string, store: Store) => ({ dataDir, store, host: HOST, now: () => NOW });

async function inStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ file: join(dataDir, DATABASE) });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function sign(dataDir: string, store: Store): Promise<void> {
  const origin = await openOrigin(place(dataDir, store));
  if ('fault' in origin) throw new Error(origin.fault);
  await origin.checkpoints.covering(await store.treeSize());
}

export async function prepareKeyStates(): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const at = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const keep = (from: string, to: string): void => {
    for (const name of [DATABASE, ...FILES])
      if (existsSync(join(folder, from, name)))
        copyFileSync(join(folder, from, name), join(at(to), name));
  };
  const grow = (name: string, text: string) =>
    inStore(at(name), async (store) => {
      await append(store, 4, text);
      await sign(at(name), store);
    });
  await grow('older', 'first');
  for (const to of ['ours', 'forked', 'beyond']) keep('older', to);
  await grow('ours', 'second');
  await inStore(at('forked'), (store) => append(store, 4, 'otherwise'));
  await grow('foreign', 'elsewhere');
  await inStore(at('never-signed'), (store) => append(store, 4, 'before any key'));
  for (const to of ['emptied', 'cleared']) keep('ours', to);
  const empty = [
    'entry',
    'leaf',
    'checkpoint',
    'tree',
    'tree_node',
    'cell',
    'client_claim',
    'workbook',
  ];
  for (const [name, tables] of [
    ['emptied', empty],
    ['cleared', [...empty, 'setting']],
  ] as const) {
    const database = new Database(join(folder, name, DATABASE));
    database.pragma('foreign_keys = OFF');
    for (const table of tables) database.exec(`DELETE FROM "${table}"`);
    database.close();
  }
  const beyond = new Database(join(folder, 'beyond', DATABASE));
  beyond.exec(`ATTACH '${join(folder, 'ours', DATABASE)}' AS ours;
    INSERT INTO checkpoint (size, root, note, at)
      SELECT size, root, note, at FROM ours.checkpoint ORDER BY id DESC LIMIT 1`);
  beyond.close();
  return { folder };
}

/** Lays a state out in a new folder. */
function layOut({ folder }: Prepared, state: KeyState): string {
  const dataDir = mkdtempSync(join(folder, 'state-'));
  const from = (name: string, file: string): void =>
    copyFileSync(join(folder, name, file), join(dataDir, file));
  const write = (file: string, text: string): void =>
    writeFileSync(join(dataDir, file), text, { mode: 0o600 });
  if (state.database !== 'none') from(state.database, DATABASE);
  const ours = readFileSync(join(folder, 'ours', 'signing.pub'), 'utf8');
  switch (state.key) {
    case 'ours':
    case 'foreign':
      from(state.key, 'signing.key');
      break;
    case 'readable':
      from('ours', 'signing.key');
      chmodSync(join(dataDir, 'signing.key'), 0o644);
      break;
    case 'foreign-of-our-name': {
      const name = parseVerifierKey(ours.trim())?.name ?? '';
      write('signing.key', `${generateKey(name, new Uint8Array(32).fill(9)).skey}\n`);
      break;
    }
    case 'damaged':
      write('signing.key', 'PRIVATE+KEY+');
      break;
    case 'none':
  }
  if (state.published !== 'none') from(state.published, 'signing.pub');
  if (state.announced === 'damaged') write('signing.checkpoint', 'city.example/tally');
  else if (state.announced !== 'none') {
    const held = { newest: 'ours', older: 'older', foreign: 'foreign' } as const;
    from(held[state.announced], 'signing.checkpoint');
  }
  return dataDir;
}

/** What is wrong with what a start makes of a state, in words; undefined where all is right. */
export async function faultOfState(
  prepared: Prepared,
  state: KeyState,
): Promise<string | undefined> {
  const dataDir = layOut(prepared, state);
  try {
    return await inStore(dataDir, async (store) => {
      const before = contentsOf(dataDir);
      const had = (await store.lastCheckpoint())?.note;
      const opened = await openOrigin(place(dataDir, store));
      const has = (await store.lastCheckpoint())?.note;
      const after = contentsOf(dataDir);
      if (!('fault' in opened)) {
        if (!mayStart(state)) return 'starts';
        return faultOfStarted(before, after, { vkey: opened.vkey, note: has });
      }
      if (mayStart(state)) return `does not start: ${opened.fault}`;
      if (!/(Restore|Put|Move|Run)/.test(opened.fault))
        return `says not what to do: ${opened.fault}`;
      if (JSON.stringify(before) !== JSON.stringify(after))
        return 'changed files and did not start';
      if (had !== has) return 'signed and did not start';
      return await faultOfNewOrigin({ dataDir, store }, state, before);
    });
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

type Contents = Record<string, string | undefined>;
function contentsOf(dataDir: string): Contents {
  const read = (name: string) =>
    existsSync(join(dataDir, name)) ? readFileSync(join(dataDir, name), 'utf8') : undefined;
  return Object.fromEntries(FILES.map((name) => [name, read(name)]));
}

function faultOfStarted(
  before: Contents,
  after: Contents,
  { vkey, note }: { vkey: string; note: string | undefined },
): string | undefined {
  const key = parseVerifierKey(vkey);
  const signs = (text: string | undefined): boolean =>
    key !== undefined && text !== undefined && verifyCheckpoint(text, [key]).ok;
  if (after['signing.pub'] !== `${vkey}\n`) return 'publishes another key';
  const was = before['signing.pub'];
  if (was !== undefined && was !== after['signing.pub']) return 'wrote the public key over';
  if (!signs(note)) return 'holds no checkpoint of its key';
  return signs(after['signing.checkpoint']) ? undefined : 'keeps no checkpoint beside the key';
}

/** The documented way out of a state that does not start. */
async function faultOfNewOrigin(
  { dataDir, store }: { dataDir: string; store: Store },
  state: KeyState,
  before: Contents,
): Promise<string | undefined> {
  const begun = await beginOrigin(place(dataDir, store));
  if ('fault' in begun)
    return state.database === 'beyond' ? undefined : `no new origin: ${begun.fault}`;
  for (const [name, content] of Object.entries(before)) {
    if (content === undefined) continue;
    if (begun.former === undefined || readFileSync(join(begun.former, name), 'utf8') !== content)
      return `${name} of the former origin is lost`;
  }
  if (before['signing.pub'] === `${begun.vkey}\n`) return 'goes on under the former key';
  const again = await openOrigin(place(dataDir, store));
  if ('fault' in again) return `a new origin does not start: ${again.fault}`;
  return again.vkey === begun.vkey ? undefined : 'a new origin changes its key';
}
