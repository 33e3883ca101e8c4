/**
 * The log of queries as ITU's tab "KPI questions": data point, submitted value, issue, question, answer, date, revised
 * value; and the footnotes that come of it beside a verified value.
 */
import { pointName } from '@tallystick/catalogue/catalogue';
import type { QueryColumn } from '../own/words/file-words.ts';
import type { OutSheet } from '../xlsx/write/out-book.ts';
import type { FileQuery } from './file-asked.ts';
import { logSheet } from './log-sheet.ts';
import type { Making } from './making.ts';
import { dayOf } from './notes.ts';

const COLUMNS: readonly { id: QueryColumn; width: number }[] = [
  { id: 'code', width: 15 },
  { id: 'kpi', width: 34 },
  { id: 'submitted', width: 16 },
  { id: 'issue', width: 24 },
  { id: 'question', width: 50 },
  { id: 'answer', width: 50 },
  { id: 'date', width: 12 },
  { id: 'revised', width: 16 },
  { id: 'outcome', width: 20 },
  { id: 'footnote', width: 34 },
];

export function queriesSheet(making: Making): OutSheet {
  const { asked, words, layout } = making;
  const own = asked.queries.filter(({ row }) => asked.part.kind === 'sheet' || layout.own.has(row));
  return logSheet(making, {
    table: 'queries',
    columns: COLUMNS,
    heads: words.queries,
    lines: own.map((query) => queryTexts(making, query)),
  });
}

/** Several turns stand one under the other, each with its day; of a single one the day has a column of its own. */
function turnsOf({ turns }: FileQuery, as: 'question' | 'answer'): string {
  const own = turns.filter((turn) => turn.as === as);
  const [only] = own;
  if (own.length === 1 && only) return only.text;
  return own.map(({ at, text }) => `${dayOf(at)}: ${text}`).join('\n');
}

function queryTexts({ asked, words }: Making, query: FileQuery): Record<QueryColumn, string> {
  const row = asked.catalogue.rows.get(query.row);
  const isPoint = row?.kind === 'data-point';
  return {
    code: isPoint ? row.kpi.id : '',
    kpi: isPoint ? pointName(row) : (row?.label ?? query.row),
    submitted: query.value,
    issue: query.issue,
    question: turnsOf(query, 'question'),
    answer: turnsOf(query, 'answer'),
    date: dayOf(query.turns[0]?.at ?? 0),
    revised: query.now === query.value ? '' : query.now,
    outcome:
      query.closed === null ? words.status[query.status] : words.outcome[query.closed.outcome],
    footnote: query.closed?.footnote ?? '',
  };
}

/** What the report says beside a value; undefined where nothing. Of several queries on a row the last that was closed. */
export function footnoteOf({ asked, words }: Making, row: string): string | undefined {
  const closed = asked.queries
    .filter((query) => query.row === row && query.closed !== null)
    .toSorted((a, b) => (a.closed?.at ?? 0) - (b.closed?.at ?? 0))
    .at(-1);
  if (!closed?.closed) return undefined;
  const { outcome, footnote } = closed.closed;
  const parts = [
    outcome === 'settled' ? '' : [words.outcome[outcome], footnote].filter(Boolean).join(': '),
    closed.now === closed.value ? '' : words.notes.revised(closed.value, closed.now),
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join('\n');
}
