/** How the audit side closes a query: with what outcome, and the footnote that the report prints beside the value. */
import { NativeSelect, Textarea } from '@mantine/core';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { type Query, QUERY_OUTCOMES, type QueryOutcome } from '@tallystick/domain/nouns/query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PanelForm } from '../kit/panel-form.tsx';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useMissing } from '../look/use-missing.ts';

export function CloseQuery({ query, done }: { query: Query; done: () => void }) {
  const { t } = useTranslation('queries');
  const { command } = useWorkbook();
  const [outcome, setOutcome] = useState<QueryOutcome>('settled');
  const [footnote, setFootnote] = useBegunText(`${query.id} footnote`);
  // What was read when the form was opened: an answer that comes meanwhile is not closed over.
  const [seen] = useState(() => query.turns.at(-1)?.number ?? query.number);
  const lacks = outcome === 'cautioned' && footnote.trim() === '';
  const { at, ...fields } = useMissing({ footnote: lacks && t('missing.footnote') });
  const close = async () => {
    const kept = outcome === 'settled' ? '' : footnote.trim();
    const closed = await command({
      type: 'close-query',
      query: query.id,
      outcome,
      footnote: kept,
      seen,
    });
    if (!closed.ok) return closed;
    setFootnote('');
    done();
    return closed;
  };
  return (
    <PanelForm
      fields={fields}
      act={close}
      onCancel={done}
      verb={t('close')}
      testId="query-close-send"
    >
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
    </PanelForm>
  );
}
