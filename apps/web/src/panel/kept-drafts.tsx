/**
 * Values for this cell that were refused and are kept on the server: proposals that their authors handed in, and what
 * somebody's program could not write. Taken over, declined or discarded, here. Own file because it asks for them.
 */
import { Text } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import type {
  RefusedDraftsView,
  RefusedDraftView,
  SettledProposal,
  SettledView,
} from '@tallystick/protocol/views-refused-drafts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../live/api.ts';
import { useWorkbook } from '../live/use-workbook.ts';
import { useCellTexts } from './cell-texts.ts';
import { KeptDraft } from './kept-draft.tsx';
import { Notice } from './notice.tsx';
import { useRefusalSentence } from './refusal-text.tsx';
import { SettledProposals } from './settled-proposals.tsx';

type How = SettledView['how'];
type Kept = { cell: string; drafts: RefusedDraftView[]; settled: SettledProposal[] };
const NOTHING: Omit<Kept, 'cell'> = { drafts: [], settled: [] };

/** The kept drafts of a cell, asked for anew when its text or the lock changes. */
function useKept(cell: string): Omit<Kept, 'cell'> & { ask: () => void } {
  const { id, state, proposalsAt } = useWorkbook();
  const text = useCellTexts([cell]).get(cell);
  const [kept, setKept] = useState<Kept>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    const path = `/api/workbooks/${id}/refused-drafts?cell=${encodeURIComponent(cell)}`;
    void api.get<RefusedDraftsView>(path).then((outcome) => {
      if (current && outcome.ok) setKept({ cell, ...outcome.value });
    });
    return () => {
      current = false;
    };
  }, [id, cell, text, state.locked, proposalsAt, asked]);
  const ask = useCallback(() => setAsked((times) => times + 1), []);
  const { drafts, settled } = kept?.cell === cell ? kept : NOTHING;
  return { drafts, settled, ask };
}

export function KeptDrafts({ cell }: { cell: string }) {
  const { t } = useTranslation('panel');
  const { id, actor } = useWorkbook();
  const { drafts, settled, ask } = useKept(cell);
  const say = useRefusalSentence();
  const [told, setTold] = useState<{ cell: string; how: How | Refusal }>();
  const status = useRef<HTMLDivElement>(null);
  const settle = async (draft: RefusedDraftView, how: How, word = '') => {
    const path = `/api/workbooks/${id}/refused-drafts/${draft.id}/settle`;
    const outcome = await api.post(path, { how, word });
    setTold({ cell, how: outcome.ok ? how : outcome.refusal });
    // The button that was pressed goes away with its draft.
    status.current?.focus();
    ask();
  };
  const last = told?.cell === cell ? told.how : undefined;
  // It stands before it speaks, or it could not take the focus.
  if (drafts.length + settled.length === 0 && last === undefined) return null;
  const isProposals = drafts.some(({ handedInAt }) => handedInAt !== null);
  const title = isProposals ? 'proposal.title' : 'kept.title';
  return (
    <>
      <SettledProposals settled={settled} />
      {drafts.length > 0 && (
        <Notice tone="warn" title={t(title, { count: drafts.length })} testId="kept-drafts">
          <ul className="kept-list">
            {drafts.map((draft) => (
              <KeptDraft
                key={draft.id}
                draft={draft}
                isMine={draft.by.person === actor.person}
                settle={(how, word) => void settle(draft, how, word)}
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
