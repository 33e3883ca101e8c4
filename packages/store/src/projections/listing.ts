/**
 * What the list of workbooks is answered from: a few rows a workbook, written with the entries that change them. Adapters
 * give the tables and `fsck` its own; the rule is here alone.
 *
 * A result depends on cells of other rows, so an entry does not say by itself what it changes: rows are counted anew from
 * the cells as they stand after it, and the sums follow by the difference.
 */
import { hasEdition, loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { EditEntry, Entry } from '@tallystick/domain/entry';
import type { Audience, Consent, Event, EventType } from '@tallystick/domain/events';
import type { EventWith } from '@tallystick/domain/nouns/nouns';
import type { EntityId } from '@tallystick/domain/cells/ids';
import { countRow, rowsCountedWith } from '@tallystick/domain/row-count';
import type { RowLife } from '@tallystick/domain/nouns/row-life';
import { shownBy } from './project.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Rows by their columns' names in SQL; a yes is 1. */
export type ListingTables = {
  /**
   * One a workbook, as soon as it has an entry. `reported`: data points with a result; `ready`: rows called so; `threads`,
   * `audit_threads`: open ones that all members may read, and those of the audit side alone.
   */
  listing: Table<{
    edition: string;
    due: number | null;
    zone: string | null;
    reported: number;
    ready: number;
    threads: number;
    audit_threads: number;
  }>;
  /** Rows of which there is anything to say. `mark` and `print`: of the last word on the row (`RowMark`). */
  listing_row: Table<{
    entity: string | null;
    mark: 'ready' | 'not-available' | null;
    print: string;
    life: RowLife;
    reported: number;
  }>;
  /** `name` is null once the entity is gone; `rows_left`: those neither ready nor not available. */
  listing_entity: Table<{ name: string | null; row_count: number; rows_left: number }>;
  listing_version: Table<{ reported: number; released: number; consent: Consent | null }>;
  /** By their first comment. */
  listing_thread: Table<{ audience: Audience; open: number }>;
};
export type ListingTable = keyof ListingTables;
type Line<Name extends ListingTable> =
  ListingTables[Name] extends Table<infer Columns> ? Columns : never;

/** Rows of one table, by their key in a workbook. */
export type Table<Columns> = {
  get(key: string | number): Columns | undefined;
  set(key: string | number, row: Columns): void;
  delete(key: string | number): void;
};

/** The key columns beside `workbook`; a workbook has one row in `listing`, under the key ''. */
export const LISTING_KEYS = {
  listing: null,
  listing_row: 'row',
  listing_entity: 'entity',
  listing_version: 'submission',
  listing_thread: 'comment',
} as const satisfies Record<ListingTable, string | null>;

/** A workbook's rows, and its cells as they stand. */
export type ListedBook = ListingTables & {
  text(cell: string): string | undefined;
  /** Cells whose text begins with `=`. */
  formulas(): ReadonlyMap<string, string>;
};

type Said = Pick<Line<'listing_row'>, 'entity' | 'mark' | 'print'>;

const NOT_OPENED: Line<'listing'> = {
  edition: '',
  due: null,
  zone: null,
  reported: 0,
  ready: 0,
  threads: 0,
  audit_threads: 0,
};
const NOTHING_SAID: Line<'listing_row'> = {
  entity: null,
  mark: null,
  print: '',
  life: 'empty',
  reported: 0,
};
const NO_ROWS: Line<'listing_entity'> = { name: null, row_count: 0, rows_left: 0 };

/**
 * Brings a workbook's rows to where its entries lead, once these and their cells are written. What a deletion is among is
 * left alone: the rows are erased with it.
 */
export function followListing(book: ListedBook, entries: readonly Entry[]): void {
  if (entries.some((entry) => entry.kind === 'event' && entry.event.type === 'deleted')) return;
  const following = new Following(book);
  for (const entry of entries)
    if (entry.kind === 'edit') following.edited(entry);
    else following.happened(entry.event);
  following.finish();
}

/**
 * Makes a workbook's rows from its events and, once these are over, the cells as they stand; there must be none before.
 */
export class ListingMaker {
  readonly #following: Following;

  constructor(book: ListedBook) {
    this.#following = new Following(book);
  }

  happened(event: Event): void {
    this.#following.happened(event);
  }

  finish(): void {
    this.#following.countAll();
    this.#following.finish();
  }
}

type VersionEvent = Extract<
  Event,
  { type: 'locked' | 'verification-released' | 'consented' | 'consent-withdrawn' }
>;

/** Undefined for an edition that this version does not know: of it nothing can be counted. */
function catalogueOf(edition: string): Catalogue | undefined {
  if (edition === '') return loadCatalogue();
  return hasEdition(edition) ? loadCatalogue(edition) : undefined;
}

class Following {
  readonly #book: ListedBook;
  readonly #before: Line<'listing'> | undefined;
  #head: Line<'listing'>;
  readonly #cells = new Set<string>();
  readonly #said = new Map<string, Said>();
  #isAllCounted = false;

  constructor(book: ListedBook) {
    this.#book = book;
    this.#before = book.listing.get('');
    this.#head = this.#before ?? NOT_OPENED;
  }

  edited(entry: EditEntry): void {
    for (const { cell } of shownBy(entry)) this.#cells.add(cell);
  }

  countAll(): void {
    this.#isAllCounted = true;
  }

  happened(event: Event): void {
    switch (event.type) {
      case 'workbook-opened':
        this.#isAllCounted ||= event.edition !== this.#head.edition;
        this.#setHead({ edition: event.edition, due: event.due, zone: event.zone ?? null });
        return;
      case 'workbook-corrected':
        this.#setHead({ due: event.due, zone: event.zone });
        return;
      case 'period-agreed':
        this.#setHead({ due: event.due });
        return;
      case 'entity-added':
      case 'entity-renamed':
        this.#changeEntity(event.entity, (entity) => ({ ...entity, name: event.name }));
        return;
      case 'entity-removed':
        this.#changeEntity(event.entity, (entity) => ({ ...entity, name: null }));
        return;
      case 'entities-merged':
        this.#assign(event.rows, event.into);
        this.#changeEntity(event.entity, (entity) => ({ ...entity, name: null }));
        return;
      case 'rows-assigned':
        this.#assign(event.rows, event.entity);
        return;
      case 'rows-marked':
        for (const [i, row] of event.rows.entries()) {
          const mark = event.as === 'in-progress' ? null : event.as;
          this.#say(row, { mark, print: mark === 'ready' ? (event.prints[i] ?? '') : '' });
        }
        return;
      case 'locked':
      case 'verification-released':
      case 'consented':
      case 'consent-withdrawn':
        this.#versionChanged(event);
        return;
      case 'commented':
        if (event.parent === null) this.#setThread(event.comment, event.audience, 1);
        return;
      case 'comment-resolved':
      case 'comment-reopened': {
        // A reply is resolved as well, and is no thread.
        const thread = this.#book.listing_thread.get(event.comment);
        const open = event.type === 'comment-reopened' ? 1 : 0;
        if (thread !== undefined) this.#setThread(event.comment, thread.audience, open);
        return;
      }
      default:
        // Members, locks and archiving are in tables of their own; of the rest the list shows nothing, as the nouns say.
        event.type satisfies Exclude<EventType, EventWith<'listing'>>;
    }
  }

  #versionChanged(event: VersionEvent): void {
    const { listing_version: versions } = this.#book;
    const before = versions.get(event.submission);
    if (event.type === 'locked')
      versions.set(event.submission, { reported: event.reported, released: 0, consent: null });
    else if (before === undefined) return;
    else if (event.type === 'verification-released')
      versions.set(event.submission, { ...before, released: 1 });
    else {
      const consent = event.type === 'consented' ? event.to : null;
      versions.set(event.submission, { ...before, consent });
    }
  }

  #setHead(to: Partial<Line<'listing'>>): void {
    this.#head = { ...this.#head, ...to };
  }

  #setThread(comment: string, audience: Audience, open: number): void {
    const { listing_thread: threads } = this.#book;
    const more = open - (threads.get(comment)?.open ?? 0);
    threads.set(comment, { audience, open });
    const sum = audience === 'audit' ? 'audit_threads' : 'threads';
    this.#setHead({ [sum]: this.#head[sum] + more });
  }

  /** Counts what changed, and writes what is another row now. */
  finish(): void {
    const catalogue = catalogueOf(this.#head.edition);
    const texts = new Map<string, string | undefined>();
    const read = (cell: string) => {
      if (!texts.has(cell)) texts.set(cell, this.#book.text(cell));
      return texts.get(cell);
    };
    for (const row of new Set([...this.#rowsToCount(catalogue), ...this.#said.keys()])) {
      const before = this.#book.listing_row.get(row) ?? NOTHING_SAID;
      const after = { ...before, ...this.#said.get(row) };
      if (catalogue !== undefined) {
        const mark = after.mark === null ? undefined : { as: after.mark, print: after.print };
        const { life, reported } = countRow({ catalogue, read, mark }, row);
        Object.assign(after, { life, reported: reported ? 1 : 0 });
      }
      this.#write(row, before, after);
    }
    if (this.#before === undefined || !isSame(this.#before, this.#head))
      this.#book.listing.set('', this.#head);
  }

  #rowsToCount(catalogue: Catalogue | undefined): Iterable<string> {
    if (catalogue === undefined) return [];
    if (this.#isAllCounted) return catalogue.rows.keys();
    if (this.#cells.size === 0) return [];
    return rowsCountedWith(catalogue, this.#cells, this.#book.formulas());
  }

  #write(row: string, before: Line<'listing_row'>, after: Line<'listing_row'>): void {
    if (isSame(before, after)) return;
    if (isSame(after, NOTHING_SAID)) this.#book.listing_row.delete(row);
    else this.#book.listing_row.set(row, after);
    const { reported, ready } = this.#head;
    this.#setHead({
      reported: reported + after.reported - before.reported,
      ready: ready + isReady(after) - isReady(before),
    });
    this.#addRow(before, -1);
    this.#addRow(after, 1);
  }

  #addRow(line: Line<'listing_row'>, by: 1 | -1): void {
    if (line.entity === null) return;
    this.#changeEntity(line.entity, ({ name, row_count, rows_left }) => ({
      name,
      row_count: row_count + by,
      rows_left: rows_left + by * isLeft(line),
    }));
  }

  #changeEntity(
    entity: string,
    change: (line: Line<'listing_entity'>) => Line<'listing_entity'>,
  ): void {
    const { listing_entity: entities } = this.#book;
    const after = change(entities.get(entity) ?? NO_ROWS);
    if (isSame(after, NO_ROWS)) entities.delete(entity);
    else entities.set(entity, after);
  }

  #assign(rows: readonly string[], entity: EntityId | null): void {
    for (const row of rows) this.#say(row, { entity });
  }

  #say(row: string, what: Partial<Said>): void {
    const { entity, mark, print } =
      this.#said.get(row) ?? this.#book.listing_row.get(row) ?? NOTHING_SAID;
    this.#said.set(row, { entity, mark, print, ...what });
  }
}

const isReady = ({ life }: Line<'listing_row'>): number => (life === 'ready' ? 1 : 0);
const isLeft = ({ life }: Line<'listing_row'>): number =>
  life === 'empty' || life === 'in-progress' ? 1 : 0;

function isSame<Columns extends object>(a: Columns, b: Columns): boolean {
  return Object.entries(a).every(([column, value]) => b[column as keyof Columns] === value);
}
