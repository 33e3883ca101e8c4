/**
 * Opening a workbook: its heading, and who coordinates it. For administrators, on the page of workbooks.
 */
import { Button, FileInput, Group, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { no, type Outcome } from '@tallystick/domain/refusals';
import type { Role } from '@tallystick/domain/roles';
import type { InvitationMade } from '@tallystick/protocol/views-people';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../kit/dialog.tsx';
import { FormFrame } from '../kit/form-frame.tsx';
import { LinkField } from '../kit/link-field.tsx';
import { api } from '../server/api.ts';
import '../kit/panel.css';
import { navigate } from '../addresses/routes.ts';
import { bringAlong, FILE_KINDS } from '../live/workbook/brought-file.ts';
import { HeadingFields, useHeadingNeeds } from './heading-fields.tsx';
import { draftOf, headingOf } from './heading.ts';
import { ownZone } from '../texts/deadline.ts';

/** Days in which the link of the first coordinator is good: it may wait for somebody's return. */
const LINK_DAYS = 14;

export function NewWorkbook({ onMade }: { onMade?: () => void }) {
  const { t } = useTranslation('people');
  const [opened, { open, close }] = useDisclosure(false);
  const done = () => {
    close();
    onMade?.();
  };
  return (
    <>
      <Button
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={open}
        data-testid="workbook-new"
      >
        {t('workbook.new')}
      </Button>
      <Dialog opened={opened} onClose={done} title={t('workbook.new')}>
        <Making onDone={done} />
      </Dialog>
    </>
  );
}

type Made = { city: string; link: string };

function Making({ onDone }: { onDone: () => void }) {
  const [made, setMade] = useState<Made>();
  return made === undefined ? (
    <Form onCancel={onDone} onMade={setMade} />
  ) : (
    <Handing made={made} onDone={onDone} />
  );
}

/** An invitation to a workbook, made by somebody who is no member of it. */
export async function inviteAs(role: Role, workbook: string): Promise<Outcome<InvitationMade>> {
  return await api.post<InvitationMade>(
    `/api/workbooks/${encodeURIComponent(workbook)}/invitations`,
    { role, entity: null, note: '', days: LINK_DAYS },
  );
}

type FormProps = { onCancel: () => void; onMade: (made: Made) => void };

function Form({ onCancel, onMade }: FormProps) {
  const { t } = useTranslation('people');
  const [draft, setDraft] = useState(() => {
    const title = t('workbook.titleDefault', { year: new Date().getFullYear() });
    return draftOf({ city: '', title, due: null, zone: ownZone() });
  });
  const [lead, setLead] = useState<'other' | 'me'>('other');
  const [file, setFile] = useState<File | null>(null);
  const heading = headingOf(draft);
  const needs = useHeadingNeeds(draft);
  const make = async (): Promise<Outcome<unknown>> => {
    if (heading === undefined) return no('bad-request');
    const coordinate = lead === 'me';
    const opened = await api.post<{ workbook: string }>('/api/workbooks', {
      ...heading,
      coordinate,
    });
    if (!opened.ok) return opened;
    const { workbook } = opened.value;
    if (coordinate) {
      if (file) bringAlong(workbook, file);
      navigate(`/w/${encodeURIComponent(workbook)}`);
      return opened;
    }
    const invited = await inviteAs('coordinator', workbook);
    if (invited.ok) onMade({ city: draft.city.trim(), link: invited.value.link });
    return invited;
  };
  return (
    <FormFrame
      fields={needs}
      act={make}
      onCancel={onCancel}
      verb={t('workbook.create')}
      testId="workbook-create"
    >
      <Text size="sm">{t('workbook.about')}</Text>
      <HeadingFields draft={draft} onChange={setDraft} missing={needs.at} />
      <Input.Wrapper
        label={t('workbook.lead')}
        description={t('workbook.leadAbout')}
        labelElement="div"
      >
        <SegmentedControl
          mt={4}
          aria-label={t('workbook.lead')}
          value={lead}
          onChange={(value) => setLead(value as 'other' | 'me')}
          data={[
            { value: 'other', label: t('workbook.leadOther') },
            { value: 'me', label: t('workbook.leadMe') },
          ]}
          data-testid="workbook-lead"
        />
      </Input.Wrapper>
      {lead === 'me' && (
        <FileInput
          label={t('workbook.begin')}
          description={t('workbook.beginAbout')}
          placeholder={t('workbook.beginNone')}
          accept={FILE_KINDS}
          value={file}
          onChange={setFile}
          clearable
          clearButtonProps={{ 'aria-label': t('workbook.beginWithout') }}
          data-testid="workbook-begin"
        />
      )}
    </FormFrame>
  );
}

/** The workbook is there, and nobody is in it yet: the link that brings its coordinator. */
export function Handing({ made, onDone }: { made: Made; onDone: () => void }) {
  const { t } = useTranslation(['people', 'access']);
  return (
    <Stack gap={14} role="status">
      <Text fw={600} dir="auto">
        {t('workbook.made', { city: made.city })}
      </Text>
      <Text size="sm">{t('workbook.madeAbout')}</Text>
      <LinkField path={made.link} label={t('access:invite.linkLabel')} testId="lead-link" />
      <Group justify="flex-end" gap={8}>
        <Button onClick={onDone} data-autofocus data-testid="workbook-made">
          {t('workbook.done')}
        </Button>
      </Group>
    </Stack>
  );
}
