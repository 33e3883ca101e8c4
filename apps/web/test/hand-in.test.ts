/** Handing in takes its time: what its author has typed into the cell meanwhile is not touched by the answer. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpecs } from '@tallystick/domain/cells/cell-spec';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RefusedDraft } from '../src/lines/cell-store.ts';
import { handIn, wantHandedIn } from '../src/live/workbook/hand-in.ts';
import { LiveCells } from '../src/live/cells/live-cells.ts';

const catalogue = loadCatalogue('2017');
const CELL = [...cellSpecs(catalogue).values()].find(({ kind }) => kind === 'text')?.cell ?? '';
const TAKEN = new Response(null, { status: 204 });
const NOT_TAKEN = Response.json({ code: 'locked' }, { status: 409 });

const stored = new Map<string, string>();
let forbidden: Refusal | undefined;
let answer: (response: Response) => void;
let cells: LiveCells;

beforeEach(() => {
  stored.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  });
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setImmediate(run));
  vi.stubGlobal('cancelAnimationFrame', (frame: NodeJS.Immediate) => clearImmediate(frame));
  vi.stubGlobal('fetch', () => new Promise((done) => (answer = done)));
  forbidden = refuse('not-assigned');
  cells = openPage();
});
afterEach(() => vi.unstubAllGlobals());

function openPage(): LiveCells {
  return new LiveCells({ workbook: 'wb_1', person: 'p_ann', catalogue, permit: () => forbidden });
}

/** A refused value on its way to the server, with a note. */
function begin(): Promise<boolean> {
  cells.set(CELL, 'first');
  wantHandedIn(cells, cells.draft(CELL) as RefusedDraft, 'Read on Friday');
  return handIn('wb_1', cells, cells.draft(CELL) as RefusedDraft);
}

/** What is kept now, and what the next page would find. */
const kept = (): (Partial<RefusedDraft> | undefined)[] => [
  cells.draft(CELL),
  openPage().draft(CELL),
];

test('a value that the server has is let go of; one that it did not take stands with the reason', async () => {
  const first = begin();
  answer(TAKEN.clone());
  expect(await first).toBe(true);
  expect(kept()).toEqual([undefined, undefined]);
  const second = begin();
  answer(NOT_TAKEN.clone());
  expect(await second).toBe(true);
  for (const each of kept()) {
    expect(each).toMatchObject({ typed: 'first', notTaken: { code: 'locked' } });
    expect(each?.handIn).toBeUndefined();
  }
});

test.each([
  ['taken', TAKEN],
  ['not taken', NOT_TAKEN],
])('a value refused meanwhile stays when the one before it is %s', async (_, response) => {
  const sent = begin();
  cells.set(CELL, 'second');
  answer(response.clone());
  expect(await sent).toBe(true);
  for (const each of kept()) {
    expect(each).toMatchObject({ typed: 'second' });
    expect(each?.notTaken).toBeUndefined();
  }
});

test('one that was not taken does not come back over a value that was taken meanwhile', async () => {
  const sent = begin();
  forbidden = undefined;
  cells.set(CELL, 'mine to write now');
  answer(NOT_TAKEN.clone());
  expect(await sent).toBe(true);
  expect(kept()).toEqual([undefined, undefined]);
});
