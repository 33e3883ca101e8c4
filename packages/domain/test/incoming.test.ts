/** What a file brings for a cell, three ways: each class by its cases, and a whole table of them by an own opinion. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { describe, expect, it } from 'vitest';
import { type CellSpec, cellSpecs } from '../src/cells/cell-spec.ts';
import { type Base, type FileHeld, incomingOf } from '../src/incoming/incoming.ts';
import { meansTheSame } from '../src/incoming/meaning.ts';
import { refuse } from '../src/refusals.ts';

const specs = [...cellSpecs(loadCatalogue()).values()];
const specOf = (wanted: (spec: CellSpec) => boolean): CellSpec => {
  const found = specs.find(wanted);
  if (found === undefined) throw new Error('no such cell');
  return found;
};
const FIGURE = specOf(({ kind, min, integer }) => kind === 'number' && min === 0 && !integer);
const COUNT = specOf(({ kind, integer }) => kind === 'number' && integer === true);
const SOURCE = specOf(({ column }) => column === 'source');
const QUALITY = specOf(({ column }) => column === 'quality');
const YEAR = specOf(({ kind }) => kind === 'year');
const YES = specOf(({ kind }) => kind === 'yes-no');

const text = (held: string): FileHeld => ({ kind: 'text', text: held });
const EMPTY: FileHeld = { kind: 'empty' };
const base = (then: string | null, exported = then): Base => ({ text: then, exported });

type Case = Partial<Parameters<typeof incomingOf>[0]> & { held: FileHeld };
const found = (given: Case) =>
  incomingOf({ spec: FIGURE, base: undefined, now: null, permit: () => undefined, ...given });

describe('what a file brings for a cell', () => {
  it.each([
    ['12.5', '12.50'],
    ['12.5', ' 12.5 '],
    ['1000000', '1 000 000'],
    ['0.1234567890123456', '0.123456789012346'],
    ['> 5', 'more than 5'],
    ['١٢٫٥', '12.5'],
  ])('takes the figures %s and %s for the same', (one, other) => {
    expect(meansTheSame(FIGURE, one, other)).toBe(true);
    expect(meansTheSame(FIGURE, other, one)).toBe(true);
  });

  it.each([
    ['12.5', '12.51'],
    ['5', '> 5'],
    ['5', '-5'],
    ['100000000000001', '100000000000002'],
    ['0', ''],
  ])('tells the figures %s and %s apart', (one, other) => {
    expect(meansTheSame(FIGURE, one, other === '' ? null : other)).toBe(false);
  });

  it('compares answers, years and prose by what they say', () => {
    expect(meansTheSame(YES, 'Yes', 'oui')).toBe(true);
    expect(meansTheSame(YES, 'Yes', 'no')).toBe(false);
    expect(meansTheSame(YEAR, '2025', '٢٠٢٥')).toBe(true);
    expect(meansTheSame(SOURCE, 'Line\nline', 'Line\r\nline ')).toBe(true);
    expect(meansTheSame(SOURCE, '5.0', '5')).toBe(false);
    expect(meansTheSame(SOURCE, 'e\u0301', '\u00e9')).toBe(true);
  });

  it('leaves a formula alone whose figure a program computes with other last digits', () => {
    const computed = {
      text: '=(a-b)^2/7',
      meant: '105479150951.006',
      exported: '105479150951.006',
    };
    const came = (held: string) =>
      found({ held: text(held), base: computed, now: computed.text, nowMeant: computed.meant })
        .class;
    expect(came('105479150951.007')).toBe('unchanged');
    expect(came('105479150952')).toBe('theirs');
    // A figure that was typed is its own, to the last digit.
    const typed = base('105479150951.006');
    const now = '105479150951.006';
    expect(found({ held: text('105479150951.007'), base: typed, now }).class).toBe('theirs');
    expect(found({ held: EMPTY, base: computed, now: computed.text }).class).toBe('theirs');
  });

  it('leaves a text alone that is the workbook’s own, though a file’s would not be taken', () => {
    const held: FileHeld = { kind: 'unreadable', why: 'not-exact', raw: '≈ 89125868' };
    const then: Base = { text: '≈ 89125868', exported: null };
    expect(found({ held, base: then, now: '≈ 89125868' }).class).toBe('unchanged');
    expect(found({ held, base: then, now: '5' }).class).toBe('ours');
    expect(found({ held, base: base('5'), now: '5' }).class).toBe('unreadable');
  });

  it('is theirs where the file was changed and we have left the cell as it was', () => {
    expect(found({ held: text('7'), base: base('5'), now: '5' })).toEqual({
      class: 'theirs',
      text: '7',
    });
    expect(found({ held: text('7'), base: base(null), now: null }).class).toBe('theirs');
    expect(found({ held: text('7'), base: base('5'), now: '5.0' }).class).toBe('theirs');
  });

  it('is a conflict where both were changed, emptied on either side too', () => {
    expect(found({ held: text('7'), base: base('5'), now: '6' })).toEqual({
      class: 'conflict',
      text: '7',
    });
    expect(found({ held: text('7'), base: base('5'), now: null }).class).toBe('conflict');
    expect(found({ held: EMPTY, base: base('5'), now: '6' })).toEqual({
      class: 'conflict',
      text: null,
    });
  });

  it('is ours where the file holds what was exported, and equal where both came to the same', () => {
    expect(found({ held: text('5.00'), base: base('5'), now: '6' }).class).toBe('ours');
    expect(found({ held: EMPTY, base: base(null), now: '6' }).class).toBe('ours');
    expect(found({ held: text('6'), base: base('5'), now: '6.0' }).class).toBe('equal');
    expect(found({ held: EMPTY, base: base('5'), now: null }).class).toBe('equal');
    expect(found({ held: text('5'), base: base('5'), now: '5' }).class).toBe('unchanged');
    expect(found({ held: EMPTY, base: base(null), now: null }).class).toBe('unchanged');
  });

  it('empties a cell only where the file itself says that it was full', () => {
    expect(found({ held: EMPTY, base: base('5'), now: '5' })).toEqual({
      class: 'theirs',
      text: null,
    });
    expect(found({ held: EMPTY, base: base('5', null), now: '5' }).class).toBe('unchanged');
    expect(found({ held: EMPTY, now: '5' }).class).toBe('ours');
  });

  it('is not misled by a file that says it was exported otherwise than it was', () => {
    // Theirs is 9; the journal knows that the cell was 5 then, and somebody has made it 6.
    expect(found({ held: text('9'), base: base('5', '6'), now: '6' }).class).toBe('conflict');
    expect(found({ held: text('9'), base: base('5', '9'), now: '6' }).class).toBe('ours');
  });

  it('holds the value of a formula for the formula that was exported', () => {
    const formula = '=households/2';
    const then = base(formula, '500');
    expect(found({ held: text('500'), base: then, now: formula }).class).toBe('unchanged');
    expect(found({ held: text('501'), base: then, now: formula }).class).toBe('theirs');
    // One that waits for its figures is carried as it stands, and is no figure.
    const waits = base(formula, formula);
    expect(found({ held: text(formula), base: waits, now: formula }).class).toBe('unchanged');
    expect(found({ held: text(formula), base: waits, now: '7' }).class).toBe('ours');
    const moved = { held: text('501'), base: then, now: formula, nowMeant: '501' };
    expect(found(moved).class).toBe('equal');
  });

  it('compares two ways where nothing is known of an export: new where empty, else a conflict', () => {
    expect(found({ held: text('7'), now: null }).class).toBe('theirs');
    expect(found({ held: text('7'), now: '6' }).class).toBe('conflict');
    expect(found({ held: text('7'), now: '7.0' }).class).toBe('unchanged');
    expect(found({ held: EMPTY, now: null }).class).toBe('unchanged');
  });

  it('says why a text cannot stand in its cell, and guesses no figure', () => {
    const why = (held: FileHeld, spec = FIGURE) => {
      const incoming = found({ held, spec });
      return incoming.class === 'unreadable' ? incoming.why : incoming.class;
    };
    expect(why(text('1,234'))).toBe('ambiguous-number');
    expect(why(text('see annex'))).toBe('not-a-number');
    expect(why(text('=1+1'))).toBe('not-a-number');
    expect(why(text('-3'))).toBe('below-minimum');
    expect(why(text('2.5'), COUNT)).toBe('not-an-integer');
    expect(why(text('1850'), YEAR)).toBe('not-a-year');
    expect(why(text('some guess'), QUALITY)).toBe('not-a-choice');
    expect(why(text('perhaps'), YES)).toBe('not-yes-or-no');
    expect(why({ kind: 'unreadable', why: 'error-value', raw: '#DIV/0!' })).toBe('error-value');
    expect(why(text('=1+1'), SOURCE)).toBe('theirs');
  });

  it('takes a choice as the list has it, and a date for its year', () => {
    const [first = ''] = QUALITY.choices ?? [];
    const asked = { spec: QUALITY, held: text(` ${first.toUpperCase()} `) };
    expect(found(asked)).toEqual({ class: 'theirs', text: first });
  });

  it('says whose it is not only where something would be written', () => {
    const permit = () => refuse('not-your-row', 'Water');
    const foreign = { base: base('5'), now: '5', permit };
    expect(found({ ...foreign, held: text('7') })).toEqual({
      class: 'not-yours',
      text: '7',
      refusal: { code: 'not-your-row', detail: 'Water' },
    });
    expect(found({ ...foreign, held: text('5') }).class).toBe('unchanged');
    const locked = { ...foreign, permit: () => refuse('locked') };
    expect(found({ ...locked, held: text('7') }).class).toBe('locked');
    expect(found({ ...locked, permit: () => refuse('archived'), held: EMPTY }).class).toBe(
      'locked',
    );
  });
});
