/** The form in which dates of the collection are proposed, or another end of those that were agreed. */
import { Group, Text, Textarea, TextInput } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { monthsAfter } from '@tallystick/domain/nouns/pilot/days';
import { PERIOD_MONTHS, type Period } from '@tallystick/domain/nouns/pilot/period';
import { instantIn } from '@tallystick/domain/nouns/set-up/zone';
import { no } from '@tallystick/domain/refusals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelForm } from '../kit/panel-form.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useMissing } from '../look/use-missing.ts';
import { dayIn, endOfDay } from '../reopening/days.ts';
import { ownZone } from '../texts/deadline.ts';

type Props = { agreed: Period | undefined; now: number; done: () => void };

export function ProposePeriod({ agreed, now, done }: Props) {
  const { t } = useTranslation('timeline');
  const { state, command } = useWorkbook();
  const zone = state.zone ?? ownZone();
  const first = dayIn(zone, agreed?.starts ?? now, 0);
  const known = agreed?.ends ?? state.due;
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(
    known === null ? monthsAfter(first, PERIOD_MONTHS.least) : dayIn(zone, known, 0),
  );
  const [reason, setReason] = useState('');
  const starts = agreed?.starts ?? instantIn(zone, { day: from, hour: '00:00' });
  const ends = endOfDay(zone, to);
  const { at, ...fields } = useMissing({
    from: starts === undefined && t('period.missing.day'),
    to: ends === undefined && t('period.missing.day'),
    reason: agreed !== undefined && reason.trim() === '' && t('period.missing.reason'),
  });
  const propose = async () => {
    if (starts === undefined || ends === undefined) return no('bad-request');
    const outcome = await command({ type: 'propose-period', starts, ends, reason: reason.trim() });
    if (outcome.ok) done();
    return outcome;
  };
  return (
    <PanelForm
      fields={fields}
      act={propose}
      onCancel={done}
      verb={t('period.send')}
      testId="period-send"
    >
      <Text size="sm" c="var(--ts-muted)">
        {t(agreed ? 'period.extendAbout' : 'period.proposeAbout')}
      </Text>
      <Group gap={12} align="flex-start" wrap="wrap">
        {!agreed && (
          <TextInput
            size="xs"
            type="date"
            label={t('period.from')}
            error={at('from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            data-testid="period-from"
          />
        )}
        <TextInput
          size="xs"
          type="date"
          label={t('period.to')}
          error={at('to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data-testid="period-to"
        />
      </Group>
      <Textarea
        size="xs"
        label={t(agreed ? 'period.why' : 'period.note')}
        description={t('period.whyAbout')}
        error={at('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={TEXT_LIMITS.reason}
        autosize
        minRows={2}
        data-testid="period-reason"
      />
    </PanelForm>
  );
}
