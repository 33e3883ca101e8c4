/**
 * Whom a workbook names by id besides its members. A view, a version and the record must each bring the names of all
 * whom they mention, also of people who left.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type {
  Archived,
  Clarification,
  Comment,
  Reopening,
  RowMark,
  Submission,
  Verification,
  WorkbookState,
} from '@tallystick/domain/state';

/** What has an author, of a state or of a view of it. */
type Authored = {
  comments: Iterable<Comment>;
  verifications: Iterable<Verification>;
  submissions: Iterable<Submission>;
  reopened: Iterable<Pick<Reopening, 'by' | 'ended'>>;
  clarifications: Iterable<Clarification>;
  marks: Iterable<RowMark>;
  archived: Archived | null;
  deletion: Archived | null;
};

/** Everybody who did anything of this. */
export function mentionedIn(of: Partial<Authored>): Set<PersonId> {
  const people = new Set<PersonId>();
  const add = (each: { by: PersonId } | null) => each !== null && people.add(each.by);
  for (const comment of of.comments ?? []) add(comment);
  for (const verification of of.verifications ?? []) add(verification);
  for (const mark of of.marks ?? []) add(mark);
  add(of.archived ?? null);
  add(of.deletion ?? null);
  for (const submission of of.submissions ?? []) {
    add(submission);
    add(submission.unlocked);
  }
  for (const reopening of of.reopened ?? []) {
    add(reopening);
    add(reopening.ended);
  }
  for (const clarification of of.clarifications ?? []) {
    add(clarification);
    add(clarification.ruling);
  }
  return people;
}

/** Everybody whom any view of a workbook can name. */
export function peopleOf(state: WorkbookState): PersonId[] {
  const mentioned = mentionedIn({
    ...state,
    comments: state.comments.values(),
    verifications: [...state.verifications.values(), ...state.shown.values()],
    clarifications: state.clarifications.values(),
    marks: state.marks.values(),
  });
  return [...new Set([...state.members.keys(), ...state.formerMembers, ...mentioned])];
}
