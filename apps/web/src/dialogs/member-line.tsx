/**
 * One member in the list of people: who, for which entity; changing the role, removing. Own file because each act asks
 * before it is done, and the list has enough to do with the order.
 */
import { Button, Group, Stack, Text } from '@mantine/core';
import { grantable } from '@tallystick/domain/decide-member';
import type { EntityId } from '@tallystick/domain/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import type { Member } from '@tallystick/domain/state';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import { RefusalText } from '../panel/refusal-text.tsx';
import { chosen, isWhole, type RoleChoice, RoleFields } from './role-fields.tsx';

export function MemberLine({ member }: { member: Member }) {
  const { t } = useTranslation(['people', 'access']);
  const { state, actor, nameOf } = useWorkbook();
  const [doing, setDoing] = useState<'remove' | 'change'>();
  const entity = member.entity === null ? undefined : state.entities.get(member.entity)?.name;
  const name = nameOf(member.person);
  const isMe = member.person === actor.person;
  const isMine = grantable(actor).includes(member.role);
  const done = () => setDoing(undefined);
  return (
    <li className="panel-line panel-line-wraps" data-testid="member-line">
      <div className="panel-grow">
        <Text size="sm" dir="auto">
          {name}
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
      </div>
      {isMine && doing === undefined && (
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('access:change.openWho', { name })}
            onClick={() => setDoing('change')}
            data-testid="member-change"
          >
            {t('access:change.open')}
          </Button>
          {!isMe && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={t('removeWho', { name })}
              onClick={() => setDoing('remove')}
              data-testid="member-remove"
            >
              {t('remove')}
            </Button>
          )}
        </Group>
      )}
      {doing === 'remove' && <Removing member={member} onDone={done} />}
      {doing === 'change' && <Changing member={member} onDone={done} />}
    </li>
  );
}

type Act = { member: Member; onDone: () => void };

function Removing({ member, onDone }: Act) {
  const { t } = useTranslation('people');
  const { command } = useWorkbook();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const remove = async () => {
    setBusy(true);
    const outcome = await command({ type: 'remove-member', person: member.person });
    setBusy(false);
    if (outcome.ok) onDone();
    else setRefusal(outcome.refusal);
  };
  return (
    <>
      <Group gap={4} wrap="nowrap">
        <Button size="compact-xs" variant="default" onClick={onDone}>
          {t('keep')}
        </Button>
        <Button
          size="compact-xs"
          color="red"
          loading={busy}
          onClick={() => void remove()}
          data-testid="member-remove-confirm"
        >
          {t('removeYes')}
        </Button>
      </Group>
      <div className="panel-line-below" role="alert">
        {refusal ? <RefusalText refusal={refusal} /> : <Text size="xs">{t('removeAbout')}</Text>}
      </div>
    </>
  );
}

function Changing({ member, onDone }: Act) {
  const { t } = useTranslation(['people', 'access']);
  const { command } = useWorkbook();
  const [choice, setChoice] = useState<RoleChoice>(member);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const to = chosen(choice);
  const isNew = to.role !== member.role || to.entity !== chosen(member).entity;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { role } = to;
    const entity = to.entity as EntityId | null;
    const outcome = await command({ type: 'change-member', person: member.person, role, entity });
    setBusy(false);
    if (outcome.ok) onDone();
    else setRefusal(outcome.refusal);
  };
  return (
    <form className="panel-form panel-line-below" onSubmit={(event) => void save(event)}>
      <Stack gap={12}>
        <RoleFields choice={choice} onChange={setChoice} testId="member" />
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
          <Button
            type="submit"
            loading={busy}
            disabled={!isNew || !isWhole(choice)}
            data-testid="member-save"
          >
            {t('access:change.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
