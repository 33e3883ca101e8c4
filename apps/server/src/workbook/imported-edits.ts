/**
 * The cells that a command brings out of a file, as edits of its author: past the same gate and rights as what is typed,
 * and written in one append with the line that names the file. So there is never one without the other.
 */
import type { CellId } from '@tallystick/domain/cells/ids';
import type { HandedIn } from '@tallystick/domain/nouns/evidence/body';
import { mayAttach } from '@tallystick/domain/nouns/evidence/evidence';
import { type Outcome, yes } from '@tallystick/domain/refusals';
import { actorOf } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { UPDATE_BYTES } from '@tallystick/room/limits';
import type { LiveRoom } from '../room/live-room.ts';
import { decideWrite } from './cells-write.ts';
import type { Asked } from './command.ts';
import type { Deps, WorkbookNow } from './deps.ts';
import type { CellsWrite, DecidedEdit, EditSource, Rules } from './waiting.ts';

/** A command with the names of the files that it names, by their hashes. */
export type Named = Asked & {
  files: ReadonlyMap<string, string>;
  /** As in `DecideContext`. */
  evidence?: ReadonlyMap<string, HandedIn>;
};

type Keeping = Pick<Deps, 'store' | 'now' | 'catalogueOf'>;

/**
 * Keeps the file that a command names. That comes before anything is written: a line of the history must never name a
 * file that is gone.
 */
export async function keepNamed(
  deps: Keeping,
  { id: workbook, state }: Pick<WorkbookNow, 'id' | 'state'>,
  asked: Asked,
): Promise<Named> {
  const { store, now } = deps;
  const unnamed = { ...asked, files: new Map() };
  if (asked.command.type === 'attach-evidence') {
    const { file } = asked.command;
    // Nobody keeps a file for good who is refused anyway.
    if (file === undefined || !mayAsk(deps, state, asked)) return unnamed;
    const kept = await store.keepEvidence(workbook, file, now());
    return kept ? { ...unnamed, evidence: new Map([[file, handedIn(kept)]]) } : unnamed;
  }
  if (asked.command.type !== 'import-file') return unnamed;
  const { file } = asked.command;
  const found = (await store.files(workbook)).find(({ hash }) => hash === file);
  if (found === undefined || !(await store.keepFile(workbook, file, now()))) return unnamed;
  return { ...asked, files: new Map([[file, found.name]]) };
}

function mayAsk(
  { catalogueOf, now }: Keeping,
  state: WorkbookState,
  { command, person, admin }: Asked,
): boolean {
  if (command.type !== 'attach-evidence') return false;
  const catalogue = catalogueOf(state.edition);
  const at = { row: command.row, query: command.query, catalogue, now: now() };
  const isRow = catalogue.rows.has(command.row);
  return isRow && mayAttach(state, actorOf(state, person, admin), at) === undefined;
}

const handedIn = ({ size, media }: HandedIn): HandedIn => ({ size, media });

/** All of the cells or the first refusal. Made for the room as it is: what is applied to it later needs it anew. */
export function importedEdits(
  { command, person }: Pick<Asked, 'command' | 'person'>,
  room: LiveRoom,
  rules: Rules,
): Outcome<DecidedEdit[]> {
  if (command.type !== 'import-file') return yes([]);
  const seen = new Map(Object.entries(command.seen).map(([cell, text]) => [cell, [text]]));
  const edits: DecidedEdit[] = [];
  for (const cells of batchesOf(Object.entries(command.cells) as [CellId, string | null][])) {
    const source = importing(person);
    const write: CellsWrite = { source, room, cells, seen, mode: 'all', refused: new Map() };
    const { update, verdict } = decideWrite(write, rules);
    if (verdict.kind === 'refused') return { ok: false, refusal: verdict.refusal };
    if (verdict.kind !== 'edit') continue;
    const { changes, client, clients, late = [] } = verdict;
    edits.push({ source, room, update, parts: [write], changes, late, client, clients });
  }
  return yes(edits);
}

/** Nobody waits for the single edits: the command is answered. */
const importing = (person: Asked['person']): EditSource => ({
  person,
  door: 'import',
  saved: () => undefined,
  refused: () => undefined,
  asked: () => 'again',
  overtaken: () => undefined,
  undecided: () => undefined,
  tell: () => undefined,
  lost: () => undefined,
});

/** Bytes that an update spends on one cell beside its texts, amply. */
const BYTES_A_CELL = 64;

/** As few parts as the room takes at once. */
function batchesOf(cells: readonly [CellId, string | null][]): Map<CellId, string | null>[] {
  const batches: Map<CellId, string | null>[] = [];
  let bytes = 0;
  for (const [cell, text] of cells) {
    const more = BYTES_A_CELL + cell.length + Buffer.byteLength(text ?? '');
    const batch = batches.at(-1);
    if (batch !== undefined && bytes + more <= UPDATE_BYTES) {
      batch.set(cell, text === '' ? null : text);
      bytes += more;
    } else {
      batches.push(new Map([[cell, text === '' ? null : text]]));
      bytes = more;
    }
  }
  return batches;
}
