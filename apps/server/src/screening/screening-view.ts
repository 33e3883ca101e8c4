/** The screening of a workbook as it stands, or of a locked version of it, as the audit side is told it. */
import type { ScreeningResult, ScreeningInput } from '@tallystick/domain/screening/rule';
import { screenAll } from '@tallystick/domain/screening/screen-all';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type {
  ScreeningResultView,
  ScreeningView,
} from '@tallystick/protocol/audit/views-screening';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { type Last, lastAssessment, type LastSources } from './last-assessment.ts';
import type { Peers } from './peers.ts';

type Sources = LastSources & Pick<Deps, 'catalogueOf'> & { peers: Peers };
type Asked = { workbook: LiveWorkbook; person: PersonId; submission: number | undefined };

/** Undefined where there is no such version. Whether the person may read it was asked before. */
export async function screeningView(
  sources: Sources,
  { workbook, person, submission }: Asked,
): Promise<ScreeningView | undefined> {
  const last = await lastAssessment(sources, workbook, person);
  const peers = await sources.peers.of(workbook);
  const screened = await cellsOf(sources, workbook, submission);
  if (screened === undefined) return undefined;
  const { read, number } = screened;
  const catalogue = sources.catalogueOf(workbook.state.edition);
  const input: ScreeningInput = { catalogue, read, peers };
  if (last !== undefined) input.last = last.assessment;
  return {
    submission: submission ?? null,
    number,
    last: last === undefined ? null : lastView(last),
    results: screenAll(input).map(resultView),
  };
}

type Cells = Pick<ScreeningInput, 'read'> & { number: number };

async function cellsOf(
  { store }: LastSources,
  { id, state, head, room }: LiveWorkbook,
  submission: number | undefined,
): Promise<Cells | undefined> {
  if (submission === undefined) {
    const { texts } = room.index;
    return { read: (cell) => texts.get(cell), number: head };
  }
  const locked = state.submissions.find((each) => each.submission === submission);
  const text = locked && (await store.snapshot(id, submission));
  if (text === undefined || locked === undefined) return undefined;
  const { cells } = JSON.parse(text) as Snapshot;
  return { read: (cell) => cells[cell], number: locked.upTo };
}

const lastView = ({ title, submission }: Last): ScreeningView['last'] => ({
  title,
  submission: submission.submission,
  at: submission.at,
});

/** Field by field: what a result comes to hold besides does not leave by itself. */
function resultView(result: ScreeningResult): ScreeningResultView {
  const { id, code, severity, row, cells, numbers, facts, source } = result;
  const { detail, label, rule, refusal } = facts ?? { detail: '' };
  return {
    id,
    code,
    severity,
    row,
    cells: [...cells],
    numbers: { ...numbers },
    facts: facts && {
      detail,
      ...(label === undefined ? {} : { label }),
      ...(rule === undefined ? {} : { rule }),
      ...(refusal === undefined ? {} : { refusal }),
    },
    source,
  };
}
