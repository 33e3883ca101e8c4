/** A cell that a file shows in several places comes out once, or says that the places differ. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { expect, it } from 'vitest';
import type { CellId } from '../src/cells/ids.ts';
import type { Base, FileHeld, IncomingCell } from '../src/incoming/incoming.ts';
import { eachOnce } from '../src/incoming/mentions.ts';

const catalogue = loadCatalogue();
const CELL = 'city.population:value' as CellId;
const text = (held: string): FileHeld => ({ kind: 'text', text: held });
const at = (address: string, held: FileHeld, base?: Base): IncomingCell => ({
  cell: CELL,
  sheet: 0,
  address,
  held,
  ...(base === undefined ? {} : { base }),
});
const told = (...mentions: IncomingCell[]) => eachOnce(catalogue, mentions);
const BASE: Base = { text: '1000', exported: '1000' };

it('takes the one place that was changed, wherever the others hold what they were given', () => {
  const places = [at('E4', text('1000'), BASE), at('G9', text('1200'), BASE)];
  expect(told(...places, at('G10', text('1000.0'), BASE))).toEqual([places[1]]);
  expect(told(at('E4', text('1000'), BASE), at('G9', { kind: 'empty' }, BASE))).toEqual([
    at('G9', { kind: 'empty' }, BASE),
  ]);
});

it('passes over empty places of a file that is not ours', () => {
  expect(told(at('E4', { kind: 'empty' }), at('G9', text('1200')))).toEqual([
    at('G9', text('1200')),
  ]);
  expect(told(at('E4', text('1200')), at('G9', text('1 200')))).toEqual([at('E4', text('1200'))]);
});

it('says of places that differ that they do, with the address of each', () => {
  const raw = 'E4: 1200; G9: 1300';
  const several = at('E4', { kind: 'unreadable', why: 'several-values', raw });
  expect(told(at('E4', text('1200')), at('G9', text('1300')))).toEqual([several]);
  const [found] = told(
    at('E4', text('1200'), BASE),
    at('G9', text('1300'), BASE),
    at('G10', text('1000'), BASE),
  );
  expect(found).toMatchObject({ held: { why: 'several-values', raw } });
});

it('leaves out what the KPI set has not', () => {
  expect(told({ ...at('E4', text('1')), cell: 'no_such.row:value' as CellId })).toEqual([]);
});
