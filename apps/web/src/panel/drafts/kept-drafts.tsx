/**
 * Values for this cell that were refused and are kept on the server: proposals that their authors handed in, and what
 * somebody's program could not write. Taken over, declined or discarded, here.
 */
import { Text } from '@mantine/core';
import type { Refusal } from '@tallystick/domain/refusals';
import { mayEditCell, mayTakeOver } from '@tallystick/domain/rights';
import type { RefusedDraftView, SettledView } from '@tallystick/protocol/views-refused-drafts';
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../server/api.ts';
import { keptAt } from '../../live/cells/proposals.ts';
import { askProposals } from '../../live/workbook/use-proposals.ts';
import { useWorkbook } from '../../live/workbook/use-workbook.ts';
import { KeptDraft } from './kept-draft.tsx';
import { Notice } from '../../kit/notice.tsx';
import { useRefusalSentence } from '../../kit/refusal-text.tsx';
import { SettledProposals } from './settled-proposals.tsx';

type How = SettledView['how'];

export function KeptDrafts({ cell }: { cell: string }) {
  const { t } = useTranslation('panel');
  const { id, actor, state, catalogue, cells, now } = useWorkbook();
  const subscribe = useCallback((tell: () => void) => cells.subscribe(tell), [cells]);
  const { drafts, settled } = useSyncExternalStore(subscribe, () => keptAt(cells, cell));
  const say = useRefusalSentence();
  const [told, setTold] = useState<{ cell: string; how: How | Refusal }>();
  const status = useRef<HTMLDivElement>(null);
  const settle = async (draft: RefusedDraftView, how: How, word = '') => {
    const path = `/api/workbooks/${id}/refused-drafts/${draft.id}/settle`;
    const outcome = await api.post(path, { how, word });
    setTold({ cell, how: outcome.ok ? how : outcome.refusal });
    // The button that was pressed goes away with its draft.
    status.current?.focus();
    void askProposals(id, cells);
  };
  /** By the rights of now: the list was asked for a while ago. */
  const mayTake = (draft: RefusedDraftView): Refusal | undefined => {
    const isOthers = draft.handedInAt !== null && draft.by.person !== actor.person;
    return (isOthers ? mayTakeOver : mayEditCell)(state, actor, { cell, catalogue, now: now() });
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
                mayTake={mayTake(draft) === undefined}
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
