/** The form in which a call on a clarification is written down as it was agreed. */
import { Group, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { CallId, PersonId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { Call } from '@tallystick/domain/nouns/clarify/call';
import { instantIn, wallIn } from '@tallystick/domain/nouns/set-up/zone';
import { no } from '@tallystick/domain/refusals';
import { actorOf, may } from '@tallystick/domain/rights';
import type { Clarification } from '@tallystick/domain/state';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../kit/new-id.ts';
import { PanelForm } from '../kit/panel-form.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useMissing } from '../look/use-missing.ts';
import { byName } from '../texts/by-name.ts';
import { ownZone, zoneWords } from '../texts/deadline.ts';

/** Lengths to choose from. */
const MINUTES = [15, 30, 45, 60, 90, 120];

type Props = { clarification: Clarification; before: Call | undefined; done: () => void };

export function CallForm({ clarification, before, done }: Props) {
  const { t } = useTranslation('clarify');
  const { state, view, nameOf, command } = useWorkbook();
  const zones = [...new Set([before?.zone, state.zone, ownZone(), 'UTC'])].filter(
    (each) => each != null,
  );
  const [zone, setZone] = useState(zones[0] ?? 'UTC');
  const wall = before && wallIn(before.zone, before.starts);
  const [day, setDay] = useState(wall?.day ?? '');
  const [hour, setHour] = useState(wall?.hour ?? '');
  const [minutes, setMinutes] = useState(String(before?.minutes ?? 30));
  const [link, setLink] = useState(before?.link ?? '');
  const [people, setPeople] = useState<string[]>(
    before?.people ?? [...new Set([view.me.person, clarification.by])],
  );
  const starts = instantIn(zone, { day, hour });
  const { at, ...fields } = useMissing({
    day: starts === undefined && t('call.missing.when'),
    people: people.length === 0 && t('call.missing.people'),
  });
  const readers = byName(
    [...state.members.keys()]
      .filter((each) => may(actorOf(state, each), 'read-clarifications', { state }) === undefined)
      .map((person) => ({ person, name: nameOf(person) })),
  );
  const agree = async () => {
    if (starts === undefined) return no('bad-request');
    const outcome = await command({
      type: 'agree-call',
      call: before?.id ?? (newId('call') as CallId),
      clarification: clarification.id,
      starts,
      minutes: Number(minutes),
      zone,
      link: link.trim(),
      people: people as PersonId[],
    });
    if (outcome.ok) done();
    return outcome;
  };
  return (
    <PanelForm fields={fields} act={agree} onCancel={done} verb={t('call.send')} testId="call-send">
      <Group gap={8} align="flex-start" wrap="wrap">
        <TextInput
          size="xs"
          type="date"
          label={t('call.day')}
          error={at('day')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          data-testid="call-day"
        />
        <TextInput
          size="xs"
          type="time"
          label={t('call.hour')}
          value={hour}
          onChange={(event) => setHour(event.currentTarget.value)}
          data-testid="call-hour"
        />
        <NativeSelect
          size="xs"
          label={t('call.length')}
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
          data={[...new Set([...MINUTES, Number(minutes)])].map((each) => ({
            value: String(each),
            label: t('call.minutes', { count: each }),
          }))}
        />
      </Group>
      <NativeSelect
        size="xs"
        label={t('call.zone')}
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
        data={zones.map((value) => ({ value, label: zoneWords(value) }))}
      />
      <TextInput
        size="xs"
        type="url"
        dir="ltr"
        label={t('call.link')}
        placeholder="https://"
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
        maxLength={TEXT_LIMITS.callLink}
        data-testid="call-link"
      />
      <MultiSelect
        size="xs"
        label={t('call.people')}
        error={at('people')}
        value={people}
        onChange={setPeople}
        data={readers.map(({ person, name }) => ({ value: person, label: name }))}
        maxValues={TEXT_LIMITS.mentions}
        searchable
        hidePickedOptions
        data-testid="call-people"
      />
    </PanelForm>
  );
}
