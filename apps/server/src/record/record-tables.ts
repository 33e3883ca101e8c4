/**
 * What was said in a workbook as tables for a spreadsheet: comments, verdicts, marks, clarifications with ITU's
 * rulings. Each is made from the view that the reader's role is shown, line by line as the archive takes it.
 */
import { splitCellId } from '@tallystick/domain/cells/ids';
import { rowLife } from '@tallystick/domain/nouns/row-life';
import type { Clarification, Comment } from '@tallystick/domain/state';
import { evidenceOfRow } from '@tallystick/domain/nouns/evidence/evidence';
import { changesSince, contentOf } from '@tallystick/domain/nouns/verdict-content';
import type { CsvLine } from '@tallystick/exchange/csv/write-csv';
import type { WorkbookView } from '@tallystick/protocol/views';
import { answeredBy } from './answered-by.ts';
import { type Exported, rowWords } from './export-workbook.ts';
import type { GivenVerdict } from '../past/verdict-record.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type RecordTable = { file: string; head: CsvLine; lines: Iterable<CsvLine> };

type Told = {
  of: Exported;
  /** As the reader is shown it. */
  view: WorkbookView;
  verdicts: Iterable<GivenVerdict>;
};

const time = (at: number): string => new Date(at).toISOString();
const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

export function recordTables(told: Told): RecordTable[] {
  const { catalogue } = told.of;
  const { members, formerMembers } = told.view;
  const names = new Map([...formerMembers, ...members].map(({ person, name }) => [person, name]));
  const nameOf = (person: string): string => names.get(person) ?? '';
  const made = { ...told, nameOf, words: (row: string) => rowWords(catalogue, row), inRecord };
  return [
    commentTable(made),
    verdictTable(made),
    markTable(made),
    evidenceTable(made),
    rulingTable(made),
  ];

  // What came while the record was being packed is in no line of its journal.
  function inRecord({ number }: { number: number }): boolean {
    return number <= told.of.head;
  }
}

type Made = Told & {
  nameOf: (person: string) => string;
  words: (row: string) => [code: string, name: string];
  inRecord: (said: { number: number }) => boolean;
};

function commentTable({ view, nameOf, words, inRecord }: Made): RecordTable {
  return {
    file: 'comments.csv',
    head: [
      'kpi',
      'name',
      'row',
      'column',
      'cell',
      'thread',
      'audience',
      'resolved',
      'text',
      'by',
      'at',
      'entry',
    ],
    lines: threadsOf(view.comments.filter(inRecord)).map(({ first, comment }) => {
      const { row, column } = splitCellId(comment.cell) ?? { row: '', column: '' };
      const { cell, audience, text, by, at, number } = comment;
      const thread = [first.number, audience, yesNo(first.resolved)];
      return [...words(row), row, column, cell, ...thread, text, nameOf(by), time(at), number];
    }),
  };
}

/** Comments thread by thread, each beside the first of its thread. */
function threadsOf(comments: Comment[]): { first: Comment; comment: Comment }[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  return comments
    .map((comment) => ({
      comment,
      first: (comment.parent === null ? undefined : byId.get(comment.parent)) ?? comment,
    }))
    .toSorted((a, b) => a.first.number - b.first.number || a.comment.number - b.comment.number);
}

function verdictTable({ of, view, verdicts, nameOf, words, inRecord }: Made): RecordTable {
  const { catalogue } = of;
  const texts = new Map<string, string>(of.cells.map(({ cell, text }) => [cell, text]));
  const read = (cell: string) => texts.get(cell);
  const backing = (row: string) => evidenceOfRow(of.state, row);
  const standing = new Map(view.verifications.map((each) => [each.number, each]));
  return {
    file: 'verdicts.csv',
    head: [
      'version',
      'kpi',
      'name',
      'row',
      'verdict',
      'result',
      'note',
      'released',
      'by',
      'at',
      'holds',
      'changed',
      'entry',
    ],
    lines: given(),
  };

  /** Whether it fits what stands now, and the parts that do not; of one that no longer stands nothing is said. */
  function fit(number: number): [holds: string, changed: string] {
    const verdict = standing.get(number);
    if (verdict === undefined) return ['', ''];
    const changed = changesSince(verdict, contentOf({ catalogue, read, backing }, verdict.row));
    return [yesNo(changed.length === 0), changed.map(({ part }) => part).join(' ')];
  }

  function* given(): Generator<CsvLine> {
    for (const { entry, event, version, released } of verdicts) {
      if (!inRecord(entry)) continue;
      const { row } = event;
      const { verdict, result, note } =
        event.type === 'verified' ? event : { verdict: 'withdrawn', result: '', note: '' };
      const about = [version, ...words(row), row, verdict, result, note, yesNo(released)];
      yield [...about, nameOf(entry.by), time(entry.at), ...fit(entry.number), entry.number];
    }
  }
}

function markTable({ of, view, nameOf, words, inRecord }: Made): RecordTable {
  const { catalogue } = of;
  const texts = new Map<string, string>(of.cells.map(({ cell, text }) => [cell, text]));
  const read = (cell: string) => texts.get(cell);
  const entities = new Map(view.entities.map(({ id, name }) => [id, name]));
  const order = new Map([...catalogue.rows.keys()].map((row, place) => [row, place]));
  const placeOf = (row: string) => order.get(row) ?? order.size;
  return {
    file: 'marks.csv',
    head: [
      'kpi',
      'name',
      'row',
      'entity',
      'state',
      'holds',
      'why',
      'expected',
      'reason',
      'by',
      'at',
      'entry',
    ],
    lines: view.marks
      .filter(inRecord)
      .toSorted((a, b) => placeOf(a.row) - placeOf(b.row))
      .map((mark) => {
        const { row, as, why = '', expected = '', reason, by, at, number } = mark;
        const entity = entities.get(view.assignments[row] ?? '') ?? '';
        const holds = yesNo(rowLife({ catalogue, read, mark }, row) === as);
        const said = [as, holds, why, expected, reason];
        return [...words(row), row, entity, ...said, nameOf(by), time(at), number];
      }),
  };
}

function evidenceTable({ view, nameOf, words, inRecord }: Made): RecordTable {
  const about = [
    'kpi',
    'name',
    'row',
    'query',
    'cell',
    'file',
    'called',
    'bytes',
    'type',
    'link',
    'note',
  ];
  const gone = ['taken_away_by', 'taken_away_at', 'taken_away_entry'];
  return {
    file: 'evidence.csv',
    head: [...about, 'value', 'by', 'at', 'entry', ...gone],
    lines: view.evidence.filter(inRecord).map((each) => {
      const {
        row,
        query = '',
        cell,
        file,
        name,
        size,
        media,
        link,
        note,
        value,
        by,
        at,
        number,
      } = each;
      const body = [
        query,
        cell ?? '',
        file ?? '',
        name,
        size ?? '',
        media ?? '',
        link ?? '',
        note,
        value,
      ];
      const { detached } = each;
      const isGone = detached !== null && inRecord(detached);
      const away = isGone ? [nameOf(detached.by), time(detached.at), detached.number] : NOBODY;
      return [...words(row), row, ...body, nameOf(by), time(at), number, ...away];
    }),
  };
}

const NOBODY = ['', '', ''];

function rulingTable({ of, view, nameOf, words, inRecord }: Made): RecordTable {
  const said = (each: { by: string; at: number; number: number } | null) =>
    each === null ? NOBODY : [nameOf(each.by), time(each.at), each.number];
  const asked = (clarification: Clarification): CsvLine => {
    const { row, status, text } = clarification;
    const ruling = answeredBy(view, clarification)?.ruling ?? null;
    const scope = ruling === null ? '' : ruling.scope === 'all' ? 'every city' : 'this city';
    const about = [...words(row), row, status, text, ...said(clarification)];
    return [...about, ruling?.text ?? '', scope, ...said(ruling)];
  };
  return {
    file: 'rulings.csv',
    head: [
      'kpi',
      'name',
      'row',
      'status',
      'question',
      'asked_by',
      'asked_at',
      'asked_entry',
      'ruling',
      'scope',
      'ruled_by',
      'ruled_at',
      'ruled_entry',
    ],
    lines: [
      ...view.clarifications.filter(inRecord).map(asked),
      // Of another city's question nothing is told but the ruling.
      ...view.rulings.map(({ kpi, text, at }) => {
        const about = [...kpiWords(of.catalogue, kpi), '', '', '', ...NOBODY];
        return [...about, text, 'every city', '', time(at), ''];
      }),
    ],
  };
}

/** As `rowWords`, for what a question names: the key of a KPI, or a line of the City profile. */
function kpiWords(catalogue: Catalogue, key: string): [code: string, name: string] {
  const kpi = catalogue.kpis.find((each) => each.key === key);
  return kpi === undefined ? rowWords(catalogue, key) : [kpi.id, kpi.name];
}
