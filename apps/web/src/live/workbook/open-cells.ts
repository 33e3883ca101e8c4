/** The cells of a workbook that is being opened, with what is computed from them. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { mayEditCell } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import type { WorkbookView } from '@tallystick/protocol/views';
import { livesOf } from './row-lives.ts';
import type { Keeping } from '../kept/keeping.ts';
import type { Typing } from '../cells/contested.ts';
import { LiveCells } from '../cells/live-cells.ts';
import { NO_EVIDENCE, Results } from '../cells/results.ts';
import type { WorkbookHandle } from './workbook-handle.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Opened = { catalogue: Catalogue; cells: LiveCells; results: Results };

/** `permit` says why a cell may not be written; `changed` is told after everything that is computed. */
export function openCells(
  view: WorkbookView,
  made: {
    keeping: Keeping;
    permit: (cell: string) => Refusal | undefined;
    typing: Typing;
    changed: () => void;
    state: () => WorkbookState | undefined;
  },
): Opened {
  const { workbook, me, edition } = view;
  const { keeping, permit, typing, changed, state } = made;
  const catalogue = loadCatalogue(edition);
  const cells = new LiveCells({ workbook, person: me.person, catalogue, permit, keeping, typing });
  const results = new Results(
    catalogue,
    (cell) => cells.get(cell),
    () => state()?.evidence ?? NO_EVIDENCE,
  );
  cells.subscribe((news) => {
    results.forget(news);
    changed();
  });
  livesOf(catalogue, cells);
  return { catalogue, cells, results };
}

/** Why a cell may not be written by the person of an open workbook. */
export function whyNot(
  handle: WorkbookHandle | undefined,
  cell: string,
  now: number,
): Refusal | undefined {
  if (!handle) return refuse('not-signed-in');
  const { state, actor, catalogue } = handle;
  return mayEditCell(state, actor, { cell, catalogue, now });
}
