/**
 * Says at the cell in focus that two people set it without having seen each other: both values, both names, one click
 * to put the lost one back.
 */
import { Button, Text } from '@mantine/core';
import type { Overwritten } from '../lines/cell-store.ts';
import { useEffect, useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../lines/cell-look.ts';
import type { SheetSource } from '../lines/sheet-source.ts';
import { asRead } from '../lines/told.ts';
import { AnswersAtCell, BoxAtCell, ValueAtCell } from './box-at-cell.tsx';
import { type Box, useBoxOf } from './box-of-cell.ts';

type Place = { row: string; column: string };

export function OverwrittenAtCell(props: { source: SheetSource; focus: Place | null }) {
  const { source, focus } = props;
  const [, look] = useReducer((n: number) => n + 1, 0);
  const cell = focus ? `${focus.row}:${focus.column}` : '';
  useEffect(
    () => source.subscribe?.((cells) => (cells.has(cell) ? look() : undefined)),
    [source, cell],
  );
  const what = cell === '' || source.draft?.(cell) ? undefined : source.overwritten?.(cell);
  const box = useBoxOf(what ? focus : null);
  if (!what || !box) return null;
  return <Popover key={cell} source={source} cell={cell} what={what} box={box} />;
}

type Shown = { source: SheetSource; cell: string; what: Overwritten; box: Box };

function Popover({ source, cell, what, box }: Shown) {
  const { t } = useTranslation('undo');
  const { t: words } = useTranslation('grid');
  const [refused, setRefused] = useState('');
  const shown = (text: string | null): string =>
    text === null ? t('overwritten.empty') : asRead(source.catalogue, cell, text);
  const by = (name: string): string =>
    t('overwritten.by', { name: name === '' ? t('overwritten.someone') : name });
  const putBack = (): void => {
    const outcome = source.restoreOverwritten?.(cell);
    if (outcome && !outcome.ok) setRefused(sentenceOf(outcome.refusal, words));
  };
  const restore =
    what.lost === null
      ? t('overwritten.clear')
      : t('overwritten.restore', { value: brief(shown(what.lost)) });
  const keep =
    what.won === null
      ? t('overwritten.keepEmpty')
      : t('overwritten.keep', { value: brief(shown(what.won)) });
  return (
    <BoxAtCell box={box} label={t('overwritten.title')} testId="overwritten">
      <Text fw={650} size="sm">
        {t('overwritten.title')}
      </Text>
      <Text size="xs" c="var(--ts-muted)">
        {what.isSeen
          ? t('overwritten.seen', { name: what.wonBy || t('overwritten.someone') })
          : t('overwritten.about')}
      </Text>
      <dl className="ts-asked-values">
        <ValueAtCell
          label={t('overwritten.stands')}
          value={shown(what.won)}
          about={by(what.wonBy)}
        />
        <ValueAtCell
          label={t('overwritten.lost')}
          value={shown(what.lost)}
          about={by(what.lostBy)}
        />
      </dl>
      <div role="alert">
        {refused !== '' && (
          <Text size="sm" className="ts-popover-bad">
            {t('overwritten.refused', { why: refused })}
          </Text>
        )}
      </div>
      <AnswersAtCell>
        <Button size="compact-sm" onClick={putBack} data-testid="overwritten-restore">
          {restore}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => source.putOverwrittenAside?.(cell)}
          data-testid="overwritten-keep"
        >
          {keep}
        </Button>
      </AnswersAtCell>
    </BoxAtCell>
  );
}

/** Longer than this a value does not fit into a button. */
const BRIEF_CHARS = 24;
const brief = (text: string): string =>
  `“${text.length > BRIEF_CHARS ? `${text.slice(0, BRIEF_CHARS)}…` : text}”`;
