/**
 * What a cell of somebody's file means for a cell of the workbook: the text that a person would have typed, nothing, or
 * why it cannot be told. A figure that can be read in two ways is never guessed.
 */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import {
  isPercent,
  readCell,
  readConversion,
  takeTyped,
  type TypingLocale,
} from '@tallystick/domain/cells/cell-text';
import { asciiFigures, readNumber } from '@tallystick/domain/cells/number-text';
import { plainFigure, yearOfDate } from '@tallystick/domain/cells/typed-forms';
import { SAYS_NOTHING } from '@tallystick/domain/cells/yes-no';
import { splitUnit } from '@tallystick/domain/cells/unit-conversion';
import type { Refusal } from '@tallystick/domain/refusals';
import type { BookCell, BookHeld } from '../book/book.ts';
import { isPercentFormat } from '../book/number-format.ts';
import { decimalOf, isBlank, movedPoint, textOf, UNKEEPABLE } from './cell-texts.ts';
import type { UnreadableCell } from './file-reading.ts';

export type Meaning =
  | { kind: 'text'; text: string; shown?: string; isShare?: true; refused?: Refusal }
  | { kind: 'empty'; said?: string }
  | { kind: 'unreadable'; why: UnreadableCell; raw: string };

export type Asked = {
  spec: CellSpec;
  /** Whether the result of the row is a percentage: what a sheet shows as `76 %` is 76 there, though 0.76 is held. */
  percentRow: boolean;
  /** The decimal mark that all figures of the file have, where it has no figures but texts of them. */
  mark?: '.' | ',';
};

/** The longest raw text that is told. */
const RAW_CHARACTERS = 200;
/** What is looked at as a figure, a year, a choice. */
const WORD_CHARACTERS = 1_000;
/** What a cell of a spreadsheet can hold. */
const CELL_CHARACTERS = 32_767;

export function meaningOf(cell: BookCell | undefined, asked: Asked): Meaning {
  if (!cell || isBlank(cell)) return { kind: 'empty' };
  const meaning = byKind(cell, asked);
  if (meaning.kind !== 'text') return meaning;
  const reading = readCell(asked.spec, meaning.text);
  return reading.ok ? meaning : { ...meaning, refused: reading.refusal };
}

function unreadable(why: UnreadableCell, cell: BookCell): Meaning {
  return { kind: 'unreadable', why, raw: textOf(cell).slice(0, RAW_CHARACTERS) };
}

/** Why a text is not what a cell of this kind holds. */
const NOT_THIS: Record<CellSpec['kind'], UnreadableCell> = {
  number: 'not-a-number',
  'yes-no': 'not-yes-or-no',
  choice: 'not-a-choice',
  year: 'not-a-year',
  unit: 'other',
  text: 'other',
};

function byKind(cell: BookCell, asked: Asked): Meaning {
  const { held } = cell;
  const { kind } = asked.spec;
  switch (held.kind) {
    case 'nothing':
      return { kind: 'empty' };
    case 'error':
      return unreadable('error-value', cell);
    case 'not-computed':
      return unreadable('not-computed', cell);
    case 'boolean':
      if (kind === 'yes-no') return { kind: 'text', text: held.value ? 'yes' : 'no' };
      return kind === 'text' ? ofText(textOf(cell), cell, asked) : unreadable(NOT_THIS[kind], cell);
    case 'date':
      if (kind === 'number') return unreadable('date-in-figure', cell);
      return kind === 'year' || kind === 'text'
        ? ofText(held.iso, cell, asked)
        : unreadable(NOT_THIS[kind], cell);
    case 'number':
      return ofNumber(held.value, cell, asked);
    case 'text':
      return kind === 'number' && hasRaisedDigit(held)
        ? unreadable('raised-digits', cell)
        : ofText(held.text, cell, asked);
  }
}

function hasRaisedDigit(held: BookHeld & { kind: 'text' }): boolean {
  return held.runs?.some((run) => run.raised && /\p{N}/u.test(run.text)) ?? false;
}

function ofNumber(value: number, cell: BookCell, asked: Asked): Meaning {
  const text = decimalOf(value);
  if (asked.spec.kind !== 'number') return ofText(text, cell, asked);
  if (!isPercentFormat(cell.format)) return { kind: 'text', text };
  const hundredfold = movedPoint(text, 2);
  const shown = `${hundredfold} %`;
  const meant = isOfHundred(asked) ? hundredfold : text;
  // Where something is counted, a share can be a slip: it is read, and nobody but a person says that it is right.
  return { kind: 'text', text: meant, shown, ...(isPercent(asked.spec) ? {} : { isShare: true }) };
}

const isOfHundred = ({ spec, percentRow }: Asked): boolean => percentRow || isPercent(spec);

function ofText(raw: string, cell: BookCell, asked: Asked): Meaning {
  const text = raw
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replaceAll(UNKEEPABLE, '')
    .trim();
  if (text === '') return { kind: 'empty' };
  const { spec } = asked;
  // Nobody means a figure or a choice by a page of text; and no pattern is tried on one.
  if (spec.kind !== 'text' && text.length > WORD_CHARACTERS) return unreadable('too-long', cell);
  if (spec.kind === 'number') return ofFigure(text, cell, asked);
  // Prose may say that there is nothing; it is prose.
  if (spec.kind !== 'text' && SAYS_NOTHING.test(text)) return { kind: 'empty', said: text };
  const answer = spec.kind === 'yes-no' ? TRUTH.get(text.toLowerCase()) : undefined;
  const taken = takeTyped(spec, answer ?? text, { decimal: '.' });
  if (taken.ok)
    return taken.value === null ? { kind: 'empty' } : { kind: 'text', text: taken.value };
  if (taken.refusal.code !== 'too-long') return unreadable(NOT_THIS[spec.kind], cell);
  // Prose that no cell holds can be read all the same; its end is not cut off.
  return text.length > CELL_CHARACTERS || spec.kind !== 'text'
    ? unreadable('too-long', cell)
    : { kind: 'text', text: text.normalize('NFC') };
}

/** What programs in other languages write for true and false in text files. */
const TRUTH: ReadonlyMap<string, string> = new Map([
  ...[
    'wahr',
    'vrai',
    'verdadero',
    'verdadeiro',
    'vero',
    'waar',
    'sant',
    'sand',
    'prawda',
    'истина',
    'صحيح',
    'صواب',
  ].map((word): [string, string] => [word, 'yes']),
  ...['falsch', 'faux', 'falso', 'onwaar', 'falskt', 'usann', 'falsk', 'fałsz', 'ложь', 'خطأ'].map(
    (word): [string, string] => [word, 'no'],
  ),
]);

/** Three digits behind a mark, and nothing else that would tell what the mark parts: `1.234` and `12,345`. */
const TWO_WAYS = /^[-+\u2212]?[1-9]\d{0,2}([.,])\d{3}$/;
/** A span: `10-20`, `10 to 20`. */
const SPAN =
  /\p{Nd}\s*(?:[-\u2010-\u2015\u2212/]|\bto\b|\band\b|\bbis\b|\ba\b|\u2026|\.\.+)\s*\p{Nd}/iu;
const NOT_EXACT =
  /^(?:[<>\u2264\u2265~\u2248\u00B1]|(?:about|approx|approximately|ca|circa|around|roughly|more than|less than|over|under|almost|nearly|up to|at least|at most|min|max|rund|etwa|env|environ|\u062d\u0648\u0627\u0644\u064a)(?![\p{L}]))/iu;
/** As programs write very small and very large figures. */
const EXPONENT = /^([-+]?)(\d)(?:[.,](\d+))?e([-+]?\d{1,3})$/iu;

function ofFigure(text: string, cell: BookCell, asked: Asked): Meaning {
  if (SAYS_NOTHING.test(text)) return { kind: 'empty', said: text };
  if (yearOfDate(text) !== undefined) return unreadable('date-in-figure', cell);
  // A formula that is written as a text is the text of one.
  if (/^['\u2019]?\s*[=\uFF1D]/u.test(text)) return unreadable('not-a-number', cell);
  if (NOT_EXACT.test(text)) return unreadable('not-exact', cell);
  const exponent = EXPONENT.exec(text);
  if (exponent) return { kind: 'text', text: expanded(exponent), shown: text };
  const plain = asciiFigures(withoutSign(plainFigure(text), asked));
  const measured = splitUnit(plain);
  const figure = measured?.figure ?? plain;
  const mark = TWO_WAYS.exec(figure.replaceAll(/\s/gu, ''))?.[1];
  if (mark !== undefined && mark !== asked.mark) return unreadable('ambiguous-number', cell);
  if (SPAN.test(plain)) return unreadable('two-numbers', cell);
  const locale: TypingLocale = { decimal: (mark ?? asked.mark) === ',' ? ',' : '.' };
  return measured
    ? ofMeasured(plain, cell, { ...asked, locale })
    : ofPlain(plain, cell, { ...asked, locale });
}

function expanded([
  ,
  minus = '',
  whole = '',
  fraction = '',
  exponent = '',
]: RegExpExecArray): string {
  const decimal = fraction === '' ? whole : `${whole}.${fraction}`;
  return movedPoint(`${minus === '-' ? '-' : ''}${decimal}`, Number(exponent));
}

type Figure = Asked & { locale: TypingLocale };

/** A figure with a unit behind it: in the unit of the cell, if there is a factor to it. */
function ofMeasured(text: string, cell: BookCell, { spec, locale }: Figure): Meaning {
  const conversion = readConversion(spec, text, locale);
  if (!conversion?.ok) {
    const isAmbiguous = conversion?.refusal.code === 'ambiguous-number';
    const hasFigure = /^[-+]?\s*\d/.test(text);
    if (isAmbiguous) return unreadable('ambiguous-number', cell);
    return unreadable(hasFigure ? 'unit-differs' : 'not-a-number', cell);
  }
  return { kind: 'text', text: conversion.value.stored, shown: textOf(cell).trim() };
}

function ofPlain(text: string, cell: BookCell, { spec, locale }: Figure): Meaning {
  // Bounds are looked at afterwards: a figure beyond them can be read all the same.
  const { integer: _, min: _min, max: _max, ...free } = spec;
  const taken = takeTyped(free, text, locale);
  if (!taken.ok) {
    const { code } = taken.refusal;
    if (code === 'ambiguous-number') return unreadable(code, cell);
    return unreadable(
      code === 'too-long' || code === 'too-many-digits' ? 'too-long' : 'not-a-number',
      cell,
    );
  }
  const number = readNumber(taken.value ?? '', isPercent(free));
  return number.ok
    ? { kind: 'text', text: number.value.decimal }
    : unreadable('not-a-number', cell);
}

/** Without a per cent sign where the cell itself is one of per cent: in a count beside it, the sign is a slip. */
function withoutSign(text: string, { spec }: Asked): string {
  return isPercent(spec) ? text.replace(/\s*[%\u066A\uFF05]$/u, '') : text;
}
