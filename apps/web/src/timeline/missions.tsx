/** The auditor's missions: on which days, on site or remote. */
import { Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import type { MissionId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { isDay } from '@tallystick/domain/nouns/pilot/days';
import {
  type Mission,
  MISSION_PLACES,
  type MissionPlace,
} from '@tallystick/domain/nouns/pilot/mission';
import { may } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import { newId } from '../kit/new-id.ts';
import { Notice } from '../kit/notice.tsx';
import { PanelForm } from '../kit/panel-form.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';
import { dayWords } from '../texts/deadline.ts';

export function Missions() {
  const { t } = useTranslation('timeline');
  const { state, actor } = useWorkbook();
  /** The mission that is written anew; null for a new one, undefined while nothing is written. */
  const [writing, setWriting] = useState<Mission | null>();
  const planned = [...state.missions.values()]
    .filter(({ cancelled }) => cancelled === null)
    .toSorted((a, b) => a.from.localeCompare(b.from));
  const mayPlan = may(actor, 'plan-mission', { state }) === undefined;
  const done = () => setWriting(undefined);
  return (
    <section aria-labelledby="timeline-missions" data-testid="missions">
      <Title order={2} size="h4" id="timeline-missions" mb="xs">
        {t('mission.title')}
      </Title>
      <Stack gap={10} className="timeline-block">
        {planned.length === 0 && <Text size="sm">{t('mission.none')}</Text>}
        {planned.map((mission) => (
          <MissionLine
            key={mission.id}
            mission={mission}
            change={mayPlan ? () => setWriting(mission) : undefined}
          />
        ))}
        {mayPlan && writing === undefined && (
          <div>
            <Button
              size="xs"
              variant="default"
              onClick={() => setWriting(null)}
              data-testid="mission-plan"
            >
              {t('mission.plan')}
            </Button>
          </div>
        )}
        {writing !== undefined && (
          <MissionForm key={writing?.id} before={writing ?? undefined} done={done} />
        )}
      </Stack>
    </section>
  );
}

type LineProps = { mission: Mission; change: (() => void) | undefined };

function MissionLine({ mission, change }: LineProps) {
  const { t } = useTranslation('timeline');
  const { command, nameOf } = useWorkbook();
  const { busy, refusal, run } = useAct();
  const { id, how, from, to, note, by, at } = mission;
  return (
    <div data-testid="mission">
      <Text size="sm" fw={600}>
        {t(`span.${how}`)}: {t('table.fromTo', { from: dayWords(from), to: dayWords(to) })}
      </Text>
      {note !== '' && (
        <Text size="sm" dir="auto">
          {note}
        </Text>
      )}
      <Text size="xs" c="var(--ts-muted)" component="div">
        <bdi translate="no">{nameOf(by)}</bdi> · <Instant at={at} />
      </Text>
      {change && (
        <Group gap={4} mt={4}>
          <Button size="compact-sm" variant="subtle" onClick={change}>
            {t('mission.change')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={busy}
            onClick={() => void run(() => command({ type: 'cancel-mission', mission: id }))}
            data-testid="mission-cancel"
          >
            {t('mission.cancel')}
          </Button>
        </Group>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
    </div>
  );
}

function MissionForm({ before, done }: { before: Mission | undefined; done: () => void }) {
  const { t } = useTranslation('timeline');
  const { command } = useWorkbook();
  const [how, setHow] = useState<MissionPlace>(before?.how ?? 'on-site');
  const [from, setFrom] = useState(before?.from ?? '');
  const [to, setTo] = useState(before?.to ?? '');
  const [note, setNote] = useState(before?.note ?? '');
  const { at, ...fields } = useMissing({
    from: !isDay(from) && t('period.missing.day'),
    to: !isDay(to) && t('period.missing.day'),
  });
  const plan = async () => {
    const mission = before?.id ?? (newId('mi') as MissionId);
    const outcome = await command({
      type: 'plan-mission',
      mission,
      how,
      from,
      to,
      note: note.trim(),
    });
    if (outcome.ok) done();
    return outcome;
  };
  const day = (
    label: string,
    field: 'from' | 'to',
    [value, set]: [string, (day: string) => void],
  ) => (
    <TextInput
      size="xs"
      type="date"
      label={label}
      error={at(field)}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      data-testid={`mission-${field}`}
    />
  );
  return (
    <PanelForm
      fields={fields}
      act={plan}
      onCancel={done}
      verb={t('mission.send')}
      testId="mission-send"
    >
      <SegmentedControl
        size="xs"
        value={how}
        onChange={(value) => setHow(value as MissionPlace)}
        aria-label={t('mission.how')}
        data={MISSION_PLACES.map((value) => ({ value, label: t(`mission.${value}`) }))}
      />
      <Group gap={12} align="flex-start" wrap="wrap">
        {day(t('mission.from'), 'from', [from, setFrom])}
        {day(t('mission.to'), 'to', [to, setTo])}
      </Group>
      <TextInput
        size="xs"
        label={t('mission.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={TEXT_LIMITS.issue}
        dir="auto"
        data-testid="mission-note"
      />
    </PanelForm>
  );
}
