/**
 * A view as the query of an address, and back. Pure. Keys are words that a person can read; what cannot be read, or is
 * not for this person, is left out and named.
 */
import type { SheetName } from '../lines/sheet-columns.ts';
import type { Choice, Sort } from './view-state.ts';

/** Everything of a view that a link carries. `sort` undefined: as the person keeps it. */
export type Linked = {
  sheet: SheetName;
  filters: readonly Choice[];
  sort: Sort | null | undefined;
  find: string | null;
  cell: { row: string; column: string } | null;
};

/** What is true here, for checking a link. */
export type Known = {
  /** Whether a filter exists and is for this person. */
  filter(choice: Choice): boolean;
  column(sheet: SheetName, column: string): boolean;
  cell(cell: string): { row: string; column: string } | undefined;
};

export type Read = Linked & {
  /** Whether the address says how the sheet is to be looked at, beyond naming a cell. */
  isView: boolean;
  /** What was not understood, as it stands in the address. */
  ignored: string[];
};

/** A link with more filters than the menus can set was not made by this app. */
export const MAX_FILTERS = 24;
/** Longer words are found nowhere. Characters. */
export const MAX_FIND = 120;
/** A longer value is not even repeated to the person. Characters. */
const SAID = 48;
/** The one word for the template's own order. */
const TEMPLATE = 'template';
/** The keys of a view in an address; all others are not its own. */
export const VIEW_KEYS = ['sheet', 'show', 'sort', 'find', 'cell'] as const;

const written = ({ kind, value }: Choice): string => (value === null ? kind : `${kind}:${value}`);

/** The query of a view, without a question mark; empty for the sheet that opens by itself, with nothing chosen. */
export function writeView(view: Linked, how: { whole: boolean } = { whole: false }): string {
  const query = new URLSearchParams();
  if (how.whole || view.sheet !== 'kpi') query.set('sheet', view.sheet);
  if (view.filters.length > 0) query.set('show', view.filters.map(written).join(','));
  if (view.sort) query.set('sort', `${view.sort.column}:${view.sort.direction}`);
  else if (view.sort === null && (how.whole || query.size > 0)) query.set('sort', TEMPLATE);
  if (view.find !== null && view.find !== '') query.set('find', view.find);
  if (view.cell) query.set('cell', `${view.cell.row}:${view.cell.column}`);
  // Both stand in a query as they are, and a person reads them better so.
  return query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
}

function readChoice(token: string): Choice {
  const at = token.indexOf(':');
  return at === -1
    ? { kind: token, value: null }
    : { kind: token.slice(0, at), value: token.slice(at + 1) };
}

function readSort(text: string): Sort | null | undefined {
  if (text === TEMPLATE) return null;
  const [column = '', direction, ...rest] = text.split(':');
  if (rest.length > 0 || (direction !== 'up' && direction !== 'down')) return undefined;
  return { column, direction };
}

class Reading {
  readonly ignored: string[] = [];
  private readonly query: URLSearchParams;

  constructor(query: string) {
    this.query = new URLSearchParams(query);
  }

  get(key: (typeof VIEW_KEYS)[number]): string | undefined {
    return this.query.get(key) ?? undefined;
  }

  ignore(key: string, value: string): void {
    const shown = value.length > SAID ? `${value.slice(0, SAID)}…` : value;
    this.ignored.push(`${key}=${shown}`);
  }

  filters(known: Known): Choice[] {
    const text = this.get('show');
    if (text === undefined || text === '') return [];
    const choices: Choice[] = [];
    for (const [n, token] of text.split(',').entries()) {
      const choice = readChoice(token);
      const isTwice = choices.some((each) => written(each) === token);
      if (n >= MAX_FILTERS) {
        this.ignore('show', text.split(',').slice(n).join(','));
        break;
      }
      if (known.filter(choice)) {
        if (!isTwice) choices.push(choice);
      } else this.ignore('show', token);
    }
    return choices;
  }

  sort(known: Known, sheet: SheetName): Sort | null | undefined {
    const text = this.get('sort');
    if (text === undefined) return undefined;
    const sort = readSort(text);
    if (sort !== undefined && (sort === null || known.column(sheet, sort.column))) return sort;
    this.ignore('sort', text);
    return undefined;
  }

  find(): string | null {
    const text = this.get('find');
    if (text === undefined || text === '') return null;
    if (text.length <= MAX_FIND) return text;
    this.ignore('find', text);
    return null;
  }
}

/** Reads the query of an address. */
export function readView(query: string, known: Known): Read {
  const reading = new Reading(query);
  const asked = reading.get('sheet');
  const isSheet = asked === 'kpi' || asked === 'profile';
  if (asked !== undefined && !isSheet) reading.ignore('sheet', asked);
  const cellText = reading.get('cell');
  const cell = cellText === undefined ? undefined : known.cell(cellText);
  if (cellText !== undefined && !cell) reading.ignore('cell', cellText);
  const sheet = isSheet ? asked : 'kpi';
  const isView = VIEW_KEYS.some((key) => key !== 'cell' && reading.get(key) !== undefined);
  return {
    sheet,
    filters: reading.filters(known),
    sort: reading.sort(known, sheet),
    find: reading.find(),
    cell: cell ?? null,
    isView,
    ignored: reading.ignored,
  };
}
