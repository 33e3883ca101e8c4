/** In the line at the bottom, while more than one cell is selected: count, sum, average, least and greatest. */
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import { useDeferredValue, useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllCells } from '../live/workbook/use-workbook.ts';
import { figuresOf } from '../spreadsheet/figures.ts';
import type { Selection } from '../spreadsheet/port.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { count, numberLocale } from '../texts/locale.ts';
import classes from './status-line.module.css';

/** The selection, where it is more than a cell; undefined elsewhere. */
export function useBlock(sheet: Sheet): Selection | undefined {
  const { selection } = sheet;
  // A step of the focus alone changes nothing here, and draws nothing.
  const block = useSyncExternalStore(selection.subscribe, () =>
    selection.isBlock() ? selection.current() : undefined,
  );
  // Figures may come a moment after the frame that a hand draws.
  const settled = useDeferredValue(block);
  return block && settled;
}

const ORDER = ['average', 'count', 'least', 'greatest', 'sum'] as const;

export function SelectionFigures({ sheet, selection }: { sheet: Sheet; selection: Selection }) {
  const { t } = useTranslation('sheet');
  const changed = useAllCells();
  const found = useMemo(() => {
    const places = sheet.selection.places();
    return figuresOf(
      places.map((place) => ({ shown: sheet.data.shown(place), figure: sheet.data.figure(place) })),
    );
    // oxlint-disable-next-line react/exhaustive-deps -- read anew when the selection or a cell has changed
  }, [sheet, selection, changed]);
  const figures = {
    count: count(found.count),
    ...(found.figures &&
      Object.fromEntries(
        Object.entries(found.figures).map(([name, figure]) => [
          name,
          formatDecimal(figure, numberLocale()),
        ]),
      )),
  } as Partial<Record<(typeof ORDER)[number], string>>;
  return (
    <dl
      className={classes.selected}
      aria-label={t('figures.label')}
      data-testid="selection-figures"
    >
      {ORDER.filter((name) => figures[name] !== undefined).map((name) => (
        <div key={name} data-figure={name}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd className="ts-ltr" translate="no">
            {figures[name]}
          </dd>
        </div>
      ))}
    </dl>
  );
}
