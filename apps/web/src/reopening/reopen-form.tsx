/**
 * Reopening cells of a locked version: which, until when, why, and what will happen. It is the head's finest tool and
 * must say exactly what it opens before it does.
 */
import { Anchor, Group, Text, Textarea, TextInput } from '@mantine/core';
import type { CellId, RowId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { instantIn } from '@tallystick/domain/nouns/set-up/zone';
import type { ReopeningProposal } from '@tallystick/domain/nouns/sign-off/proposed';
import { no } from '@tallystick/domain/refusals';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Place } from '../spreadsheet/port.ts';
import { deadline, ownZone, zoneWords } from '../texts/deadline.ts';
import { count } from '../texts/locale.ts';
import { dayIn, endOfDay } from './days.ts';
import { type ReopenWay, reopenCommand } from './reopen-way.ts';
import { cellsOf, fillersOf, namesOf, type Names, staysLocked } from './named-cells.ts';
import { Picker, usePicking } from './picker.tsx';
import './reopening.css';
import { useNameWords } from './use-name-words.ts';

/** Days that are offered first: what a city needs to look up a figure. */
const OFFERED_DAYS = 14;

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

function useReopening({ version, onClose, way, proposal }: Props) {
  const { t } = useTranslation('reopening');
  const { catalogue, state, command } = useWorkbook();
  return async (asked: { names: Names; reason: string; until: number }) => {
    const { names, reason, until } = asked;
    const [cells, rows]: [CellId[], RowId[]] = [[...names.cells], [...names.rows]];
    const wanted = { cells, rows, reason, until };
    const outcome = await command(reopenCommand(way, wanted, proposal));
    if (!outcome.ok) return outcome;
    if (way === 'propose') {
      sayDone({
        id: `proposed-${outcome.value.number}`,
        title: t('proposal.done'),
        message: t('proposal.doneAbout'),
        close: t('versions:close'),
      });
      onClose();
      return outcome;
    }
    sayDone({
      id: `reopened-${outcome.value.number}`,
      title: t('done', { count: cellsOf(catalogue, names).length }),
      message: t('doneAbout', { until: deadline(until, state.zone), version }),
      close: t('versions:close'),
      icon: <IconLockOpen size={18} aria-hidden />,
    });
    onClose();
    return outcome;
  };
}

type Props = {
  version: number;
  selected: readonly Place[];
  onClose: () => void;
  way: ReopenWay;
  /** What is changed, with `way` "change". */
  proposal: ReopeningProposal | undefined;
};

/** What is said first, and on the button. */
const WORDS = {
  reopen: { about: 'about', verb: 'confirm' },
  propose: { about: 'proposal.about', verb: 'proposal.verb' },
  change: { about: 'about', verb: 'confirm' },
} as const;

export function ReopenForm(props: Props) {
  const { version, selected, onClose, way, proposal } = props;
  const { t } = useTranslation(['reopening', 'versions']);
  const { state, now } = useWorkbook();
  const zone = state.zone ?? ownZone();
  const picking = usePicking(selected);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState(() => dayIn(zone, now(), OFFERED_DAYS));
  const [hour, setHour] = useState('');
  const reopen = useReopening(props);
  const names = namesOf(picking.names);
  const until = hour === '' ? endOfDay(zone, day) : instantIn(zone, { day, hour });
  const missing = (): string | false => {
    if (picking.names.length === 0) return t('missing.cells');
    if (until === undefined) return t('missing.until');
    return way !== 'change' && reason.trim() === '' && t('missing.reason');
  };
  const send = async () =>
    until === undefined ? no('bad-request') : await reopen({ names, reason: reason.trim(), until });
  return (
    <FormFrame
      missing={missing()}
      act={send}
      onCancel={onClose}
      verb={t(WORDS[way].verb)}
      testId="reopen-confirm"
    >
      <Text size="sm">{t(WORDS[way].about, { version, next: version + 1 })}</Text>
      {proposal && (
        <Text size="sm">
          {t('reason')}: <q dir="auto">{proposal.reason}</q>
        </Text>
      )}
      <Picker picking={picking} />
      <WhatOpens names={names} add={(cell) => picking.edit([...picking.names, cell])} />
      <Group align="flex-end" gap={12}>
        <TextInput
          type="date"
          label={t('until')}
          description={t('untilAbout', { zone: zoneWords(zone) })}
          required
          value={day}
          min={dayIn(zone, now(), 0)}
          max={dayIn(zone, now(), TEXT_LIMITS.reopenDays - 1)}
          onChange={(event) => setDay(event.currentTarget.value)}
          className="reopening-until"
          data-testid="reopen-until"
        />
        <TextInput
          type="time"
          label={t('hour')}
          value={hour}
          onChange={(event) => setHour(event.currentTarget.value)}
          data-testid="reopen-hour"
        />
      </Group>
      {way !== 'change' && (
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
      )}
    </FormFrame>
  );
}
