/**
 * One member in the list of people: who, for which entity; changing the role, removing. Each act asks before it is
 * done, and the list has enough to do with the order.
 */
import { Button, Group, Stack, Text } from '@mantine/core';
import { grantable } from '@tallystick/domain/nouns/member';
import type { EntityId } from '@tallystick/domain/cells/ids';
import type { Member } from '@tallystick/domain/state';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { PersonProgress } from '../rows/person-progress.tsx';
import { AskOnce } from '../kit/ask-once.tsx';
import { RefusedAddress } from './refused-address.tsx';
import type { Refused } from './use-refused-addresses.ts';
import { RoleFields, chosen, isRoleWhole, type RoleChoice } from './role-fields.tsx';
import { useMissing } from '../look/use-missing.ts';

type Props = { member: Member; refused: Refused | undefined };

export function MemberLine({ member, refused }: Props) {
  const { t } = useTranslation(['people', 'access']);
  const { state, actor, nameOf, command } = useWorkbook();
  const [isChanging, setChanging] = useState(false);
  const entity = member.entity === null ? undefined : state.entities.get(member.entity)?.name;
  const name = nameOf(member.person);
  const isMe = member.person === actor.person;
  const isMine = grantable(actor).includes(member.role);
  return (
    <li className="panel-line panel-line-wraps" data-testid="member-line">
      <div className="panel-grow">
        <Text size="sm" dir="auto">
          <span translate="no">{name}</span>
          {isMe && (
            <Text component="span" size="xs" c="var(--ts-muted)">
              {' '}
              {t('you')}
            </Text>
          )}
        </Text>
        {entity && (
          <Text size="xs" c="var(--ts-muted)" dir="auto">
            {entity}
          </Text>
        )}
        {(state.interests.get(member.person)?.conflict ?? '') !== '' && (
          <Text size="xs" dir="auto" data-testid="member-conflict">
            {t('access:interest.declared')}{' '}
            <q dir="auto">{state.interests.get(member.person)?.conflict}</q>
          </Text>
        )}
        {member.role === 'contributor' && <PersonProgress member={member} name={name} />}
        {refused && <RefusedAddress refused={refused} />}
      </div>
      {isMine && !isChanging && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={t('access:change.openWho', { name })}
          onClick={() => setChanging(true)}
          data-testid="member-change"
        >
          {t('access:change.open')}
        </Button>
      )}
      {isMine && !isMe && !isChanging && (
        <AskOnce
          act={t('remove')}
          actWhich={t('removeWho', { name })}
          about={t('removeAbout')}
          yes={t('removeYes')}
          keep={t('keep')}
          onYes={() => command({ type: 'remove-member', person: member.person })}
          testId="member-remove"
        />
      )}
      {isChanging && <Changing member={member} onDone={() => setChanging(false)} />}
    </li>
  );
}

type Act = { member: Member; onDone: () => void };

function Changing({ member, onDone }: Act) {
  const { t } = useTranslation(['people', 'access']);
  const { command } = useWorkbook();
  const [choice, setChoice] = useState<RoleChoice>(member);
  const { busy, refusal, run } = useAct();
  const to = chosen(choice);
  const isNew = to.role !== member.role || to.entity !== chosen(member).entity;
  const { form, at, isWhole } = useMissing({
    role: isRoleWhole(choice) && !isNew && t('access:change.nothing'),
    entity: !isRoleWhole(choice) && t('missing.entity'),
  });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const { role } = to;
    const entity = to.entity as EntityId | null;
    const outcome = await run(() =>
      command({ type: 'change-member', person: member.person, role, entity }),
    );
    if (outcome.ok) onDone();
  };
  return (
    <form
      ref={form}
      noValidate
      className="panel-form panel-line-below"
      onSubmit={(event) => void save(event)}
    >
      <Stack gap={12}>
        <RoleFields choice={choice} onChange={setChoice} missing={at} testId="member" />
        <Text size="xs">{t('access:change.about')}</Text>
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} data-testid="member-save">
            {t('access:change.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
