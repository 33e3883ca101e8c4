/**
 * Values for this cell that were refused to somebody's program and kept: taken over or discarded, here.
 * Own file because a program has no cell beside which it could keep them, as this browser keeps its own.
 */
import { Button, CopyButton, Group, Text } from '@mantine/core';
import { type Refusal, type RefusalCode, refuse } from '@tallystick/domain/refusals';
import type {
  RefusedDraftsView,
  RefusedDraftView,
  SettledView,
} from '@tallystick/protocol/views-refused-drafts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../live/api.ts';
import { useWorkbook } from '../live/use-workbook.ts';
import { useCellTexts } from './cell-texts.ts';
import { Instant } from './instant.tsx';
import { Notice } from './notice.tsx';
import { useRefusalSentence } from './refusal-text.tsx';

type How = SettledView['how'];
type Kept = { cell: string; drafts: RefusedDraftView[] };

/** The kept drafts of a cell, asked for anew when its text or the lock changes. */
function useKept(cell: string): { drafts: RefusedDraftView[]; ask: () => void } {
  const { id, state } = useWorkbook();
  const text = useCellTexts([cell]).get(cell);
  const [kept, setKept] = useState<Kept>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    const path = `/api/workbooks/${id}/refused-drafts?cell=${encodeURIComponent(cell)}`;
    void api.get<RefusedDraftsView>(path).then((outcome) => {
      if (current && outcome.ok) setKept({ cell, drafts: outcome.value.drafts });
    });
    return () => {
      current = false;
    };
  }, [id, cell, text, state.locked, asked]);
  const ask = useCallback(() => setAsked((times) => times + 1), []);
  return { drafts: kept?.cell === cell ? kept.drafts : [], ask };
}

type LineProps = { draft: RefusedDraftView; isMine: boolean; settle: (how: How) => void };

function KeptDraft({ draft, isMine, settle }: LineProps) {
  const { t } = useTranslation('panel');
  const say = useRefusalSentence();
  const refusal = refuse(draft.code as RefusalCode, draft.detail === '' ? undefined : draft.detail);
  return (
    <li className="kept-draft" data-testid="kept-draft">
      <Text size="md" fw={600} className="panel-said" dir="auto">
        {draft.text ?? t('draft.clearing')}
      </Text>
      <Text size="sm">{isMine ? say(refusal) : t('kept.told', { sentence: say(refusal) })}</Text>
      <Text size="xs" c="var(--ts-muted)">
        <bdi>{draft.by.name}</bdi>
        {', '}
        <Instant at={draft.at} />
      </Text>
      <Group gap={6} mt={6}>
        {draft.mayTake && (
          <Button size="compact-sm" onClick={() => settle('take-over')} data-testid="kept-take">
            {t('kept.take')}
          </Button>
        )}
        {draft.text !== null && (
          <CopyButton value={draft.text}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {copied ? t('draft.copied') : t('draft.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => settle('discard')}
          data-testid="kept-discard"
        >
          {t('draft.discard')}
        </Button>
      </Group>
    </li>
  );
}

export function KeptDrafts({ cell }: { cell: string }) {
  const { t } = useTranslation('panel');
  const { id, actor } = useWorkbook();
  const { drafts, ask } = useKept(cell);
  const say = useRefusalSentence();
  const [told, setTold] = useState<{ cell: string; how: How | Refusal }>();
  const status = useRef<HTMLDivElement>(null);
  const settle = async (draft: RefusedDraftView, how: How) => {
    const path = `/api/workbooks/${id}/refused-drafts/${draft.id}/settle`;
    const outcome = await api.post(path, { how });
    setTold({ cell, how: outcome.ok ? how : outcome.refusal });
    // The button that was pressed goes away with its draft.
    status.current?.focus();
    ask();
  };
  const last = told?.cell === cell ? told.how : undefined;
  // It stands before it speaks, or it could not take the focus.
  if (drafts.length === 0 && last === undefined) return null;
  return (
    <>
      {drafts.length > 0 && (
        <Notice tone="warn" title={t('kept.title', { count: drafts.length })} testId="kept-drafts">
          <ul className="kept-list">
            {drafts.map((draft) => (
              <KeptDraft
                key={draft.id}
                draft={draft}
                isMine={draft.by.person === actor.person}
                settle={(how) => void settle(draft, how)}
              />
            ))}
          </ul>
        </Notice>
      )}
      <div role="status" tabIndex={-1} ref={status} data-testid="kept-told">
        {last !== undefined && (
          <Text size="sm">{typeof last === 'string' ? t(`kept.done.${last}`) : say(last)}</Text>
        )}
      </div>
    </>
  );
}
