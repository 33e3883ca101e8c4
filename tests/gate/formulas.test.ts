/** Formulas at the gate: what a batch may hold together, and what an update is judged by. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { type FormulaCheck, formulaChecks } from '@tallystick/domain/formula/formula-check';
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { inspect } from '@tallystick/room/gate';
import { openRoom } from '@tallystick/room/room-index';
import { createRoom, setCells } from '@tallystick/room/shape';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { takeBatch } from '../../apps/server/src/workbook/edits.ts';
import type { EditSource, Rules } from '@tallystick/server/workbook/waiting';

const catalogue = loadCatalogue();
const AREA = 'city.city_area_km2:value' as CellId;
const WATER = 'city.city_water_total_m3:value' as CellId;
const NOTES = 'city.population:notes' as CellId;
const TO_WATER: [CellId, string] = [AREA, '=city_water_total_m3+1'];
const TO_AREA: [CellId, string] = [WATER, '=city_area_km2+1'];

const room = { index: openRoom(createRoom()) } as never;

function rules(): Rules {
  let check: { of: unknown; ask: FormulaCheck } | undefined;
  return {
    ownerOf: () => undefined,
    valued: (changes) => changes,
    wasThere: () => false,
    judge: (_person, cell, { value, then }) => {
      const spec = cellSpec(catalogue, cell);
      if (spec === undefined || value === null) return spec ? undefined : refuse('unknown-cell');
      if (spec.kind !== 'number' || !value.startsWith('=')) return undefined;
      if (check?.of !== then) check = { of: then, ask: formulaChecks(catalogue, then) };
      return then(cell) === value ? check.ask(spec, value) : undefined;
    },
  };
}

/** An edit by a client of its own, made against the empty room. */
function edit(person: string, ...cells: [CellId, string][][]) {
  const doc = createRoom();
  for (const each of cells) setCells(doc, each, 'local');
  const source = { person: person as PersonId } as EditSource;
  return { source, room, update: Y.encodeStateAsUpdate(doc), maxBytes: 256 * 1024, knownTo: 0 };
}

const cellsOf = (batch: ReturnType<typeof takeBatch>) =>
  batch.map(({ changes }) => changes.map(({ cell }) => cell));

test('two halves of a circle are never in one batch, and a formula is the first of its own', () => {
  const refused: unknown[] = [];
  const queue = [
    edit('p_one', [TO_WATER]),
    edit('p_two', [TO_AREA]),
    edit('p_three', [[NOTES, 'plain']]),
  ];
  const batch = takeBatch(queue, rules(), (_edit, verdict) => refused.push(verdict));
  expect(cellsOf(batch)).toEqual([[AREA], [NOTES]]);
  expect(queue.map(({ source }) => source.person)).toEqual(['p_two']);
  const next = [edit('p_three', [[NOTES, 'plain']]), edit('p_two', [TO_AREA])];
  expect(cellsOf(takeBatch(next, rules(), () => undefined))).toEqual([[NOTES]]);
  expect(refused).toEqual([]);
});

test('a circle that was opened again on the way is no circle', () => {
  const { update } = edit('p_one', [TO_WATER], [[AREA, '5']], [TO_AREA]);
  const { judge } = rules();
  const person = 'p_one' as PersonId;
  const asked = {
    person,
    ownerOf: () => undefined,
    judge: (cell: CellId, value: string | null, then: (cell: CellId) => string | undefined) =>
      judge(person, cell, { value, then }),
  };
  const index = openRoom(createRoom());
  expect(inspect(index, update, asked).kind).toBe('edit');
  const closed = edit('p_one', [TO_WATER], [TO_AREA]).update;
  expect(inspect(index, closed, asked)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'formula-cycle' },
    cells: [AREA, WATER],
  });
});
