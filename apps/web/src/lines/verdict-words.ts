/** What has changed since a verdict was given, in words: `Numerator 88 400 → 88 401; Year 2025 → 2019; Source`. Pure. */
import { pointName } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatCell } from '@tallystick/domain/cells/cell-text';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { splitCellId } from '@tallystick/domain/cells/ids';
import {
  type ContentChange,
  EXACT_PART,
  REST_PART,
  RESULT_PART,
} from '@tallystick/domain/nouns/verdict-content';
import { resultText } from './cell-facts.ts';
import { formulaWords } from './formula-facts.ts';
import { unitWords } from '../texts/unit-words.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { LookWords } from './quick-words.ts';

/** So many changes are named one by one. */
const NAMED = 6;
/** Characters of a text in such a sentence. */
const TEXT_CHARS = 60;

type On = { catalogue: Catalogue; locale?: string | undefined; row: string };

/** `row`: the row of the verdict, whose own columns need no name of a line. */
export function changeWords(on: On, changed: readonly ContentChange[], t: LookWords): string {
  const named = changed.slice(0, NAMED).map((change) => wordsOf(on, change, t));
  const more = changed.length - named.length;
  return [...named, ...(more > 0 ? [t('verified.more', { count: more })] : [])].join('; ');
}

function wordsOf(on: On, change: ContentChange, t: LookWords): string {
  const { name, before, after } = readChange(on, change, t);
  if (before === undefined || after === undefined) return name;
  const text = (of: string | null): string => (of === null ? t('cell.empty') : cut(of));
  return t('verified.change', { part: name, before: text(before), after: text(after) });
}

type ReadChange = { name: string; before?: string | null; after?: string | null };

/** One change as it is read: null where nothing stood, left out where only that it differs is known. */
export function readChange(
  on: On,
  { part, before, after }: ContentChange,
  t: LookWords,
): ReadChange {
  const name = partName(on, part, t);
  if (before === undefined || after === undefined) return { name };
  const text = (of: string | null) => (of === null ? null : partText(on, { part, text: of }, t));
  return { name, before: text(before), after: text(after) };
}

/** Source and notes, whose texts no verdict keeps. */
export const isSaid = (part: string): boolean => /:(?:source|notes)$/.test(part);

/** Names the texts of parts of which a verdict keeps hashes alone, where they are known from elsewhere. */
export function withTexts(
  changed: readonly ContentChange[],
  before: Readonly<Record<string, string>>,
  now: (cell: string) => string | undefined,
): ContentChange[] {
  return changed.map((change) => {
    const { part } = change;
    if (change.before !== undefined || !isSaid(part)) return change;
    return { part, before: before[part] ?? null, after: now(part) ?? null };
  });
}

function partName({ catalogue, row }: On, part: string, t: LookWords): string {
  const place = splitCellId(part);
  if (part === REST_PART || !place) return t('verified.rest');
  const id: string = place.column;
  const column = id === EXACT_PART ? t('verified.exact') : t(`columns.${id}`, { defaultValue: id });
  if (place.row === row) return column;
  const line = catalogue.rows.get(place.row);
  if (!line) return part;
  if (line.kind === 'profile')
    return id === 'value' ? line.label : t('verified.of', { line: line.label, column });
  const label = line.inputs.find((use) => use.column === id)?.input.label;
  return label ?? t('verified.of', { line: pointName(line), column });
}

function partText(
  { catalogue, locale }: On,
  { part, text }: { part: string; text: string },
  t: LookWords,
): string {
  const column = splitCellId(part)?.column as string | undefined;
  if (column === RESULT_PART && (text === 'yes' || text === 'no')) return t(`yesNo.${text}`);
  if (column === RESULT_PART || column === EXACT_PART) return resultText({ text }, locale);
  const spec = cellSpec(catalogue, part);
  if (!spec) return text;
  if (spec.kind === 'unit') return unitWords(text);
  return isFormula(spec, text) ? formulaWords(spec, text, locale) : formatCell(text, spec, locale);
}

function cut(text: string): string {
  return text.length > TEXT_CHARS ? `${text.slice(0, TEXT_CHARS)}…` : text;
}
