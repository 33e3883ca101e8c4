/**
 * After a figure was converted from another unit: offers to write into the row's notes what was typed and by which
 * factor. A cell holds one text, the figure in its own unit, and an auditor may want to know the rest.
 */

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatDecimal, readConversion } from '@tallystick/domain/cells/cell-text';
import { decimalMark } from '@tallystick/domain/cells/decimal-mark';
import { cellId } from '@tallystick/domain/cells/ids';
import { scaled } from '@tallystick/domain/cells/unit-conversion';
import type { SheetSource } from '../lines/sheet-source.ts';
import { labelWords } from '../texts/label-words.ts';
import { conversionWords } from './typed-hint.ts';
import type { LookWords } from '../lines/quick-words.ts';

/** Long enough to read it and to reach it by the keyboard, in milliseconds; it waits while it is pointed at. */
const SHOWN_MS = 20_000;

type Taken = { source: SheetSource; row: string; column: string; typed: string; t: LookWords };

/** Offers the note where the typed text named another unit; does nothing otherwise. */
export function offerNote({ source, row, column, typed, t }: Taken): void {
  const spec = cellSpec(source.catalogue, cellId(row, column));
  const notes = cellSpec(source.catalogue, cellId(row, 'notes'));
  if (!spec || !notes || source.mayEdit?.(notes.cell)) return;
  const conversion = readConversion(spec, typed, { decimal: decimalMark(source.locale) });
  if (!conversion?.ok) return;
  const { factor, from } = conversion.value;
  if (factor.times === '1' && factor.by === '1' && factor.remarks.length === 0) return;
  const equation = conversionWords({ source, spec, t }, conversion.value);
  const plain = `${formatDecimal(scaled(from, factor), source.locale)} ${factor.symbol}`;
  // What a cell keeps has no marks of direction in it.
  const line = t('typing:converted.line', {
    label: labelWords(spec.label, t),
    from: plain,
    equation,
    interpolation: { escapeValue: false },
  });
  const id = `converted ${spec.cell}`;
  const write = (): void => {
    const before = source.get(notes.cell);
    source.set?.(notes.cell, before === undefined ? line : `${before}\n${line}`);
    notifications.hide(id);
  };
  // The same cell once more is another message, not a stale one.
  notifications.hide(id);
  notifications.show({
    id,
    title: t('typing:converted.title'),
    message: (
      <>
        <div>
          <bdi translate="no">{equation}</bdi>
        </div>
        <Button size="compact-sm" variant="default" mt={6} onClick={write}>
          {t('typing:converted.note')}
        </Button>
      </>
    ),
    autoClose: SHOWN_MS,
    closeButtonProps: { 'aria-label': t('typing:converted.close') },
    styles: { description: { color: 'var(--mantine-color-text)' } },
  });
}
