/** Who wrote a cell last: known in the end, also where the document came anew while it was asked for. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { CellId } from '@tallystick/domain/cells/ids';
import { createRoom, setCells } from '@tallystick/room/shape';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import { LastWrites } from '../src/live/cells/last-writes.ts';
import { LiveCells } from '../src/live/cells/live-cells.ts';

const catalogue = loadCatalogue('2017');
const texts = [...cellSpecs(catalogue).values()].filter(({ kind }) => kind === 'text');
const [CELL, OTHER] = texts.map(({ cell }) => cell) as [CellId, CellId];
const BEN = { person: 'p_ben', name: 'Ben' };

/** What the network was asked for and has not answered yet. */
let asked: { path: string; answer: (body: unknown) => void }[];
const written = (cell: string, at: number) => ({ cell, text: 'x', number: 1, by: BEN, at });
const page = (...cells: unknown[]) => ({ cells, next: null });

beforeEach(() => {
  asked = [];
  vi.stubGlobal('localStorage', { getItem: () => null, setItem() {}, removeItem() {} });
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setImmediate(run));
  vi.stubGlobal('cancelAnimationFrame', (frame: NodeJS.Immediate) => clearImmediate(frame));
  vi.stubGlobal('fetch', (path: string) => {
    return new Promise((done) => {
      asked.push({ path, answer: (body) => done(Response.json(body)) });
    });
  });
});
afterEach(() => vi.unstubAllGlobals());

function openWorkbook() {
  const cells = new LiveCells({
    workbook: 'wb_1',
    person: 'p_ann',
    catalogue,
    permit: () => undefined,
  });
  /** A document comes in whole, as after opening, a lost line or a lock. */
  const comeInStep = async () => {
    const room = createRoom();
    setCells(room, [[CELL, 'x']], 'other');
    const doc = createRoom();
    cells.follow(doc);
    applyUpdate(doc, encodeStateAsUpdate(room), 'remote');
    cells.adopt(doc);
    cells.admit(doc);
    await new Promise((done) => setImmediate(done));
    return doc;
  };
  return { comeInStep, writes: new LastWrites('wb_1', cells, { person: 'p_ann', name: 'Ann' }) };
}

test('a document that comes anew brings its cells, and who wrote them is known by one question', async () => {
  const { writes, comeInStep } = openWorkbook();
  await comeInStep();
  void writes.ask(CELL);
  void writes.ask(OTHER);
  expect(asked.length).toBe(1);
  asked[0]?.answer(page(written(CELL, 5)));
  await vi.waitFor(() => expect(writes.get(CELL)).toMatchObject({ by: BEN, at: 5 }));
  expect(writes.get(OTHER)).toMatchObject({ by: null, at: null });
  expect(asked.length).toBe(1);
});

test('an answer that a new document has overtaken is asked for again', async () => {
  const { writes, comeInStep } = openWorkbook();
  await comeInStep();
  void writes.ask(CELL);
  await comeInStep();
  asked[0]?.answer(page());
  await vi.waitFor(() => expect(asked.length).toBe(2));
  expect(writes.get(CELL)).toBeUndefined();
  asked[1]?.answer(page(written(CELL, 7)));
  await vi.waitFor(() => expect(writes.get(CELL)).toMatchObject({ by: BEN, at: 7 }));
});

test('a cell that somebody writes while all are asked for is asked for by itself', async () => {
  const { writes, comeInStep } = openWorkbook();
  const doc = await comeInStep();
  void writes.ask(CELL);
  const other = createRoom();
  applyUpdate(other, encodeStateAsUpdate(doc));
  setCells(other, [[CELL, 'y']], 'other');
  applyUpdate(doc, encodeStateAsUpdate(other), 'remote');
  await new Promise((done) => setImmediate(done));
  asked[0]?.answer(page(written(CELL, 5)));
  await vi.waitFor(() => expect(asked[1]?.path).toContain(encodeURIComponent(CELL)));
  asked[1]?.answer(written(CELL, 9));
  await vi.waitFor(() => expect(writes.get(CELL)).toMatchObject({ by: BEN, at: 9 }));
});
