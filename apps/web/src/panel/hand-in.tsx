/**
 * Handing a refused value in as a proposal, with a note. Own file because the value leaves this browser by it, and is
 * let go here only when the server has it.
 */
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import type { Refusal } from '@tallystick/domain/refusals';
import { PROPOSAL_WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../live/api.ts';
import { type RefusedDraft, useWorkbook } from '../live/use-workbook.ts';
import { useRefusalSentence } from './refusal-text.tsx';

export function HandIn({ draft }: { draft: RefusedDraft }) {
  const { t } = useTranslation('panel');
  const { id, cells, actor, state, connection } = useWorkbook();
  const say = useRefusalSentence();
  const [note, setNote] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  if (may(actor, 'propose', { state })) return null;
  const handIn = async () => {
    setBusy(true);
    const { cell, stored, refusal: why } = draft;
    const reason = { code: why.code, detail: why.detail ?? '' };
    const body = { cell, text: stored ?? null, ...reason, note: note.trim() };
    const outcome = await api.post(`/api/workbooks/${id}/refused-drafts`, body);
    setBusy(false);
    if (outcome.ok) cells.discardDraft(cell);
    else setRefusal(outcome.refusal);
  };
  const isAway = refusal?.code === 'unavailable' || (refusal && connection === 'offline');
  return (
    <>
      <Stack gap={6} mt={8} align="flex-start">
        <TextInput
          size="xs"
          w="100%"
          label={t('draft.note')}
          value={note}
          maxLength={PROPOSAL_WORDS_CHARS_MAX}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-testid="draft-note"
        />
        <Button
          size="xs"
          variant="default"
          loading={isBusy}
          onClick={() => void handIn()}
          data-testid="draft-hand-in"
        >
          {t('draft.handIn')}
        </Button>
      </Stack>
      {refusal && (
        <Text size="sm" role="alert">
          {isAway ? t('draft.away') : say(refusal)}
        </Text>
      )}
    </>
  );
}
