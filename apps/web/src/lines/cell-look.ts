/** How a cell looks and what it says: text, marks, tooltip, name. Pure; the renderer only paints it. */

import { type CellSpec, cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatCell, plainResult, readCell } from '@tallystick/domain/cells/cell-text';
import type { Result } from '@tallystick/domain/formula/compute';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { deadline } from '../texts/deadline.ts';
import { labelWords } from '../texts/label-words.ts';
import { day, initials } from '../texts/locale.ts';
import { refusalWords } from '../texts/refusal-words.ts';
import { markIncoming } from './incoming/incoming-mark.ts';
import { isHeldBack } from './held-back.ts';
import type { RefusedDraft } from './cell-store.ts';
import { JUDGED } from './judging.ts';
import { type CellFacts, filledFacts, fixedText, lineName, resultText } from './cell-facts.ts';
import { formulaFigures, formulaValue, formulaWords } from './formula-facts.ts';
import { addRowMarks } from './marks/row-marks.ts';
import { questionWords } from './question-words.ts';
import { KPI_COLUMNS, PROFILE_COLUMNS, type SheetColumn } from './sheet-columns.ts';
import type { LineRow } from './sheet-rows.ts';
import type { SheetSource, VerificationMark } from './sheet-source.ts';
import { unitIn, unitWords } from '../texts/unit-words.ts';
import { changeWords } from './verdict-words.ts';
import type { LookWords } from './quick-words.ts';

export type CellLook = {
  text: string;
  /** What must stay readable when `text` is cut off: the data point of a KPI that has several. */
  detail: string;
  /** Classes of the cell, without `ag-` ones. */
  classes: string[];
  /** Sentences for tooltip and screen reader; worded only when they are asked for, cells are painted far more often. */
  says: () => string[];
  /** What a screen reader says of the cell as a whole; asked for only where it is to be said. */
  name: () => string;
  /** Shown from another cell. */
  link: boolean;
  hand: { initials: string; colour: number } | undefined;
};

/** A longer figure is set smaller: cut off it would be read as another one. */
const FIGURE_CHARS = 10;
const LONG_CHARS = 12;
/** From this width on, in CSS px, so many more stand there whole. */
const WIDE_PX = 126;
const WIDE_CHARS = 4;

type Says = (() => string)[];

const ALL_COLUMNS = [...KPI_COLUMNS, ...PROFILE_COLUMNS];

type Draft = Omit<CellLook, 'name' | 'says' | 'link' | 'hand' | 'detail'> & {
  says: Says;
  link?: boolean;
  detail?: string | undefined;
};

/** The look of one cell. */
export function lookOf(
  source: SheetSource,
  row: LineRow,
  column: SheetColumn,
  t: LookWords,
): CellLook {
  const look = contents(source, row, column, t);
  if (!column.figures) look.classes.push('ts-words');
  else look.classes.push('ts-num', ...longClasses(look.text.length, column));
  addRowMarks(source, { row, column: column.id }, { look, t });
  const cell = `${row.id}:${column.id}`;
  const questions = source.questions?.(cell) ?? [];
  // The question of an orange cell is its own look already, and a result shows its own.
  if (questions.some(({ code }) => code !== 'unit-missing') && !look.classes.includes('ts-warned'))
    look.classes.push('ts-asks');
  for (const question of questions) look.says.push(() => questionWords(question, t));
  const comments = source.comments?.(cell) ?? 'none';
  if (comments !== 'none') {
    look.classes.push(comments === 'open' ? 'ts-comment-open' : 'ts-comment');
    look.says.push(() => t(comments === 'open' ? 'cell.comments' : 'cell.commentsResolved'));
  }
  const hands = source.hands?.(cell) ?? [];
  const [first] = hands;
  if (first) {
    look.classes.push('ts-hand');
    look.says.push(() => t('cell.hand', { names: hands.map((hand) => hand.name).join(', ') }));
  }
  return {
    ...look,
    says: () => look.says.map((say) => say()),
    detail: look.detail ?? '',
    link: look.link ?? false,
    name: () => nameOf(row, column, look, t),
    hand: first && {
      initials: initials(first.name) + (hands.length > 1 ? ` +${hands.length - 1}` : ''),
      colour: first.colour,
    },
  };
}

function longClasses(chars: number, { width, tight = width }: SheetColumn): string[] {
  const more = tight >= WIDE_PX ? WIDE_CHARS : 0;
  if (chars > LONG_CHARS + more) return ['ts-longer'];
  return chars > FIGURE_CHARS + more ? ['ts-long'] : [];
}

/** The name of a cell says all that is seen in it, in the same order (WCAG 2.5.3), and nothing twice. */
function nameOf(row: LineRow, column: SheetColumn, look: Draft, t: LookWords): string {
  const seen = [look.text, look.detail ?? ''].filter((part) => part !== '').join(' ');
  const line = lineName(row);
  const isLineName = column.id === 'kpi' || column.id === 'label';
  const words = { column: t(`columns.${column.id}`), line, value: seen || t('cell.empty') };
  const named = isLineName ? t('cell.lineName', words) : t('cell.name', words);
  const says = look.says.map((say) => say()).filter((each) => each !== look.text && each !== line);
  return [named, ...says].map((each) => each.replace(/\.$/, '')).join('. ');
}

function contents(source: SheetSource, row: LineRow, column: SheetColumn, t: LookWords): Draft {
  switch (column.kind) {
    case 'filled':
      return filled(source, row, column, t);
    case 'fixed':
      return fixed(source, row, column, t);
    case 'derived':
      return derived(source, row, column, t);
  }
}

function fixed(source: SheetSource, row: LineRow, column: SheetColumn, t: LookWords): Draft {
  const text = fixedText(row, column.id);
  const says: Says = [];
  if (column.id === 'unit' && row.kind === 'profile')
    return { text: unitIn(source, row.line, text), classes: ['ts-fixed'], says };
  if (column.id === 'level' || column.id === 'type') {
    return { text: t(`${column.id}.${text}`), classes: ['ts-fixed'], says };
  }
  if (column.id === 'usedBy')
    return { text: t('usedBy', { count: Number(text) }), classes: ['ts-fixed'], says };
  if (column.id === 'code' && row.kind === 'data-point') says.push(() => row.point.kpi.id);
  const strong = column.id === 'kpi' || column.id === 'label';
  if (strong || column.id.endsWith('Label') || column.id === 'definition') says.push(() => text);
  const classes = [strong ? 'ts-line-name' : 'ts-fixed'];
  if (column.id === 'kpi' && row.kind === 'data-point' && row.point.kpi.dataPoints.length > 1)
    return { text: row.point.kpi.name, detail: row.point.label, classes, says };
  return { text, classes, says };
}

function derived(source: SheetSource, row: LineRow, column: SheetColumn, t: LookWords): Draft {
  if (column.id === 'entity') {
    return { text: source.entityOf?.(row.id) ?? '', classes: ['ts-fixed'], says: [] };
  }
  if (row.kind === 'profile') return { text: '', classes: [], says: [] };
  const result = source.result(row.id);
  const reported = result.status === 'reported';
  switch (column.id) {
    case 'result':
      return resultLook(source, row, t);
    case 'reported':
      return {
        text: t(reported ? 'reported.yes' : 'reported.no'),
        classes: [reported ? 'ts-yes' : 'ts-fixed'],
        says: [],
      };
    case 'benchmark':
      return { text: '—', classes: ['ts-fixed'], says: [() => t('noBenchmark')] };
    case 'verified':
      return verifiedLook(source, row, t);
    default:
      return { text: '', classes: [], says: [] };
  }
}

function resultLook(source: SheetSource, row: LineRow, t: LookWords): Draft {
  const result = source.result(row.id);
  const { trace } = result;
  const says: Says = [];
  const classes = ['ts-result'];
  if (result.status === 'not-reported') {
    classes.push('ts-nr');
    says.push(() => t('notReported'));
    const { missing } = result;
    if (missing.length > 0)
      says.push(() => t('missing', { labels: missing.map((each) => each.label).join('; ') }));
  } else if (result.status === 'unreadable') {
    classes.push('ts-bad');
    says.push(() => t('unreadable'));
  } else if (result.source === 'override') says.push(() => t('cell.overrides'));
  else if (trace) says.push(() => trace);
  if (result.warnings.length > 0) classes.push('ts-warned');
  const words = (of: Result): string => {
    const meant = plainResult(of);
    return meant === 'yes' || meant === 'no' ? t(`yesNo.${meant}`) : resultText(of, source.locale);
  };
  const was = source.wasResult?.(row.id);
  if (!was) return { text: words(result), classes, says };
  classes.push('ts-changed');
  says.push(() => t('cell.was', { value: words(was) }));
  return { text: words(result), detail: words(was), classes, says };
}

function verifiedLook(source: SheetSource, row: LineRow, t: LookWords): Draft {
  const cell = `${row.id}:${JUDGED}`;
  const judges = source.judging !== undefined && source.mayEdit?.(cell) === undefined;
  const classes = judges ? ['ts-choice'] : [];
  const draft = source.draft?.(cell);
  if (draft) {
    const refused = (): string => t('cell.refused', { sentence: sentenceOf(draft.refusal, t) });
    return { text: draft.typed, classes: [...classes, 'ts-refused'], says: [refused] };
  }
  const mark = source.verification?.(row.id);
  if (!mark) return { text: '', classes, says: [] };
  return givenLook(source, row, { mark, classes }, t);
}

function givenLook(
  source: SheetSource,
  row: LineRow,
  { mark, classes }: { mark: VerificationMark; classes: string[] },
  t: LookWords,
): Draft {
  const verdict = t(`verified.${mark.verdict}`);
  const { note, by, at, changed } = mark;
  const says: Says = [];
  if (mark.isSaving) {
    says.push(() => t('cell.saving'));
    return { text: verdict, classes: [...classes, 'ts-saving'], says };
  }
  // Whoever reads released versions alone is told no names.
  says.push(() => t(by === '' ? 'verified.on' : 'verified.by', { name: by, day: day(at) }));
  const { version } = mark;
  if (version !== undefined) says.push(() => t('verified.version', { version }));
  if (note !== '') says.unshift(() => note);
  if (changed.length > 0) {
    const on = { catalogue: source.catalogue, locale: source.locale, row: row.id };
    says.push(() => t('verified.staleTip', { changes: changeWords(on, changed, t) }));
    return { text: t('verified.stale', { verdict }), classes: [...classes, 'ts-stale'], says };
  }
  classes.push(mark.verdict === 'yes' ? 'ts-yes' : 'ts-bad');
  return { text: verdict, classes, says };
}

function filled(source: SheetSource, row: LineRow, column: SheetColumn, t: LookWords): Draft {
  const facts = filledFacts(source, row, column.id);
  const says: Says = [];
  const classes: string[] = [];
  if (facts.absent) return absentLook(row, column, t);
  const { spec, cell } = facts;
  let text = facts.shown;
  if (facts.stored?.startsWith('=')) formulaSays(source, facts, { classes, says }, t);
  if (spec?.kind === 'yes-no') text = yesNoText(spec, facts.stored, t) ?? text;
  const was = source.was?.(facts.home ?? cell);
  const detail = was && wasText(source, { cell: facts.home ?? cell, text: was.text }, t);
  if (detail !== undefined) {
    classes.push('ts-changed');
    says.push(() => t('cell.was', { value: detail }));
  }
  if (!spec) {
    says.push(() => t('cell.home', { line: homeName(source, facts.home) }));
    classes.push('ts-elsewhere');
    return { text, detail, classes, says, link: true };
  }
  const status = source.status?.(cell) ?? 'saved';
  const draft = source.draft?.(cell);
  if (draft) {
    text = draft.typed;
    classes.push('ts-refused');
    const why = (): string => whyRefused(draft, source.mayEdit?.(cell), t);
    says.push(() => t('cell.refused', { sentence: why() }));
  } else if (status === 'saving') {
    classes.push('ts-saving');
    says.push(() => t('cell.saving'));
  } else if (source.overwritten?.(cell)) {
    classes.push('ts-overwritten');
    const how = source.overwritten(cell)?.isSeen ? 'cell.replaced' : 'cell.overwritten';
    says.push(() => t(how));
  }
  if (source.proposed?.(cell)) {
    classes.push('ts-proposed');
    says.push(() => t('cell.proposed'));
  }
  if (column.id === 'unit') text = unitWords(text);
  if (column.id === 'unit' && text === '' && row.kind === 'data-point') {
    text = unitWords(row.point.unit);
    classes.push('ts-unset');
    says.push(() => t('cell.unset'));
  }
  const refusal = source.mayEdit?.(cell);
  if (!refusal && HAS_LIST.has(spec.kind)) classes.push('ts-choice');
  const until = source.reopened?.(cell);
  if (until !== undefined) {
    classes.push('ts-reopened');
    says.push(() => t('cell.reopened', { until: deadline(until, source.zone?.() ?? null) }));
  }
  if (refusal) {
    classes.push(source.locked?.() && until === undefined ? 'ts-locked' : 'ts-not-yours');
    // What was typed was refused for it, and says so.
    if (draft?.refusal.code !== refusal.code) says.push(() => cannotSay(refusal, t));
  }
  const of = { catalogue: source.catalogue, cell, mark: source.incoming?.(cell) };
  const brought = markIncoming(of, { classes, says }, t);
  return { text, detail: brought ?? detail, classes, says };
}

/** Kinds of cells behind which a list stands. */
const HAS_LIST: ReadonlySet<string> = new Set(['choice', 'yes-no', 'unit']);

/** The mark of a formula and its words, with the cell that it is typed in. */
function formulaSays(
  source: SheetSource,
  facts: CellFacts,
  { classes, says }: Pick<Draft, 'classes' | 'says'>,
  t: LookWords,
): void {
  const spec = facts.spec ?? cellSpec(source.catalogue, facts.home ?? '');
  const { stored } = facts;
  if (!spec || stored === undefined) return;
  const value = formulaValue(source, spec, stored);
  if (value === undefined) return;
  classes.push('ts-formula');
  says.push(() => formulaWords(spec, stored, source.locale));
  if (value.kind === 'value') says.push(() => formulaFigures(source, spec, stored) ?? '');
  if (value.kind === 'empty')
    says.push(() => t('cell.formulaWaits', { label: labelWords(value.label, t) }));
  if (value.kind === 'fault') {
    classes.push('ts-bad');
    says.push(() => sentenceOf(value.refusal, t));
  }
}

/** What stood in a cell before, as the sheet would show it. */
function wasText(
  source: SheetSource,
  was: { cell: string; text: string | undefined },
  t: LookWords,
): string {
  const spec = cellSpec(source.catalogue, was.cell);
  if (was.text === undefined || !spec) return t('cell.empty');
  const answer = spec.kind === 'yes-no' ? yesNoText(spec, was.text, t) : undefined;
  return answer ?? unitOr(spec, wasShown(source, spec, was.text));
}

/** The other state's figures are not at hand: a formula that stood before is told as it was typed. */
const wasShown = (source: SheetSource, spec: CellSpec, text: string): string =>
  isFormula(spec, text)
    ? formulaWords(spec, text, source.locale)
    : formatCell(text, spec, source.locale);

const unitOr = (spec: CellSpec, text: string): string =>
  spec.kind === 'unit' ? unitWords(text) : text;

/** The sentence of a refusal in the person's language, with its fact. */
export function sentenceOf(refusal: Refusal, t: LookWords): string {
  return refusalWords(refusal, t);
}

/** Why a value was not taken; where its cell was closed then and is open now, that is said instead. */
export function whyRefused(draft: RefusedDraft, cannot: Refusal | undefined, t: LookWords): string {
  return isHeldBack(draft) && !cannot ? t('cell.openNow') : sentenceOf(draft.refusal, t);
}

/** Why a cell cannot be typed into; nothing was typed, so nothing is said of a value. */
export function cannotSay(refusal: Refusal, t: LookWords, column?: string): string {
  if (refusal.code === 'not-your-role' && column === JUDGED) return t('sheet:cannot.verified');
  // A column that nobody types in is no cell to the workbook, yet plainly there for the eye.
  const kind = refusal.code === 'unknown-cell' && ALL_COLUMNS.find(({ id }) => id === column)?.kind;
  if (kind === 'fixed' || kind === 'derived') return t(`sheet:cannot.${kind}`);
  return refusal.code === 'locked' ? t('cell.locked') : sentenceOf(refusal, t);
}

function absentLook(row: LineRow, column: SheetColumn, t: LookWords): Draft {
  if (column.id === 'unit' && row.kind === 'data-point')
    return { text: unitWords(row.point.unit), classes: ['ts-fixed'], says: [] };
  return { text: '', classes: ['ts-absent'], says: [() => t('cell.absent')] };
}

function yesNoText(spec: CellSpec, stored: string | undefined, t: LookWords): string | undefined {
  const reading = stored === undefined ? undefined : readCell(spec, stored);
  if (!reading?.ok || reading.value.kind !== 'yes-no') return undefined;
  return t(reading.value.yes ? 'yesNo.yes' : 'yesNo.no');
}

function homeName(source: SheetSource, home: string | undefined): string {
  const row = source.catalogue.rows.get(splitCellId(home ?? '')?.row ?? '');
  if (!row) return '';
  return row.kind === 'profile' ? row.label : row.kpi.name;
}
