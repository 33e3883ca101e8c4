/** Rows that changed since a locked version, asked of the server when a filter wants them. */
import type { CompareView } from '@tallystick/protocol/views-history';
import { useMemo } from 'react';
import { useAskedOnce } from '../server/use-asked.ts';
import { compareRequest } from '../addresses/workbook-paths.ts';
import type { ChangedSince } from './filters.ts';
import type { Choice } from './view-state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Rows in which a cell or the result is different, or which show a cell from elsewhere that is. */
function rowsWith(catalogue: Catalogue, cells: ReadonlySet<string>, rows: Iterable<string>) {
  const showing = catalogue.dataPoints.filter(({ inputs }) =>
    inputs.some((use) => cells.has(use.cell)),
  );
  return new Set([...rows, ...showing.map(({ row }) => row as string)]);
}

/** The rows by version, as they were when the version was chosen. */
export function useChangedSince(
  { id, catalogue }: { id: string; catalogue: Catalogue },
  filters: readonly Choice[],
): ChangedSince {
  const versions = useMemo(() => {
    const chosen = filters.filter(({ kind }) => kind === 'changed');
    return [...new Set(chosen.map(({ value }) => value ?? ''))];
  }, [filters]);
  const views = useAskedOnce<CompareView>(
    versions.map((version) => compareRequest(id, `v${version}`, 'now')),
  );
  return useMemo(
    () =>
      new Map(
        versions.flatMap((version, at) => {
          const view = views[at];
          return view ? [[version, rowsOf(catalogue, view)] as const] : [];
        }),
      ),
    [catalogue, versions, views],
  );
}

function rowsOf(catalogue: Catalogue, { changes }: CompareView): Set<string> {
  const cells = new Set(changes.map(({ cell }) => cell));
  const rows = changes.map(({ row }) => row);
  return rowsWith(catalogue, cells, rows);
}
