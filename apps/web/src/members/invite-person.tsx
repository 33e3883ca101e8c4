/** The form that makes an invitation by link, and the link when it is made: once, in the hand of who made it. */
import { Button, CloseButton, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { INVITATION_NOTE_CHARS_MAX } from '@tallystick/protocol/limits';
import type { InvitationLine, InvitationMade } from '@tallystick/protocol/views-people';
import { type FormEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { deadline } from '../texts/deadline.ts';
import { LinkField } from '../kit/link-field.tsx';
import { RoleFields, chosen, isRoleWhole, type RoleChoice } from './role-fields.tsx';
import { useMissing } from '../look/use-missing.ts';

/** An invitation just made, with its link. */
export type Invited = InvitationMade & { role: RoleChoice['role'] };

/** Days offered; the server takes any number from 1 to 30. */
const DAYS = [1, 3, 7, 14, 30];

/** `line`: the invitation that is changed; its link stays as it is. */
type Props = { line?: InvitationLine; onDone: (made: Invited | undefined) => void };

const FIRST: RoleChoice = { role: 'contributor', entity: null };
const choiceOf = ({ role, entity }: InvitationLine): RoleChoice => ({
  role,
  entity: entity?.id ?? null,
});

export function InvitePerson({ line, onDone }: Props) {
  const { t } = useTranslation(['access', 'people']);
  const { id } = useWorkbook();
  const [note, setNote] = useState(line?.note ?? '');
  const [days, setDays] = useState('7');
  const [choice, setChoice] = useState<RoleChoice>(line ? choiceOf(line) : FIRST);
  const { busy, refusal, run } = useAct();
  const { form, at, isWhole } = useMissing({
    role: false,
    entity: !isRoleWhole(choice) && t('people:missing.entity'),
  });

  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole()) return;
    const path = `/api/workbooks/${id}/invitations`;
    const body = { note: note.trim(), days: Number(days), ...chosen(choice) };
    const outcome = await run(() =>
      line
        ? api.put<InvitationMade | undefined>(`${path}/${line.id}`, body)
        : api.post<InvitationMade | undefined>(path, body),
    );
    if (!outcome.ok) return;
    onDone(outcome.value && { ...outcome.value, role: choice.role });
  };

  return (
    <form ref={form} noValidate onSubmit={(event) => void make(event)} className="panel-form">
      <Stack gap={12}>
        <TextInput
          label={t('invite.noteLabel')}
          description={t('invite.noteAbout')}
          value={note}
          maxLength={INVITATION_NOTE_CHARS_MAX}
          autoComplete="off"
          dir="auto"
          onChange={(event) => setNote(event.currentTarget.value)}
          autoFocus
          data-testid="invite-note"
        />
        <RoleFields choice={choice} onChange={setChoice} missing={at} testId="invite" />
        <Select
          label={t(line ? 'invite.daysFromNow' : 'invite.daysLabel')}
          allowDeselect={false}
          value={days}
          onChange={(value) => value && setDays(value)}
          data={DAYS.map((count) => ({ value: String(count), label: t('invite.days', { count }) }))}
          data-testid="invite-days"
        />
        {refusal && (
          <div role="alert">
            <RefusalText refusal={refusal} />
          </div>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={() => onDone(undefined)}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} data-testid="invite-make">
            {t(line ? 'invite.save' : 'invite.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function InvitationLink({ made, onClose }: { made: Invited; onClose: () => void }) {
  const { t } = useTranslation(['access', 'people']);
  return (
    <Notice
      tone="good"
      role="status"
      title={
        <Group justify="space-between" gap={8} wrap="nowrap">
          <span>{t('invite.made')}</span>
          <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />
        </Group>
      }
    >
      <Text size="sm" mb={8}>
        {t('invite.madeAbout', {
          when: deadline(made.expiresAt, null),
          role: t(`people:roles.${made.role}`),
        })}
      </Text>
      <LinkField path={made.link} label={t('invite.linkLabel')} testId="invite-link" />
    </Notice>
  );
}
