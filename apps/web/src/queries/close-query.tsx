/** How the audit side closes a query: with what outcome, and the footnote that the report prints beside the value. */
import { Button, Group, NativeSelect, Stack, Textarea } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { type Query, QUERY_OUTCOMES, type QueryOutcome } from '@tallystick/domain/nouns/query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { intoView } from '../look/into-view.ts';
import { useAct } from '../look/use-act.ts';
import { useMissing } from '../look/use-missing.ts';

export function CloseQuery({ query, done }: { query: Query; done: () => void }) {
  const { t } = useTranslation('queries');
  const { command } = useWorkbook();
  const [outcome, setOutcome] = useState<QueryOutcome>('settled');
  const [footnote, setFootnote] = useBegunText(`${query.id} footnote`);
  // What was read when the form was opened: an answer that comes meanwhile is not closed over.
  const [seen] = useState(() => query.turns.at(-1)?.number ?? query.number);
  const { busy, refusal, run } = useAct();
  const lacks = outcome === 'cautioned' && footnote.trim() === '';
  const { form, at, isWhole } = useMissing({ footnote: lacks && t('missing.footnote') });
  const close = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isWhole()) return;
    const kept = outcome === 'settled' ? '' : footnote.trim();
    const closed = await run(() =>
      command({ type: 'close-query', query: query.id, outcome, footnote: kept, seen }),
    );
    if (!closed.ok) return;
    setFootnote('');
    done();
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void close(event)}>
      <Stack gap={8} ref={intoView}>
        <NativeSelect
          size="xs"
          label={t('outcome')}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value as QueryOutcome)}
          data={QUERY_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form was asked for by the button that it replaces
          autoFocus
          data-testid="query-outcome"
        />
        {outcome !== 'settled' && (
          <Textarea
            size="xs"
            label={t('footnote')}
            description={t('footnoteAbout')}
            required={outcome === 'cautioned'}
            error={at('footnote')}
            value={footnote}
            onChange={(event) => setFootnote(event.currentTarget.value)}
            maxLength={TEXT_LIMITS.footnote}
            autosize
            minRows={2}
            maxRows={6}
            data-testid="query-footnote"
          />
        )}
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button size="xs" variant="default" onClick={done}>
            {t('cancel')}
          </Button>
          <Button type="submit" size="xs" loading={busy} data-testid="query-close-send">
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
