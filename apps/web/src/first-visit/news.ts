/** What others said and decided after a person looked last, as far as it is that person's concern. Pure. */
import type { RowId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { Actor } from '@tallystick/domain/rights';
import { seesAllVerdicts, verdictsFor } from '@tallystick/domain/verdicts-for';
import type { Comment, WorkbookState } from '@tallystick/domain/state';
import type { Place } from '../rows/next-empty.ts';

/** Where each kind of news is to be read, oldest first. */
export type News = { comments: Place[]; rulings: Place[]; verdicts: Place[] };
export type NewsKind = keyof News;
export const NEWS_KINDS: readonly NewsKind[] = ['comments', 'rulings', 'verdicts'];

/** `since`: number of the entry that the person saw last. */
export function newsSince(state: WorkbookState, actor: Actor, since: number): News {
  const isNew = (said: { number: number; by: string }) =>
    said.number > since && said.by !== actor.person;
  const concerns = concernOf(state, actor);
  const comments = [...state.comments.values()]
    .filter(
      (comment) => isNew(comment) && (concerns(rowOf(comment)) || takesPart(state, actor, comment)),
    )
    .toSorted((a, b) => a.number - b.number)
    .flatMap((comment) => splitCellId(comment.cell) ?? []);
  const rulings = [...state.clarifications.values()]
    .filter(
      ({ ruling, row, by }) => ruling && isNew(ruling) && (by === actor.person || concerns(row)),
    )
    .toSorted((a, b) => (a.ruling?.number ?? 0) - (b.ruling?.number ?? 0))
    .map(({ row }) => ({ row, column: 'result' }));
  const verdicts = [...verdictsFor(actor, state).values()]
    .filter((verdict) => verdict.by !== actor.person && concerns(verdict.row))
    .filter(
      ({ number, version }) => (seesAllVerdicts(actor) ? number : toldAt(state, version)) > since,
    )
    .map(({ row }) => ({ row, column: 'verified' }));
  return { comments, rulings, verdicts };
}

export const isAnyNews = (news: News): boolean => NEWS_KINDS.some((kind) => news[kind].length > 0);

/** What somebody whose page is open is told at once: decisions of others, and not each word of a conversation. */
export function isToldAtOnce(state: WorkbookState, actor: Actor, since: number): boolean {
  const { rulings, verdicts } = newsSince(state, actor, since);
  // The audit side sees verdicts as they are given; the city all at once, with the release.
  return rulings.length > 0 || (!seesAllVerdicts(actor) && verdicts.length > 0);
}

const rowOf = ({ cell }: Comment): string => splitCellId(cell)?.row ?? '';

/** A contributor is concerned by the rows of the own entity, everybody else by all. */
function concernOf(state: WorkbookState, actor: Actor): (row: string) => boolean {
  if (actor.role !== 'contributor') return () => true;
  return (row) => actor.entity !== null && state.assignments.get(row as RowId) === actor.entity;
}

function takesPart(state: WorkbookState, actor: Actor, comment: Comment): boolean {
  const first = comment.parent ?? comment.id;
  return [...state.comments.values()].some(
    ({ id, parent, by }) => by === actor.person && (parent ?? id) === first,
  );
}

/** Number of the entry by which the city was told the verdicts of a version. */
function toldAt(state: WorkbookState, version: number | undefined): number {
  return state.submissions.find(({ submission }) => submission === version)?.releasedUpTo ?? 0;
}
