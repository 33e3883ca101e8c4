/**
 * A line of the list as an opened workbook gives it: all cells computed, all events folded. Nothing of the projection is
 * asked here, because the projection is held against it.
 */
import { computeAll } from '@tallystick/domain/formula/compute';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { actorOf, may } from '@tallystick/domain/rights';
import { toldPart } from '@tallystick/domain/nouns/parts';
import { rowLife } from '@tallystick/domain/nouns/row-life';
import { summary } from '@tallystick/domain/summary';
import type { WorkbookLine } from '@tallystick/protocol/views';
import type { Deps } from '@tallystick/server/workbook/deps';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { presentSubmissions } from '@tallystick/server/present/present';

/** Undefined where the person is no member. */
export function openedLine(
  { catalogueOf }: Pick<Deps, 'catalogueOf'>,
  workbook: LiveWorkbook,
  person: PersonId,
): WorkbookLine | undefined {
  const { state } = workbook;
  const catalogue = catalogueOf(state.edition);
  const actor = actorOf(state, person);
  const { role, entity } = actor;
  if (role === null) return undefined;
  const sees = may(actor, 'read-room', { state }) === undefined;
  const versions = presentSubmissions(state, actor);
  const version = sees ? undefined : versions.at(-1);
  const cells = sees ? workbook.room.cells() : new Map<string, string>();
  const read = (cell: string) => cells.get(cell);
  const counts = summary(catalogue, read, computeAll(catalogue, read));
  const lives = [...state.assignments]
    .filter(([, each]) => each === entity)
    .map(([row]) => rowLife({ catalogue, read, mark: state.marks.get(row) }, row));
  const left = lives.filter((life) => life === 'empty' || life === 'in-progress').length;
  const ready = [...state.marks].filter(
    ([row, mark]) => rowLife({ catalogue, read, mark }, row) === 'ready',
  ).length;
  const threads = toldPart('comments', { state, actor }).filter(
    ({ parent, resolved }) => parent === null && !resolved,
  );
  return {
    workbook: workbook.id,
    city: state.city,
    title: state.title,
    role,
    entity: entity === null ? null : (state.entities.get(entity)?.name ?? null),
    locked: state.locked,
    archived: state.archived !== null,
    submissions: versions.length,
    due: state.due,
    zone: state.zone,
    reported: version?.reported ?? counts.reported,
    dataPoints: counts.total,
    ready: sees ? ready : null,
    openThreads: sees ? threads.length : null,
    readsNothing: !sees && version === undefined,
    mine: entity === null ? null : { rows: lives.length, left },
  };
}
