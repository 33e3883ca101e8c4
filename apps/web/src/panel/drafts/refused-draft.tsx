/**
 * A value that was not taken: what it was, why, and what can be done with it. Nothing typed may be lost, and this is
 * where its author finds it again.
 */
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isHeldBack, standsAgainst } from '../../lines/held-back.ts';
import { mayEditCell } from '@tallystick/domain/rights';
import { useWorkbook } from '../../live/workbook/use-workbook.ts';
import { asRead } from '../../lines/told.ts';
import { useCellTexts } from '../../live/workbook/cell-texts.ts';
import { HandIn } from './hand-in.tsx';
import { Instant } from '../../kit/instant.tsx';
import { Notice } from '../../kit/notice.tsx';
import { useRefusalSentence } from '../../kit/refusal-text.tsx';

/** `isWhySaid`: the field that it stands below says why already. */
export function RefusedDraft({ cell, isWhySaid = false }: { cell: string; isWhySaid?: boolean }) {
  const { t } = useTranslation('panel');
  const { cells, catalogue, state, actor, now } = useWorkbook();
  const say = useRefusalSentence();
  const subscribe = useCallback((tell: () => void) => cells.subscribe(tell), [cells]);
  const draft = useSyncExternalStore(subscribe, () => cells.draft(cell));
  const stands = useCellTexts([cell]).get(cell);
  const [again, setAgain] = useState(0);
  if (!draft) return null;
  const isOvertaken = standsAgainst(draft.refusal);
  const isOpenNow =
    isHeldBack(draft) && !mayEditCell(state, actor, { cell, catalogue, now: now() });
  return (
    <Notice tone="bad" title={t('draft.title')} testId="refused-draft">
      <Text size="md" fw={600} className="panel-said" dir="auto">
        {draft.typed === '' ? t('draft.clearing') : draft.typed}
      </Text>
      {!isWhySaid && (
        <div role="status" key={again}>
          <Text size="sm">{isOpenNow ? t('draft.openNow') : say(draft.refusal)}</Text>
        </div>
      )}
      {isOvertaken && (
        <Text size="sm">
          {`${t('draft.stands')}: `}
          <bdi translate="no">
            {stands === undefined ? t('draft.empty') : asRead(catalogue, cell, stands)}
          </bdi>
        </Text>
      )}
      <Text size="xs" c="var(--ts-muted)">
        <Instant at={draft.at} />
      </Text>
      <Group gap={6} mt={8}>
        {/* What cannot be read can only be typed anew, at its cell. */}
        {draft.stored !== undefined && (
          <Button
            size="compact-sm"
            onClick={() => {
              cells.retryDraft(cell);
              setAgain(again + 1);
            }}
            data-testid="draft-retry"
          >
            {t(isOvertaken ? 'draft.mine' : 'draft.retry')}
          </Button>
        )}
        <CopyButton value={draft.typed}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy} data-testid="draft-copy">
              {copied ? t('draft.copied') : t('draft.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => cells.discardDraft(cell)}
          data-testid="draft-discard"
        >
          {t('draft.discard')}
        </Button>
      </Group>
      {draft.stored !== undefined && <HandIn draft={draft} />}
    </Notice>
  );
}
