/** A link to a page or a file that stands elsewhere, with what to look at there. */
import { Textarea, TextInput } from '@mantine/core';
import type { EvidenceId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { isWebLink } from '@tallystick/domain/cells/web-link';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { newId } from '../kit/new-id.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { Place } from './use-sending.ts';

export function AddLink({ place, done }: { place: Place; done: () => void }) {
  const { t } = useTranslation('evidence');
  const { command } = useWorkbook();
  const [link, setLink] = useState('');
  const [note, setNote] = useState('');
  const add = async () => {
    const evidence = newId('ev') as EvidenceId;
    const attached = await command({
      type: 'attach-evidence',
      evidence,
      ...place,
      link: link.trim(),
      note: note.trim(),
    });
    if (attached.ok) done();
    return attached;
  };
  return (
    <FormFrame
      missing={!isWebLink(link.trim()) && t('missingLink')}
      act={add}
      onCancel={done}
      verb={t('addLink')}
      testId="evidence-add-link"
    >
      <TextInput
        size="xs"
        label={t('address')}
        value={link}
        maxLength={TEXT_LIMITS.link}
        onChange={(event) => setLink(event.currentTarget.value)}
        inputMode="url"
        dir="ltr"
        // It is there because it was asked for.
        autoFocus
        data-testid="evidence-address"
      />
      <Textarea
        size="xs"
        label={t('note')}
        description={t('noteAbout')}
        value={note}
        maxLength={TEXT_LIMITS.evidenceNote}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={1}
        maxRows={5}
        dir="auto"
      />
    </FormFrame>
  );
}
