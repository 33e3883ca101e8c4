/** What is kept in the browser: there again after the page, in the database or in plain storage, and never another person's. */
import 'fake-indexeddb/auto';
import { refuse } from '@tallystick/domain/refusals';
import { createRoom } from '@tallystick/room/shape';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { begunText, keepBegun } from '../src/live/kept/begun-texts.ts';
import { forgetFile, keepFile, keptFile } from '../src/live/kept/kept-file.ts';
import type { Choice, Keeping } from '../src/live/kept/keeping.ts';
import { keptDatabase } from '../src/live/kept/kept-database.ts';
import { openKeeping } from '../src/live/kept/kept-in-database.ts';
import { keptInStorage } from '../src/live/kept/kept-in-storage.ts';
import {
  countUnsent,
  forgetPerson,
  isHere,
  keepView,
  keptView,
} from '../src/live/kept/kept-views.ts';
import { LastState } from '../src/live/workbook/last-state.ts';
import { BEGUN_TEXTS_MAX } from '../src/live/kept/limits.ts';
import { OverwrittenMarks } from '../src/live/kept/overwritten-marks.ts';

const stored = new Map<string, string>();

beforeEach(() => {
  stored.clear();
  isHere('p_ann');
  const localStorage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
    key: (at: number) => [...stored.keys()][at] ?? null,
    get length() {
      return stored.size;
    },
  };
  for (const [name, value] of Object.entries({ localStorage, indexedDB: new IDBFactory() }))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
});

const unsaved = (text: string | null) => ({ text, seen: ['old'] });
const draft = { cell: 'a:b', typed: '7', stored: '7', refusal: refuse('locked'), at: 5 };
const comment = {
  id: 'c_1',
  command: { type: 'close-clarification', clarification: 'cl_1' as never } as const,
  at: 6,
};

function keepOne(keeping: Keeping): void {
  keeping.changeUnsaved([['a:b', unsaved('1')]], []);
  keeping.keepDrafts([draft]);
  keeping.keepCommand(comment);
}

function expectOne(keeping: Keeping): void {
  expect(keeping.unsaved()).toEqual([['a:b', unsaved('1')]]);
  expect(keeping.drafts()).toEqual([draft]);
  expect(keeping.commands()).toEqual([comment]);
}

test('values, drafts and commands are there when the page is opened again, for their person and workbook alone', async () => {
  const page = await openKeeping('wb_1', 'p_ann');
  keepOne(page);
  expect(page.isSafe).toBe(false);
  // The page ends at once: what was on its way arrives.
  page.close();
  expectOne(await openKeeping('wb_1', 'p_ann'));
  for (const [workbook, person] of [
    ['wb_2', 'p_ann'],
    ['wb_1', 'p_bo'],
  ] as const) {
    const other = await openKeeping(workbook, person);
    expect([...other.unsaved(), ...other.drafts(), ...other.commands()]).toEqual([]);
  }
  expect(page.isSafe).toBe(true);
  expect([...stored]).toEqual([]);
  expect(await countUnsent('p_ann')).toBe(3);
});

test('what an older version kept in plain storage is taken over once, and is newer than the database', async () => {
  const before = await openKeeping('wb_1', 'p_ann');
  before.changeUnsaved([['a:b', unsaved('0')]], []);
  keepOne(keptInStorage('wb_1', 'p_ann'));
  expect(stored.size).toBe(3);
  expectOne(await openKeeping('wb_1', 'p_ann'));
  expect(stored.size).toBe(0);
  expectOne(await openKeeping('wb_1', 'p_ann'));
});

test('without a database everything is in plain storage', async () => {
  Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
  const page = await openKeeping('wb_1', 'p_ann');
  keepOne(page);
  expect(page.isSafe).toBe(true);
  page.close();
  expectOne(await openKeeping('wb_1', 'p_ann'));
});

test('a page lets go of its own value only, not of a newer one that another page has kept', async () => {
  const one = await openKeeping('wb_1', 'p_ann');
  one.changeUnsaved([['a:b', unsaved('1')]], []);
  const other = await openKeeping('wb_1', 'p_ann');
  other.changeUnsaved([['a:b', unsaved('2')]], []);
  one.changeUnsaved([], [['a:b', '1']]);
  expect((await openKeeping('wb_1', 'p_ann')).unsaved()).toEqual([['a:b', unsaved('2')]]);
  other.changeUnsaved([], [['a:b', '2']]);
  expect((await openKeeping('wb_1', 'p_ann')).unsaved()).toEqual([]);
});

test('signing out leaves unsaved work and nothing else', async () => {
  keepOne(await openKeeping('wb_1', 'p_ann'));
  const view = { workbook: 'wb_1', room: 'wb_1~0' } as never;
  await keepView('p_ann', { view, at: 1 });
  await keepView('p_bo', { view, at: 1 });
  await forgetPerson('p_ann');
  expect(await keptView('p_ann', 'wb_1')).toBeUndefined();
  expect(await keptView('p_bo', 'wb_1')).toBeDefined();
  expectOne(await openKeeping('wb_1', 'p_ann'));
});

test('a file that was handed in is remembered for its person and workbook until it is let go, or they sign out', async () => {
  const whose = { person: 'p_ann', workbook: 'wb_1' };
  const chosen = { sheet: -1, choices: [['a:b', { takes: true, over: '7' }] as [string, Choice]] };
  await keepFile(whose, { hash: 'one', name: 'one.xlsx', chosen: null });
  await keepFile(whose, { hash: 'two', name: 'two.xlsx', chosen });
  // The other page of two has another file open.
  await forgetFile(whose, 'one');
  expect(await keptFile(whose)).toEqual({ hash: 'two', name: 'two.xlsx', chosen });
  expect(await keptFile({ ...whose, person: 'p_bo' })).toBeUndefined();
  await forgetFile(whose, 'two');
  expect(await keptFile(whose)).toBeUndefined();
  await keepFile(whose, { hash: 'two', name: 'two.xlsx', chosen });
  await forgetPerson('p_ann');
  expect(await keptFile(whose)).toBeUndefined();
  await keepFile(whose, { hash: 'two', name: 'two.xlsx', chosen });
  expect(await keptFile(whose)).toBeUndefined();
});

test('a page that ends after its person has signed out keeps nothing more of them, until they are here again', async () => {
  const view = { workbook: 'wb_1', room: 'wb_1~0' } as never;
  const openPage = (): LastState =>
    new LastState('p_ann', () => ({ view, settled: createRoom(), isLive: true, now: 1 }));
  const isThere = async () => (await keptView('p_ann', 'wb_1')) !== undefined;
  const page = openPage();
  page.keep();
  await vi.waitUntil(isThere);
  // One that is being kept at this moment too.
  page.keep();
  await forgetPerson('p_ann');
  page.keep();
  page.close();
  const rooms = async () => (await indexedDB.databases()).map(({ name }) => name);
  await vi.waitUntil(async () => !(await rooms()).includes('tallystick-room:p_ann:wb_1~0'));
  expect(await isThere()).toBe(false);
  await keepView('p_bo', { view, at: 1 });
  expect(await keptView('p_bo', 'wb_1')).toBeDefined();
  isHere('p_ann');
  const next = openPage();
  next.close();
  await vi.waitUntil(isThere);
});

test('signing out forgets which conflicts were put aside: their values stand in the note', async () => {
  for (const person of ['p_ann', 'p_bo']) {
    const marks = new OverwrittenMarks('wb_1', person);
    marks.mark('a:b', { lost: '7', lostBy: person, won: '8', wonBy: 'p_cy' }, '8');
    marks.putAside('a:b');
  }
  expect(stored.size).toBe(2);
  await forgetPerson('p_ann');
  expect([...stored.keys()]).toEqual(['tallystick.overwritten.wb_1.p_bo']);
});

test('a view that another build of the app has kept is as good as none, and unsaved work stays', async () => {
  keepOne(await openKeeping('wb_1', 'p_ann'));
  const view = { workbook: 'wb_1', room: 'wb_1~0' } as never;
  await keepView('p_ann', { view, at: 1 });
  expect(await keptView('p_ann', 'wb_1')).toBeDefined();
  const database = await keptDatabase();
  await database?.put('views', { view, at: 1 }, ['p_ann', 'wb_1']);
  expect(await keptView('p_ann', 'wb_1')).toBeUndefined();
  expectOne(await openKeeping('wb_1', 'p_ann'));
});

test('texts begun are their author’s, the newest are kept, and they count as unsent', async () => {
  keepBegun('p_ann', 'wb_1 a:b', 'one');
  keepBegun('p_bo', 'wb_1 a:b', 'two');
  expect([begunText('p_ann', 'wb_1 a:b'), begunText('p_bo', 'wb_1 a:b')]).toEqual(['one', 'two']);
  const before = await countUnsent('p_ann');
  for (let n = 0; n < BEGUN_TEXTS_MAX; n += 1) keepBegun('p_ann', `wb_1 ${n}`, 'more');
  expect(begunText('p_ann', 'wb_1 a:b')).toBe('');
  expect(await countUnsent('p_ann')).toBe(before - 1 + BEGUN_TEXTS_MAX);
  keepBegun('p_ann', 'wb_1 0', '');
  expect(begunText('p_ann', 'wb_1 0')).toBe('');
});

test('texts begun are in memory where storage is blocked', () => {
  const blocked = () => {
    throw new Error('blocked');
  };
  const localStorage = { getItem: blocked, setItem: blocked, removeItem: blocked };
  Object.defineProperty(globalThis, 'localStorage', { value: localStorage, configurable: true });
  keepBegun('p_cy', 'wb_1 a:b', 'kept');
  expect(begunText('p_cy', 'wb_1 a:b')).toBe('kept');
});

test('nobody waits for a database that does not answer: what is typed is kept in plain storage', async () => {
  vi.useFakeTimers();
  try {
    // It is asked to open, and says nothing for ever.
    const silent = { open: () => new EventTarget() };
    Object.defineProperty(globalThis, 'indexedDB', { value: silent, configurable: true });
    const opened = openKeeping('wb_1', 'p_ann');
    await vi.advanceTimersByTimeAsync(20_000);
    keepOne(await opened);
    expectOne(keptInStorage('wb_1', 'p_ann'));
  } finally {
    vi.useRealTimers();
  }
});
