/**
 * Cells that the server sets for a person (programs over HTTP, proposals taken over, imports, the demo). They become an
 * update only when they are decided, against the room as it is then: what stands is replaced, whoever wrote it a moment
 * ago, and the answer names the very entry in which the cells stand as they were sent.
 */
import { randomInt } from 'node:crypto';
import type { CellId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { cellUpdate } from '@tallystick/room/cell-update';
import { type GateVerdict, inspect } from '@tallystick/room/gate';
import { UPDATE_BYTES } from '@tallystick/room/limits';
import type { LiveRoom } from '../room/live-room.ts';
import type { CellsWrite, Rules } from './waiting.ts';

type Decided = { update: Uint8Array; verdict: GateVerdict };

const NO_UPDATE = new Uint8Array();

/** Makes the update and asks the gate for its word. The answer is true until something else is applied to the room. */
export function decideWrite(write: CellsWrite, rules: Rules): Decided {
  const { room } = write;
  const { person } = write.source;
  const now = (cell: CellId) => room.index.texts.get(cell);
  const refused = refusedCells(write, rules, now);
  write.refused = refused;
  const [first] = refused.values();
  if (first !== undefined && write.mode === 'all') {
    return { update: NO_UPDATE, verdict: refusalOf(first, [...refused.keys()]) };
  }
  const taken = [...write.cells].filter(([cell]) => !refused.has(cell));
  const update = cellUpdate(room.index, newClient(room, rules), taken);
  if (update === undefined) return { update: NO_UPDATE, verdict: { kind: 'nothing' } };
  const judge: Parameters<typeof inspect>[2]['judge'] = (cell, value, then) =>
    rules.judge(person, cell, { value, then, takesOver: write.source.takesOver });
  const { ownerOf } = rules;
  const verdict = inspect(room.index, update, { person, ownerOf, judge, maxBytes: UPDATE_BYTES });
  return { update, verdict };
}

const refusalOf = (refusal: Refusal, cells: CellId[]): GateVerdict => ({
  kind: 'refused',
  refusal,
  cells,
  values: [],
});

/**
 * The cells that cannot be taken, each with its reason. With `each` the others are looked at once more without them: a
 * formula may lead back to its own cell by what then stays. Where that refuses one, the gate is left to refuse the whole.
 */
function refusedCells(
  { source, cells, seen, mode }: CellsWrite,
  rules: Rules,
  now: (cell: CellId) => string | undefined,
): Map<CellId, Refusal> {
  const without = (left: ReadonlyMap<CellId, Refusal>) => {
    const then = (cell: CellId) =>
      cells.has(cell) && !left.has(cell) ? (cells.get(cell) ?? undefined) : now(cell);
    const found = new Map(left);
    for (const [cell, value] of cells) {
      if (left.has(cell)) continue;
      const wanted = { value, then, takesOver: source.takesOver };
      const stands = now(cell) ?? null;
      const isNews = stands !== value && seen?.get(cell)?.includes(stands) === false;
      const refusal =
        rules.judge(source.person, cell, wanted) ?? (isNews ? refuse('overtaken') : undefined);
      if (refusal !== undefined) found.set(cell, refusal);
    }
    return found;
  };
  const first = without(new Map());
  return mode === 'all' || first.size === 0 ? first : without(first);
}

/** A client id that nobody has written under, as the gate asks of a new one. */
function newClient({ index }: LiveRoom, { ownerOf }: Rules): number {
  for (;;) {
    const client = randomInt(FIRST_FREE_CLIENT, CLIENTS);
    if (ownerOf(client) === undefined && !index.doc.store.clients.has(client)) return client;
  }
}

/** Yjs draws ids of 32 bits; 0 and 1 are the server's. */
const CLIENTS = 2 ** 32;
const FIRST_FREE_CLIENT = 2;
