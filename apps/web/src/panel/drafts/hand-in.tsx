/** Handing a refused value in as a proposal, with a note. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { PROPOSAL_WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import { useTranslation } from 'react-i18next';
import { isConnected } from '../../live/room/connection.ts';
import { useBegunText } from '../../live/workbook/use-begun-text.ts';
import { wantHandedIn } from '../../live/workbook/hand-in.ts';
import { type RefusedDraft, useWorkbook } from '../../live/workbook/use-workbook.ts';
import { useRefusalSentence } from '../../kit/refusal-text.tsx';

export function HandIn({ draft }: { draft: RefusedDraft }) {
  const { t } = useTranslation('panel');
  const { cells, actor, state, connection } = useWorkbook();
  const say = useRefusalSentence();
  const [note, setNote] = useBegunText(`${draft.cell} note`);
  if (may(actor, 'propose', { state })) return null;
  if (draft.handIn !== undefined) {
    return (
      <Group gap={6} mt={8} role="status" data-testid="draft-waits">
        <Text size="sm">{t(isConnected(connection) ? 'draft.sending' : 'draft.waits')}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            setNote(draft.handIn ?? '');
            wantHandedIn(cells, draft);
          }}
          data-testid="draft-keep"
        >
          {t('draft.notNow')}
        </Button>
      </Group>
    );
  }
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
          onClick={() => {
            wantHandedIn(cells, draft, note.trim());
            setNote('');
          }}
          data-testid="draft-hand-in"
        >
          {t('draft.handIn')}
        </Button>
      </Stack>
      {draft.notTaken && (
        <Text size="sm" role="alert">
          {t('draft.notTaken', { why: say(draft.notTaken) })}
        </Text>
      )}
    </>
  );
}
