/** Rows that changed since a locked version, asked of the server when a filter wants them. */
import type { CompareView } from '@tallystick/protocol/views-history';
import { useEffect, useMemo, useRef, useState } from 'react';
import { askPast } from '../server/ask-past.ts';
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
  const [changed, setChanged] = useState<ChangedSince>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = useMemo(
    () => filters.filter(({ kind }) => kind === 'changed').map(({ value }) => value ?? ''),
    [filters],
  );
  useEffect(() => {
    // A version that is let go is asked for anew when it is chosen again.
    for (const version of asked.current)
      if (!wanted.includes(version)) asked.current.delete(version);
    for (const version of wanted) {
      if (asked.current.has(version)) continue;
      asked.current.add(version);
      void askPast<CompareView>(compareRequest(id, `v${version}`, 'now')).then((answer) => {
        if (!answer.ok) {
          asked.current.delete(version);
          return;
        }
        const { changes } = answer.value;
        const cells = new Set(changes.map(({ cell }) => cell));
        const rows = rowsWith(
          catalogue,
          cells,
          changes.map(({ row }) => row),
        );
        setChanged((was) => new Map([...was, [version, rows]]));
      });
    }
  }, [id, catalogue, wanted]);
  return changed;
}
