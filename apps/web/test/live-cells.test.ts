/** The cells of a live room: what a person typed is on the screen, on its way, or kept beside its cell; never nowhere. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { createRoom, readCells, setCells } from '@tallystick/room/shape';
import { beforeEach, expect, test } from 'vitest';
import { applyUpdate, type Doc, encodeStateAsUpdate } from 'yjs';
import { LiveCells } from '../src/live/cells/live-cells.ts';

const catalogue = loadCatalogue('2017');
const texts = [...cellSpecs(catalogue).values()].filter(({ kind }) => kind === 'text');
const [CELL, OTHER] = texts.map(({ cell }) => cell) as [CellId, CellId];

const stored = new Map<string, string>();
let forbidden: Refusal | undefined;
let room: Doc;

beforeEach(() => {
  stored.clear();
  forbidden = undefined;
  room = createRoom();
  const parts = {
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, text: string) => stored.set(key, text),
      removeItem: (key: string) => stored.delete(key),
    },
    document: { hidden: false },
    requestAnimationFrame: (run: () => void) => setImmediate(run),
    cancelAnimationFrame: (frame: NodeJS.Immediate) => clearImmediate(frame),
  };
  for (const [name, value] of Object.entries(parts))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
});

function openPage(): LiveCells {
  return new LiveCells({ workbook: 'wb_1', person: 'p_ann', catalogue, permit: () => forbidden });
}

/** A new document that is not in step yet. */
function join(cells: LiveCells): Doc {
  const doc = createRoom();
  cells.follow(doc);
  return doc;
}

/** The room's state comes in, and the rights as of now. */
function comeInStep(cells: LiveCells, doc: Doc): void {
  applyUpdate(doc, encodeStateAsUpdate(room), 'remote');
  cells.adopt(doc);
  cells.admit(doc);
}

function openRoom(cells: LiveCells): Doc {
  const doc = join(cells);
  comeInStep(cells, doc);
  return doc;
}

const others = (cell: CellId, text: string | null): void => setCells(room, [[cell, text]], 'other');
const refusal = (cell: CellId, text: string) => ({
  cells: [cell],
  values: [[cell, text]] as [string, string][],
  refusal: refuse('locked'),
});

test('a value typed into a document that is not in step waits, is shown as saving, and is then written over what its author saw', () => {
  const cells = openPage();
  others(CELL, 'old');
  openRoom(cells);
  const doc = join(cells);
  cells.set(CELL, 'new');
  expect(doc.getMap('cells').size).toBe(0);
  expect([cells.get(CELL), cells.status(CELL), cells.unsaved]).toEqual(['new', 'saving', 1]);
  comeInStep(cells, doc);
  expect(readCells(doc).get(CELL)).toBe('new');
  expect([cells.status(CELL), cells.pending.updates().length]).toEqual(['saving', 1]);
});

test('what is not saved comes along through several documents that are never in step', () => {
  const cells = openPage();
  openRoom(cells);
  cells.set(CELL, 'first');
  join(cells);
  cells.set(OTHER, 'second');
  join(cells);
  const doc = openRoom(cells);
  expect(Object.fromEntries(readCells(doc))).toEqual({ [CELL]: 'first', [OTHER]: 'second' });
  expect(cells.unsaved).toBe(2);
});

test('a new document tells as written by others only what stands otherwise than it was shown', async () => {
  const cells = openPage();
  const told: string[][] = [];
  cells.subscribe((_, remote) => told.push([...remote]));
  const frame = () => new Promise((done) => setImmediate(() => setImmediate(done)));
  others(CELL, 'old');
  openRoom(cells);
  await frame();
  expect(told.flat()).toEqual([]);
  others(OTHER, 'written meanwhile');
  const doc = openRoom(cells);
  await frame();
  expect(told.flat()).toEqual([OTHER]);
  setCells(doc, [[CELL, 'new']], 'other');
  await frame();
  expect(told.flat()).toEqual([OTHER, CELL]);
});

test('a refusal of an older value leaves a newer one of the same cell on its way', () => {
  const cells = openPage();
  openRoom(cells);
  cells.set(CELL, 'older');
  cells.set(CELL, 'newer');
  cells.turnedBack(refusal(CELL, 'older'));
  expect(cells.draft(CELL)).toBeUndefined();
  expect(readCells(openRoom(cells)).get(CELL)).toBe('newer');
});

test('a refusal of a value that is not the newest does not take the place of a newer draft', () => {
  const cells = openPage();
  openRoom(cells);
  cells.set(CELL, 'older');
  forbidden = refuse('locked');
  cells.set(CELL, 'newer');
  cells.turnedBack(refusal(CELL, 'older'));
  expect(cells.draft(CELL)?.typed).toBe('newer');
});

test('of a block that is refused only the refused cells become drafts, the others are written again', () => {
  const cells = openPage();
  openRoom(cells);
  cells.setMany([
    [CELL, 'refused'],
    [OTHER, 'taken'],
  ]);
  const values: [string, string][] = [
    [CELL, 'refused'],
    [OTHER, 'taken'],
  ];
  cells.turnedBack({ cells: [CELL], values, refusal: refuse('not-your-row') });
  const doc = openRoom(cells);
  expect(cells.drafts().map(({ cell }) => cell)).toEqual([CELL]);
  expect(Object.fromEntries(readCells(doc))).toEqual({ [OTHER]: 'taken' });
});

test('a value that the room holds already is saved, also where nobody may write any more', () => {
  const cells = openPage();
  openRoom(cells);
  cells.set(CELL, 'mine');
  others(CELL, 'mine');
  forbidden = refuse('locked');
  openRoom(cells);
  expect([cells.status(CELL), cells.unsaved, cells.drafts().length]).toEqual(['saved', 0, 0]);
});

test('a value whose cell another person changed meanwhile is kept beside it and overwrites nothing', () => {
  const cells = openPage();
  others(CELL, 'base');
  openRoom(cells);
  cells.set(CELL, 'mine');
  others(CELL, 'theirs');
  const doc = openRoom(cells);
  expect(readCells(doc).get(CELL)).toBe('theirs');
  expect(cells.get(CELL)).toBe('theirs');
  expect(cells.draft(CELL)).toMatchObject({ typed: 'mine', refusal: { code: 'overtaken' } });
  cells.retryDraft(CELL);
  expect(readCells(doc).get(CELL)).toBe('mine');
});

test('an own earlier value in the room is not taken for another person’s', () => {
  const cells = openPage();
  openRoom(cells);
  cells.set(CELL, 'first');
  cells.set(CELL, 'second');
  others(CELL, 'first');
  expect(readCells(openRoom(cells)).get(CELL)).toBe('second');
  expect(cells.draft(CELL)).toBeUndefined();
});

test('a reload loses neither a value on its way, nor one that waits, nor a draft, also twice and without a network', () => {
  const first = openPage();
  openRoom(first);
  first.set(CELL, 'on its way');
  openPage();
  const second = openPage();
  join(second);
  second.set(OTHER, 'waits');
  forbidden = refuse('locked');
  const third = openPage();
  expect([third.get(CELL), third.get(OTHER), third.unsaved]).toEqual(['on its way', 'waits', 2]);
  openRoom(third);
  const fourth = openPage();
  expect(fourth.unsaved).toBe(0);
  expect(fourth.drafts().map(({ typed }) => typed)).toEqual(['on its way', 'waits']);
  fourth.discardDraft(CELL);
  expect(
    openPage()
      .drafts()
      .map(({ typed }) => typed),
  ).toEqual(['waits']);
});

test('two tabs of one person keep each other’s drafts and values', () => {
  const one = openPage();
  const two = openPage();
  openRoom(one);
  openRoom(two);
  one.set(CELL, 'of one');
  two.set(OTHER, 'of two');
  expect(openPage().unsaved).toBe(2);
  forbidden = refuse('locked');
  one.set(CELL, 'refused of one');
  two.set(OTHER, 'refused of two');
  expect(openPage().drafts()).toHaveLength(2);
});

test('what has changed orders one frame, and a frame orders none', async () => {
  let frames = 0;
  const ordered = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (run) => {
    frames += 1;
    return ordered(run);
  };
  const cells = openPage();
  const doc = openRoom(cells);
  const seen: string[][] = [];
  cells.subscribe((changed) => seen.push([...changed]));
  await new Promise((done) => setTimeout(done, 20));
  [frames, seen.length] = [0, 0];
  setCells(doc, [[CELL, 'of another']], 'remote');
  cells.touch([OTHER]);
  await new Promise((done) => setTimeout(done, 20));
  expect(seen).toEqual([expect.arrayContaining([CELL, OTHER])]);
  expect(frames).toBe(1);
});

test('what was ordered before the page was hidden comes by the clock', async () => {
  let hidden: (() => void) | undefined;
  const page = { hidden: false, addEventListener: (_: string, run: () => void) => (hidden = run) };
  Object.assign(globalThis, { document: page, cancelAnimationFrame: () => {} });
  globalThis.requestAnimationFrame = () => 1;
  const cells = openPage();
  const seen: string[][] = [];
  cells.subscribe((changed) => seen.push([...changed]));
  cells.touch([CELL]);
  page.hidden = true;
  hidden?.();
  await expect.poll(() => seen).toEqual([[CELL]]);
});

test('over a figure that the page had never shown nobody wrote "meanwhile": its author is told so', () => {
  const cells = openPage();
  others(CELL, 'was there');
  const doc = join(cells);
  // As kept in this browser: the cell was empty then.
  cells.recall([[OTHER, 'kept']]);
  expect(cells.isKnown).toBe(true);
  cells.set(CELL, 'mine');
  comeInStep(cells, doc);
  expect(cells.draft(CELL)).toMatchObject({ stored: 'mine', refusal: { code: 'not-shown' } });
  // From then on it is known what stands there.
  const next = join(cells);
  cells.set(OTHER, 'typed');
  others(OTHER, 'changed meanwhile');
  comeInStep(cells, next);
  expect(cells.draft(OTHER)).toMatchObject({ stored: 'typed', refusal: { code: 'overtaken' } });
});

test('cells that requests brought are shown, and what is typed over them waits for its answer', () => {
  const cells = openPage();
  expect(cells.isKnown).toBe(false);
  const doc = join(cells);
  cells.serve(new Map([[CELL, 'old']]), true);
  expect([cells.isKnown, cells.get(CELL)]).toEqual([true, 'old']);
  cells.set(CELL, 'one');
  cells.set(CELL, 'two');
  expect(cells.waiting()).toEqual([[CELL, { text: 'two', seen: ['old', 'one'] }]]);
  // The answer to the first is late: what was typed since goes on waiting, and counts the first as seen.
  cells.sent(CELL, 'one');
  expect([cells.get(CELL), cells.status(CELL)]).toEqual(['two', 'saving']);
  cells.sent(CELL, 'two');
  expect([cells.get(CELL), cells.status(CELL), cells.unsaved]).toEqual(['two', 'saved', 0]);
  cells.serve(new Map([[CELL, 'theirs']]), false);
  cells.set(OTHER, 'mine');
  const [[, value] = []] = cells.waiting();
  if (value) cells.notSent(OTHER, value, refuse('overtaken'));
  expect(cells.draft(OTHER)).toMatchObject({ stored: 'mine', refusal: { code: 'overtaken' } });
  // The socket is there after all: nothing is written twice.
  others(CELL, 'two');
  comeInStep(cells, doc);
  expect([cells.get(CELL), cells.unsaved]).toEqual(['two', 0]);
});

test('who watches what is saved is told in the same turn, of a write, of its receipt and of a refusal', () => {
  const cells = openPage();
  openRoom(cells);
  const told: [number, number][] = [];
  const watch = cells.saving;
  watch.subscribe(() => told.push([watch.current().unsaved, watch.current().drafts]));
  cells.set(CELL, 'new');
  expect(told.at(-1)).toEqual([1, 0]);
  const [update] = cells.pending.updates();
  cells.pending.sent('update', update as Uint8Array);
  cells.acknowledged();
  expect(told.at(-1)).toEqual([0, 0]);
  expect(watch.current().savedAt).not.toBeNull();
  cells.set(OTHER, 'late');
  cells.turnedBack(refusal(OTHER, 'late'));
  expect(told.at(-1)).toEqual([0, 1]);
  cells.discardDraft(OTHER);
  expect(told.at(-1)).toEqual([0, 0]);
  const times = told.length;
  cells.touch([CELL]);
  expect(told).toHaveLength(times);
});
