/**
 * A workbook as an .xlsx file for one reader: everything in it went through what the reader is shown. A file of one entity
 * goes on to people without an account, so it holds no more than a contributor of that entity is shown either.
 */
import type { CellId, EntityId, RowId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { versionsOf } from '@tallystick/domain/nouns/clarify/ruling';
import { valueOfRow } from '@tallystick/domain/formula/row-value';
import { type Actor, may } from '@tallystick/domain/rights';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Submission } from '@tallystick/domain/state';
import type { FileLanguage } from '@tallystick/exchange/own/words/file-words';
import type {
  FileAsked,
  FilePart,
  FileQuery,
  FileQuestion,
  FileVerdict,
} from '@tallystick/exchange/workbook-file/file-asked';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import type { WorkbookView } from '@tallystick/protocol/views';
import { versionView } from '../past/version-view.ts';
import type { ReadDeps, WorkbookNow } from '../workbook/deps.ts';
import { workbookView } from '../workbook/workbook-view.ts';
import { answeredBy } from './answered-by.ts';

export type FileOrder = {
  part: FilePart;
  language: FileLanguage;
  /** Of a locked version; null for the workbook as it stands. */
  submission: number | null;
};

type Reader = { workbook: WorkbookNow; actor: Actor };

/** Refusals: not-found, unknown-entity, and what hinders who may not read the workbook. */
export async function packFile(
  deps: ReadDeps,
  reader: Reader,
  { part, language, submission }: FileOrder,
): Promise<Outcome<Uint8Array>> {
  const { state } = reader.workbook;
  // Who reads versions alone is told of no entities, and hands nothing on.
  const needsRoom = submission === null || part.kind === 'entity';
  const refusal = needsRoom ? may(reader.actor, 'read-room', { state }) : undefined;
  if (refusal !== undefined) return { ok: false, refusal };
  const version = state.submissions.find((each) => each.submission === submission);
  if (submission !== null) {
    const isOpen =
      version !== undefined &&
      may(reader.actor, 'read-submissions', { state, submission: version }) === undefined;
    if (!isOpen) return no('not-found');
  }
  const shown = await shownTo(deps, reader, part);
  const told =
    version === undefined
      ? await ofNow(deps, reader, shown)
      : await ofVersion(deps, reader, { submission: version, shown, to: toWhom(reader, part) });
  if (told === undefined) return no('not-found');
  if (part.kind === 'entity' && !told.entities.has(part.entity)) return no('unknown-entity');
  return yes(workbookFile({ ...told, part, language }));
}

/** Who reads the file in the end. */
function toWhom({ actor }: Reader, part: FilePart): Actor {
  if (part.kind !== 'entity') return actor;
  const entity = part.entity as EntityId;
  return { person: actor.person, role: 'contributor', entity, admin: false };
}

type Told = Omit<FileAsked, 'part' | 'language'>;

/** The view of the reader; for an entity's file only what a contributor of the entity is shown as well. */
async function shownTo(deps: ReadDeps, reader: Reader, part: FilePart): Promise<WorkbookView> {
  const view = await workbookView(deps, reader);
  if (part.kind !== 'entity') return view;
  const theirs = await workbookView(deps, { ...reader, actor: toWhom(reader, part) });
  const isTheirs = (list: readonly { number: number }[]) => {
    const numbers = new Set(list.map(({ number }) => number));
    return ({ number }: { number: number }) => numbers.has(number);
  };
  return {
    ...view,
    comments: view.comments.filter(isTheirs(theirs.comments)),
    clarifications: view.clarifications.filter(isTheirs(theirs.clarifications)),
    queries: view.queries.filter(isTheirs(theirs.queries)),
    verifications: theirs.verifications,
    stale: theirs.stale ?? [],
  };
}

/** What is the same of the workbook and of its versions. `upTo`: the last entry of which anything is told. */
function common(deps: ReadDeps, { workbook }: Reader, shown: WorkbookView, upTo: number) {
  const { members, formerMembers } = shown;
  const names = new Map([...formerMembers, ...members].map(({ person, name }) => [person, name]));
  const nameOf = (person: string): string => names.get(person as never) ?? '';
  const asked = shown.clarifications
    .filter(({ number }) => number <= upTo)
    .map((clarification): FileQuestion => {
      const { row, text, by, at, status } = clarification;
      const lead = answeredBy(shown, clarification);
      const known = lead && versionsOf(lead).findLast(({ number }) => number <= upTo);
      return {
        about: row,
        text,
        by: nameOf(by),
        at,
        // What answers it elsewhere stands in a line of its own.
        status: lead && !known && status === 'answered' ? 'open' : status,
        ruling:
          known === undefined
            ? null
            : {
                text: known.text,
                by: nameOf(known.by),
                at: known.at,
                isForAll: known.scope === 'all',
              },
      };
    });
  const elsewhere = shown.rulings.map(
    ({ kpi, text, at }): FileQuestion => ({
      about: kpi,
      text: '',
      by: '',
      at: null,
      status: 'answered',
      ruling: { text, by: '', at, isForAll: true },
    }),
  );
  const resolved = new Map(shown.comments.map((comment) => [comment.id, comment.resolved]));
  return {
    catalogue: deps.catalogueOf(workbook.state.edition),
    origin: { workbook: workbook.id, number: upTo, edition: workbook.state.edition },
    city: workbook.state.city,
    title: workbook.state.title,
    comments: shown.comments
      .filter(({ number }) => number <= upTo)
      .map(({ id, cell, by, at, text, parent }) => ({
        id,
        cell,
        by,
        name: nameOf(by),
        at,
        text,
        isResolved: resolved.get(parent ?? id) ?? false,
      })),
    questions: [...asked, ...elsewhere],
    queries: queriesIn(deps, workbook, shown),
    now: deps.now(),
  };
}

/** Also of a version's file: its queries are asked after its lock, and the log is read with the answers of now. */
function queriesIn(deps: ReadDeps, workbook: WorkbookNow, { queries }: WorkbookView): FileQuery[] {
  const catalogue = deps.catalogueOf(workbook.state.edition);
  const { texts } = workbook.room.index;
  return queries
    .toSorted((a, b) => a.number - b.number)
    .map(({ row, value, issue, status, turns, closed }) => ({
      row,
      value,
      now: closed?.value ?? valueOfRow(catalogue, row, (cell) => texts.get(cell)),
      issue,
      status,
      turns: turns.map(({ as, text, at }) => ({ as, text, at })),
      closed: closed && { outcome: closed.outcome, footnote: closed.footnote, at: closed.at },
    }));
}

const revisedOf = (revised: Revised | undefined, row: RowId): Pick<FileVerdict, 'revised'> => {
  const found = revised?.get(row);
  return found === undefined ? {} : { revised: found };
};

type Revised = ReadonlyMap<RowId, NonNullable<FileVerdict['revised']>>;

/** Rows whose verdict is on another result than the version before it had. */
async function revisedIn(
  { store }: ReadDeps,
  { id, state }: WorkbookNow,
  { verifications }: WorkbookView,
): Promise<Revised> {
  const revised = new Map<RowId, { submitted: string; judged: string }>();
  const snapshots = new Map<number, Snapshot | undefined>();
  for (const { row, result, number } of verifications) {
    const before = state.submissions.findLast((each) => each.number < number)?.submission;
    if (before === undefined) continue;
    if (!snapshots.has(before)) {
      const text = await store.snapshot(id, before);
      snapshots.set(before, text === undefined ? undefined : (JSON.parse(text) as Snapshot));
    }
    const submitted = snapshots.get(before)?.results[row]?.text;
    if (submitted !== undefined && submitted !== result)
      revised.set(row, { submitted, judged: result });
  }
  return revised;
}

function verdictsIn(
  of: Pick<WorkbookView, 'verifications' | 'stale'>,
  revised?: Revised,
): Map<string, FileVerdict> {
  const stale = new Map((of.stale ?? []).map(({ row, changed }) => [row, changed]));
  const verdicts = of.verifications.map(({ row, verdict, note, result }) => {
    const changed = stale.get(row);
    const isStale = changed !== undefined;
    const told: FileVerdict = {
      verdict,
      note,
      isStale,
      ...(isStale ? { since: { result, changed } } : revisedOf(revised, row)),
    };
    return [row, told] as const;
  });
  return new Map(verdicts);
}

async function ofNow(deps: ReadDeps, reader: Reader, shown: WorkbookView): Promise<Told> {
  const { workbook } = reader;
  const revised = await revisedIn(deps, workbook, shown);
  return {
    ...common(deps, reader, shown, workbook.head),
    cells: workbook.room.index.texts,
    entities: new Map(shown.entities.map(({ id, name }) => [id, name])),
    assignments: new Map(Object.entries(shown.assignments)),
    verdicts: verdictsIn(shown, revised),
    version: null,
  };
}

async function ofVersion(
  deps: ReadDeps,
  reader: Reader,
  { submission, shown, to }: { submission: Submission; shown: WorkbookView; to: Actor },
): Promise<Told | undefined> {
  const { workbook } = reader;
  // Nothing changes while the thread reads: who they are is known.
  const atWork = { ...workbook, actor: () => to };
  const told = await versionView(deps, { workbook: atWork, actor: to, submission });
  if (told === undefined) return undefined;
  const of = JSON.parse(told.snapshot) as Snapshot;
  return {
    ...common(deps, reader, shown, submission.upTo),
    cells: new Map(Object.entries(of.cells)) as Map<CellId, string>,
    results: new Map(Object.entries(of.results)) as Map<RowId, Snapshot['results'][string]>,
    entities: new Map(Object.entries(of.entities)),
    assignments: new Map(Object.entries(of.assignments)),
    verdicts: verdictsIn(told),
    version: { submission: submission.submission, snapshot: submission.snapshot },
  };
}
