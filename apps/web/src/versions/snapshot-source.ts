/** A locked version as the grid reads it: texts, results, entities and verdicts as they were. */
import { computeRow, type Result } from '@tallystick/domain/formula/compute';
import { refuse } from '@tallystick/domain/refusals';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Verification } from '@tallystick/domain/state';
import type { ContentChange } from '@tallystick/domain/nouns/verdict-content';
import type { SubmissionView } from '@tallystick/protocol/views';
import type { SheetSource } from '../lines/sheet-source.ts';
import { numberLocale } from '../texts/locale.ts';
import { own } from './snapshot-check.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** The snapshot of its canonical text; undefined where the text is not one that this program knows. */
export function readSnapshot(text: string): Snapshot | undefined {
  try {
    const parsed = JSON.parse(text) as Partial<Snapshot> | null;
    return parsed?.format === 'tallystick-snapshot/1' ? (parsed as Snapshot) : undefined;
  } catch {
    return undefined;
  }
}

/** `view` holds the verdicts that the reader may see, which of them do not fit the version, and who gave them. */
export function snapshotSource(
  catalogue: Catalogue,
  snapshot: Snapshot,
  view: Pick<SubmissionView, 'verifications' | 'stale' | 'members' | 'part'>,
): SheetSource {
  const { verifications, stale, members, part } = view;
  const names = new Map(members.map(({ person, name }) => [person, name]));
  const get = (cell: string) => own(snapshot.cells, cell);
  const verdicts = new Map<string, Verification>(verifications.map((each) => [each.row, each]));
  const changes = new Map<string, readonly ContentChange[]>(
    stale.map(({ row, changed }) => [row, changed]),
  );
  const results = new Map<string, Result>();
  const result = (row: string): Result => {
    const known = results.get(row);
    if (known) return known;
    // What was locked is shown, even if this program would compute otherwise; the check says so.
    const made = { ...computeRow(catalogue, row, get), ...own(snapshot.results, row) };
    results.set(row, made);
    return made;
  };
  const locked = refuse('locked');
  const entityOf = (row: string): string | undefined => {
    const entity = own(snapshot.assignments, row);
    return entity === undefined ? undefined : own(snapshot.entities, entity);
  };
  return {
    catalogue,
    locale: numberLocale(),
    get,
    result,
    mayEdit: () => locked,
    locked: () => true,
    // Observers are told of no entities, so that there is no column of them either.
    ...(part ? {} : { entityOf }),
    isResultsOnly: part === 'results',
    verifications: verdicts.size > 0,
    verification: (row) => {
      const given = verdicts.get(row);
      if (!given) return undefined;
      const { verdict, note, by, at } = given;
      return { verdict, changed: changes.get(row) ?? [], note, by: names.get(by) ?? '', at };
    },
  };
}
