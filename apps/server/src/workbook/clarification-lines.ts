/** Lines of the list of clarifications over all workbooks, as their workbooks have them. */
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { ClarificationId, WorkbookId } from '@tallystick/domain/cells/ids';
import { CLARIFICATION_FIELDS } from '@tallystick/domain/nouns/clarify/clarification';
import { joinedUnder, readersOf } from '@tallystick/domain/nouns/clarify/ruling';
import { type Searched, textsOf } from '@tallystick/domain/nouns/clarify/sought';
import { told } from '@tallystick/domain/nouns/fields';
import type { Clarification, WorkbookState } from '@tallystick/domain/state';
import type { ClarificationLine } from '@tallystick/protocol/views-clarification';
import type { ClarificationStore } from '@tallystick/store/port-clarifications';
import type { JournalReads } from '@tallystick/store/port-journal';
import { ALIKE_MAX } from '../service/limits.ts';
import type { LiveWorkbook } from './live-workbook.ts';
import { rulingsForAll } from './rulings.ts';

/** A clarification as its workbook has it; undefined where the list is ahead of the workbook. */
export function lineOf(
  { id, state }: LiveWorkbook,
  clarification: ClarificationId,
  catalogueOf: (edition: string) => Catalogue,
): ClarificationLine | undefined {
  const found = state.clarifications.get(clarification);
  if (found === undefined) return undefined;
  const { city, title, edition } = state;
  const unread = unreadBy(state, catalogueOf(edition), found);
  const role = state.members.get(found.by)?.role ?? null;
  const asked = told(found, CLARIFICATION_FIELDS, { readsRoom: true });
  return { ...asked, workbook: id, city, title, edition, name: '', role, unread, alike: [] };
}

/** Names of the entities that report the KPI and have not said that they read the ruling. */
function unreadBy(
  state: WorkbookState,
  catalogue: Catalogue,
  { id: ruling, kpi, ruling: given }: Clarification,
): string[] {
  if (given === null) return [];
  return readersOf(state, catalogue, { kpi, ruling, at: given.at })
    .filter(({ read }) => read === undefined)
    .map(({ entity }) => state.entities.get(entity)?.name ?? '');
}

/** A clarification with what its KPI is called. */
export function searched(
  line: ClarificationLine,
  catalogueOf: (edition: string) => Catalogue,
): Searched {
  const row = catalogueOf(line.edition).rows.get(line.row);
  const called = row?.kind === 'data-point' ? [row.kpi.id, row.kpi.name, row.label] : [row?.label];
  const { kpi, city } = line;
  return { kpi, texts: [...textsOf(line), ...called.filter((each) => each !== undefined), city] };
}

type Listed = ReadonlyMap<WorkbookId, LiveWorkbook>;
type Alike = ClarificationLine['alike'];

/** Of an open line what could answer it as well; nothing for all others, and for one that answers others itself. */
export async function alikeTo(
  store: Pick<ClarificationStore, 'rulingsForAll'> & Pick<JournalReads, 'entries'>,
  lines: readonly ClarificationLine[],
  listed: Listed,
): Promise<(line: ClarificationLine) => Alike> {
  const open = lines.filter(({ status, under }) => status === 'open' && under === undefined);
  const kpis = new Set(open.map(({ kpi }) => kpi));
  const rulings = new Map<string, Awaited<ReturnType<typeof rulingsForAll>>>();
  for (const edition of new Set(open.map((line) => line.edition)))
    rulings.set(edition, await rulingsForAll(store, edition, ({ kpi }) => kpis.has(kpi)));
  return (line) => {
    const state = listed.get(line.workbook as WorkbookId)?.state;
    if (!open.includes(line) || state === undefined || joinedUnder(state, line.id).length > 0)
      return [];
    const here = [...state.clarifications.values()].filter(
      ({ id, kpi, under }) => kpi === line.kpi && id !== line.id && under === undefined,
    );
    const elsewhere = (rulings.get(line.edition) ?? []).filter(
      ({ workbook, ruling }) => ruling.kpi === line.kpi && workbook !== line.workbook,
    );
    const alike: Alike = [
      ...here.map(({ id, text }) => ({ under: id as string, text, isElsewhere: false })),
      ...elsewhere.map(({ ruling: { id, text } }) => ({ under: id, text, isElsewhere: true })),
    ];
    return alike.slice(0, ALIKE_MAX);
  };
}
