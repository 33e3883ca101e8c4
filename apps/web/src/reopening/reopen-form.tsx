/**
 * Reopening cells of a locked version: which, until when, why, and what will happen. Own file because it is the head's
 * finest tool and must say exactly what it opens before it does.
 */
import {
  Anchor,
  Button,
  Group,
  MultiSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { CellId, RowId } from '@tallystick/domain/ids';
import { splitCellId } from '@tallystick/domain/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/text-limits';
import { IconLockOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDone } from '../dialogs/say-done.tsx';
import { useFocus, useWorkbook } from '../live/use-workbook.ts';
import { Notice } from '../panel/notice.tsx';
import { RefusalText } from '../panel/refusal-text.tsx';
import { count, instant } from '../texts/locale.ts';
import { dayIn, endOfDay } from './days.ts';
import {
  cellsBehind,
  cellsOf,
  fillersOf,
  firstNames,
  namesOf,
  type Names,
  staysLocked,
} from './named-cells.ts';
import './reopening.css';
import { useNameWords } from './use-name-words.ts';

/** Days that are offered first: what a city needs to look up a figure. */
const OFFERED_DAYS = 14;

/** Everything that can be named: the cells behind the row in focus, then all rows. */
function useOffered(): { group: string; items: { value: string; label: string }[] }[] {
  const { t } = useTranslation('reopening');
  const { catalogue } = useWorkbook();
  const focus = useFocus();
  const words = useNameWords();
  const item = (value: string) => ({ value, label: words.name(value) });
  const near = focus ? cellsBehind(catalogue, focus.row) : [];
  return [
    { group: t('inRow'), items: near.map(item) },
    { group: t('kpiRows'), items: catalogue.dataPoints.map(({ row }) => item(row)) },
    { group: t('profileRows'), items: catalogue.profile.map(({ row }) => item(row)) },
  ].filter(({ items }) => items.length > 0);
}

/** What will happen, before it does. */
function WhatOpens({ names, add }: { names: Names; add: (cell: CellId) => void }) {
  const { t } = useTranslation('reopening');
  const { catalogue, state } = useWorkbook();
  const words = useNameWords();
  const cells = cellsOf(catalogue, names);
  if (cells.length === 0) return null;
  const fillers = fillersOf(state, cells);
  const elsewhere = staysLocked(catalogue, names);
  return (
    <div className="reopening-opens" data-testid="reopen-opens">
      <Text size="sm" fw={600}>
        {t('opens', { count: cells.length, n: count(cells.length) })}
      </Text>
      <Text size="sm">
        {fillers.length > 0 ? t('fillers', { names: fillers.join(', ') }) : t('nobody')}
      </Text>
      {elsewhere.length > 0 && (
        <>
          <Text size="sm" mt={6}>
            {t('elsewhere', { count: elsewhere.length })}
          </Text>
          <ul className="reopening-elsewhere">
            {elsewhere.map((cell) => (
              <li key={cell}>
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  ta="start"
                  onClick={() => add(cell)}
                >
                  {t('add', { row: words.row(splitCellId(cell)?.row ?? cell) })}
                </Anchor>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function useReopening(version: number, onClose: () => void) {
  const { t } = useTranslation('reopening');
  const { catalogue, command } = useWorkbook();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const reopen = async (asked: { names: Names; reason: string; until: number }) => {
    const { names, reason, until } = asked;
    setBusy(true);
    const [cells, rows]: [CellId[], RowId[]] = [[...names.cells], [...names.rows]];
    const outcome = await command({ type: 'reopen-cells', cells, rows, reason, until });
    setBusy(false);
    setRefusal(outcome.ok ? undefined : outcome.refusal);
    if (!outcome.ok) return;
    sayDone({
      id: `reopened-${outcome.value.number}`,
      title: t('done', { count: cellsOf(catalogue, names).length }),
      message: t('doneAbout', { until: instant(until), version }),
      close: t('versions:close'),
      icon: <IconLockOpen size={18} aria-hidden />,
    });
    onClose();
  };
  return { busy, refusal, reopen };
}

export function ReopenForm({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation(['reopening', 'versions']);
  const { catalogue, now } = useWorkbook();
  const focus = useFocus();
  const offered = useOffered();
  const words = useNameWords();
  const [picked, setPicked] = useState(() => firstNames(catalogue, focus));
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(() => dayIn(now(), OFFERED_DAYS));
  const { busy, refusal, reopen } = useReopening(version, onClose);
  const names = namesOf(picked);
  const until = endOfDay(day);
  const isReady = picked.length > 0 && reason.trim() !== '' && until !== undefined;
  // What was picked stays offered, though the list follows the focus.
  const known = new Set(offered.flatMap(({ items }) => items.map(({ value }) => value)));
  const lost = picked.filter((each) => !known.has(each));
  const others = lost.map((value) => ({ value, label: words.name(value) }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) void reopen({ names, reason: reason.trim(), until });
  };
  return (
    <form onSubmit={send}>
      <Stack gap={14}>
        <Text size="sm">{t('about', { version, next: version + 1 })}</Text>
        <MultiSelect
          label={t('names')}
          description={t('namesAbout')}
          required
          searchable
          clearable={false}
          hidePickedOptions
          maxDropdownHeight={260}
          limit={60}
          nothingFoundMessage={t('namesNone')}
          data={others.length > 0 ? [...offered, { group: t('names'), items: others }] : offered}
          value={picked}
          onChange={setPicked}
          data-testid="reopen-names"
        />
        <WhatOpens names={names} add={(cell) => setPicked((was) => [...was, cell])} />
        <TextInput
          type="date"
          label={t('until')}
          description={t('untilAbout')}
          required
          value={day}
          min={dayIn(now(), 0)}
          max={dayIn(now(), TEXT_LIMITS.reopenDays - 1)}
          onChange={(event) => setDay(event.currentTarget.value)}
          className="reopening-until"
          data-testid="reopen-until"
        />
        <Textarea
          label={t('reason')}
          description={t('reasonAbout', { next: version + 1 })}
          required
          value={reason}
          maxLength={TEXT_LIMITS.reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          data-testid="reopen-reason"
        />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('versions:cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!isReady} data-testid="reopen-confirm">
            {t('confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
