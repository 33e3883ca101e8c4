/**
 * What this person has saved in a workbook and what of it still stands, as far as this browser knows. A server that was
 * restored from a backup may not know some of it any more, nor that it ever said "saved": those values become drafts
 * beside their cells, and so are lost to nobody.
 */
import type { Refusal } from '@tallystick/domain/refusals';
import { parseRoomName, ROOT } from '@tallystick/room/shape';
import { type Doc, getState } from 'yjs';
import { OWN_VALUES_MAX } from './limits.ts';
import type { PendingChange } from './pending-writes.ts';

/**
 * `room`: the name of the one that it was saved in. A server that knows it has at least `clock` entries of `client` there.
 * A cleared cell is null; nobody signs a clearing, so its clock says nothing.
 */
export type OwnValue = { text: string | null; room: string; client: number; clock: number };

/** Keeps what has changed; undefined where nothing is to be kept of a cell any more. */
export type KeepOwn = (cell: string, value: OwnValue | undefined) => void;

/** In the place of a room's name: of a time that the server has forgotten. */
const FORGOTTEN = 'forgotten';

/** Refusals that come where a document holds, or rests on, what the server has not. */
const SIGNS: ReadonlySet<Refusal['code']> = new Set([
  'restored',
  'foreign-client',
  'future-delete',
  'missing-dependency',
]);

/**
 * True where a refusal tells of a server that knows less than the document: what others wrote was refused with it, and is
 * nobody's draft here.
 */
export const tellsOfRestore = ({ code }: Refusal): boolean => SIGNS.has(code);

/** The entry by which a cell has its text; none of nobody where it is empty. */
function entryOf(doc: Doc, cell: string): Pick<OwnValue, 'client' | 'clock'> {
  const entry = doc.getMap(ROOT)._map.get(cell);
  if (entry === undefined) return { client: 0, clock: 0 };
  return { client: entry.id.client, clock: entry.id.clock + entry.length };
}

function textIn(doc: Doc, cell: string): string | null {
  const text = doc.getMap(ROOT).get(cell);
  return typeof text === 'string' ? text : null;
}

const epochOf = (room: string): string | undefined => parseRoomName(room)?.epoch;

export class OwnValues {
  private readonly values: Map<string, OwnValue>;
  /** Written by this page and not acknowledged. */
  private readonly written = new Map<string, OwnValue>();
  /** Values that others have replaced since the present connection began: whether the server knew them is not proved yet. */
  private readonly replacedUnproved = new Map<string, OwnValue>();
  private readonly keep: KeepOwn;
  private room = '';

  constructor(left: Iterable<[string, OwnValue]> = [], keep: KeepOwn = () => {}) {
    this.values = new Map(left);
    this.keep = keep;
  }

  /** A room is joined. What was saved in another epoch is looked for in it by `settle`. */
  enter(room: string): void {
    this.room = room;
  }

  /** Another connection begins: what was replaced before was known to the server. */
  lineBegan(): void {
    this.replacedUnproved.clear();
  }

  /**
   * The server refused this page's document; true where that tells of a restore. What others have replaced on this
   * connection may have been unknown to them: it is looked for again once the next document is in step.
   */
  turnedBack(refusal: Refusal): boolean {
    const tells = tellsOfRestore(refusal);
    if (tells) for (const [cell, value] of this.replacedUnproved) this.set(cell, value);
    this.replacedUnproved.clear();
    return tells;
  }

  /** What this page has just written into a document; hands it on. */
  wrote(changes: PendingChange[], doc: Doc): PendingChange[] {
    const client = doc.clientID;
    const clock = getState(doc.store, client);
    for (const [cell, text] of changes)
      this.written.set(cell, { text, room: this.room, client, clock });
    return changes;
  }

  /** The last write of each of these cells is acknowledged. Answers those that stand: one that lost does not. */
  saved(cells: readonly string[], doc: Doc | undefined): string[] {
    return cells.filter((cell) => {
      const value = this.written.get(cell);
      this.written.delete(cell);
      if (!value || !doc || textIn(doc, cell) !== value.text) return false;
      this.set(cell, value);
      return true;
    });
  }

  /** True where a document of the server's holds a text already: it was saved, though this page was never told. */
  finds(cell: string, text: string | null, doc: Doc): boolean {
    if (textIn(doc, cell) !== text) return false;
    this.set(cell, { text, room: this.room, ...entryOf(doc, cell) });
    return true;
  }

  /**
   * A request has saved a cell. Under which client is not told, so nothing could tell that the server was restored since:
   * it is looked for in the next document, whichever that is.
   */
  savedByRequest(cell: string, text: string | null): void {
    this.set(cell, { text, room: FORGOTTEN, client: 0, clock: 0 });
  }

  /** Requests tell that others have written a cell since. */
  overwritten(cell: string, text: string | null): void {
    const own = this.values.get(cell);
    if (own?.client === 0 && own.text !== text) this.drop(cell);
  }

  /**
   * A document is in step with the server, and not shown yet. Where it holds, in this very room, fewer entries of a client
   * than the server once acknowledged, the server was restored though nothing says so.
   */
  meet(doc: Doc): void {
    for (const [cell, value] of this.values) {
      if (value.room === this.room && getState(doc.store, value.client) < value.clock)
        this.set(cell, { ...value, room: FORGOTTEN });
    }
  }

  /** A cell of the present room shows this: another's text, where it is not the own one. */
  shows(cell: string, text: string | null): void {
    const own = this.values.get(cell);
    if (own === undefined || this.isLate(own) || own.text === text) return;
    this.replacedUnproved.set(cell, own);
    this.drop(cell);
  }

  /** Its author has set the cell anew: what was there before is of no use to anybody. */
  replaced(cell: string): void {
    const own = this.values.get(cell);
    if (own !== undefined && this.isLate(own)) this.drop(cell);
    this.replacedUnproved.delete(cell);
  }

  /** The room is in step: answers, once, what the server has forgotten and what does not stand in it either. */
  settle(doc: Doc): [cell: string, text: string | null][] {
    const missing: [string, string | null][] = [];
    // As they are now: what is set anew on the way comes again at the end.
    const all = [...this.values];
    for (const [cell, value] of all) {
      if (!this.isLate(value) || this.finds(cell, value.text, doc)) continue;
      missing.push([cell, value.text]);
      this.drop(cell);
    }
    return missing;
  }

  private isLate({ room }: OwnValue): boolean {
    return epochOf(room) !== epochOf(this.room);
  }

  private set(cell: string, value: OwnValue): void {
    // The newest stand last.
    if (value.room === this.room) this.values.delete(cell);
    this.values.set(cell, value);
    this.keep(cell, value);
    const [oldest] = this.values.keys();
    if (this.values.size > OWN_VALUES_MAX && oldest !== undefined) this.drop(oldest);
  }

  private drop(cell: string): void {
    this.values.delete(cell);
    this.keep(cell, undefined);
  }
}
