/** The workbook one row a page: on a phone, and for whoever would rather read a form than a grid. */
import { Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lineName } from '../lines/cell-facts.ts';
import type { SheetName } from '../lines/sheet-columns.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { useAllCells, useFocus, useWorkbook } from '../live/workbook/use-workbook.ts';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { LifeMark } from '../rows/life-mark.tsx';
import { rowsOfOne } from '../rows/life-counts.ts';
import { rowToBegin } from '../rows/next-empty.ts';
import { lifeOf } from '../live/workbook/row-lives.ts';
import { askingOf } from '../rows/use-next-empty.ts';
import { rowIds } from '../views/row-sets.ts';
import { fieldsOf, lineOf } from './form-fields.ts';
import { FormField } from './form-field.tsx';
import './form.css';

type Props = {
  source: SheetSource;
  sheet: SheetName;
  /** Rows to go through; all where left out. */
  visible: ReadonlySet<string> | undefined;
  /** What the rows are, where not all are shown. */
  filter: { words: string; clear: () => void } | undefined;
  /** Weighs anew which rows pass, where that is other than what is shown. */
  again: ReactNode;
  /** Shown where no row passes. */
  empty: ReactNode;
  tools: ReactNode;
  /** Result, state, comments and history of the row. */
  about: ReactNode;
};

export function FormView({ source, sheet, visible, filter, again, empty, tools, about }: Props) {
  const { t } = useTranslation('form');
  const handle = useWorkbook();
  const { setFocus, catalogue } = handle;
  const focus = useFocus();
  useAllCells();
  const rows = rowIds(catalogue, sheet).filter((row) => visible?.has(row) ?? true);
  // Who fills rows of their own begins with those; who reads all begins at the top.
  const begin = () => {
    const { entity } = handle.actor;
    const own = new Set(entity === null ? [] : rowsOfOne(handle, entity));
    return rowToBegin(askingOf(handle), rows, own);
  };
  const at = Math.max(0, rows.indexOf(focus?.row ?? begin() ?? ''));
  const here = rows[at];
  const row = here === undefined ? undefined : lineOf(source, here);
  const heading = useRef<HTMLHeadingElement>(null);
  const go = (to: string | undefined): void => {
    const next = to === undefined ? undefined : catalogue.rows.get(to);
    if (!next) return;
    setFocus({ row: next.row, column: mainColumn(next) });
    heading.current?.focus();
  };
  // The panel speaks of the row that is shown, also before anything was chosen.
  useEffect(() => {
    const shown = here === undefined ? undefined : catalogue.rows.get(here);
    if (shown && focus?.row !== shown.row) setFocus({ row: shown.row, column: mainColumn(shown) });
  }, [here, focus, catalogue, setFocus]);
  // What was being typed when the page went away is in its field again, and the person with it.
  useEffect(() => {
    if (focus) return;
    void source.half?.latest().then((place) => place && setFocus(place));
    // Once, when the form is opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const page = useRef<HTMLDivElement>(null);
  // Whoever is led to a cell (by a list, a search, the next empty one) stands in its field.
  useEffect(() => {
    const fields = page.current?.querySelector('.form-fields');
    if (!focus || !fields || fields.contains(document.activeElement)) return;
    fields.querySelector<HTMLElement>(`[data-testid="field-${CSS.escape(focus.column)}"]`)?.focus();
  }, [focus]);
  return (
    <div className="form" data-testid="form" ref={page}>
      <div className="form-tools">{tools}</div>
      {filter && (
        <Group gap={8} className="form-filter">
          <Text size="sm">{filter.words}</Text>
          {again}
          <Button size="compact-sm" variant="subtle" onClick={filter.clear}>
            {t('grid:toolbar.clearFilter')}
          </Button>
        </Group>
      )}
      {row ? (
        <div className="form-page">
          <nav className="form-nav" aria-label={t('rows')}>
            <Button
              variant="default"
              disabled={at === 0}
              onClick={() => go(rows[at - 1])}
              leftSection={<IconChevronLeft size={18} className="form-arrow" aria-hidden />}
              data-testid="form-previous"
            >
              {t('previous')}
            </Button>
            <Text size="sm" className="form-count">
              {t('at', { at: at + 1, total: rows.length })}
            </Text>
            <Button
              variant="default"
              disabled={at === rows.length - 1}
              onClick={() => go(rows[at + 1])}
              rightSection={<IconChevronRight size={18} className="form-arrow" aria-hidden />}
              data-testid="form-next"
            >
              {t('next')}
            </Button>
          </nav>
          <RowChoice rows={rows} here={row.id} go={go} />
          <header>
            {row.kind === 'data-point' && (
              <Text size="xs" c="var(--ts-muted)">
                <bdi translate="no" dir="ltr">
                  {row.point.kpi.id}
                </bdi>{' '}
                · {row.point.kpi.category}
              </Text>
            )}
            <Title order={1} size="h3" ref={heading} tabIndex={-1} className="form-title">
              {lineName(row)}
            </Title>
            {row.kind === 'data-point' && (
              <Text size="sm">
                <bdi>{row.point.kpi.definition}</bdi>
              </Text>
            )}
          </header>
          <section aria-label={t('fields')} className="form-fields">
            {fieldsOf(source, row).map((column) => (
              <FormField key={`${row.id}:${column.id}`} source={source} row={row} column={column} />
            ))}
          </section>
          {about}
        </div>
      ) : (
        <div className="ts-empty">{empty}</div>
      )}
    </div>
  );
}

/** All rows by their category, with the state of each: the way to any of them. */
function RowChoice({
  rows,
  here,
  go,
}: {
  rows: readonly string[];
  here: string;
  go: (row: string) => void;
}) {
  const { t } = useTranslation(['form', 'rows']);
  const handle = useWorkbook();
  const groups = new Map<string, string[]>();
  for (const id of rows) {
    const row = handle.catalogue.rows.get(id);
    const group = row?.kind === 'data-point' ? row.kpi.category : '';
    groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  const option = (id: string) => {
    const row = handle.catalogue.rows.get(id);
    if (!row) return null;
    const line =
      row.kind === 'profile' ? row.label : lineName({ kind: 'data-point', id, point: row });
    return (
      <option key={id} value={id}>
        {`${line} – ${t(`rows:life.${lifeOf(handle, id)}`)}`}
      </option>
    );
  };
  return (
    <div className="form-choice">
      <NativeSelect
        label={t('row')}
        value={here}
        onChange={(event) => go(event.currentTarget.value)}
        data-testid="form-row"
      >
        {[...groups].map(([name, ids]) =>
          name === '' ? (
            ids.map(option)
          ) : (
            <optgroup key={name} label={name}>
              {ids.map(option)}
            </optgroup>
          ),
        )}
      </NativeSelect>
      <LifeMark life={lifeOf(handle, here)} />
    </div>
  );
}
