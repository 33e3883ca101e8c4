/** A history page by page, newest first, asked for again when something happens. */
import type { Refusal } from '@tallystick/domain/refusals';
import type { HistoryView, Moment } from '@tallystick/protocol/views-history';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { askPast } from '../server/ask-past.ts';
import { type HistoryFilter, historyRequest } from '../addresses/workbook-paths.ts';

/** Moments of a page; the server gives at most `MOST` at once. */
const PAGE = 30;
const MOST = 200;

export type History = {
  /** Undefined until the first answer for this filter is there. */
  moments: Moment[] | undefined;
  /** Names of the people in it, also of those who are members no more. */
  people: Readonly<Record<string, string>>;
  /** There are older ones. */
  hasOlder: boolean;
  busy: boolean;
  refusal: Refusal | undefined;
  older: () => void;
};

type Kept = {
  key: string;
  moments: Moment[];
  people: Record<string, string>;
  next: number | null;
};
const NOBODY = {};

/** `mark` is any text that changes when the history may have grown; while `isWaiting` it is about to, and not asked for. */
export function useHistory(
  id: string,
  filter: HistoryFilter,
  mark: string,
  isWaiting = false,
): History {
  const key = historyRequest(id, filter, { limit: PAGE });
  const [kept, setKept] = useState<Kept>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const latest = useRef({ key, kept });
  useLayoutEffect(() => {
    latest.current = { key, kept };
  });

  const ask = useCallback(
    async (page: { before?: number; limit: number }) => {
      const asked = latest.current.key;
      setBusy(true);
      const answer = await askPast<HistoryView>(historyRequest(id, filter, page));
      if (latest.current.key !== asked) return;
      setBusy(false);
      setRefusal(answer.ok ? undefined : answer.refusal);
      if (!answer.ok) return;
      const { moments, people, next } = answer.value;
      setKept((was) => {
        const newer = page.before !== undefined && was?.key === asked ? was : undefined;
        return {
          key: asked,
          moments: [...(newer?.moments ?? []), ...moments],
          people: { ...newer?.people, ...people },
          next,
        };
      });
    },
    // The filter is in the key.
    // oxlint-disable-next-line react/exhaustive-deps
    [key],
  );

  useEffect(() => {
    if (isWaiting) return;
    const loaded = latest.current.kept?.key === key ? latest.current.kept.moments.length : 0;
    void ask({ limit: Math.min(Math.max(PAGE, loaded), MOST) });
  }, [ask, key, mark, isWaiting]);

  const now = kept?.key === key ? kept : undefined;
  return {
    moments: now?.moments,
    people: now?.people ?? NOBODY,
    hasOlder: now !== undefined && now.next !== null,
    busy,
    refusal,
    older: () => {
      const next = latest.current.kept?.next;
      if (next !== null && next !== undefined) void ask({ before: next, limit: PAGE });
    },
  };
}
