/**
 * How far a person has looked, and what others changed after that. "seen" is marked in one place: when nothing is new,
 * when the news was read or put aside, and when a page without news is left.
 */
import { may } from '@tallystick/domain/rights';
import type { CompareView, SeenView } from '@tallystick/protocol/views-history';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../server/api.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import type { WorkbookState } from '@tallystick/domain/state';
import { askPast } from '../server/ask-past.ts';
import { compareRequest, workbookApi } from '../addresses/workbook-paths.ts';

/** What others write before one's eyes counts as seen this long after it has settled, in milliseconds. */
const SEEN_AFTER_MS = 60_000;

/** A page that is hidden for so long was left by somebody who had read it, in milliseconds. */
const LEFT_MS = 1_000;

export type Since = {
  /** Number of the entry that the person saw last. */
  number: number;
  at: number;
  /** Cells that others have changed since; none where they only said or decided something. */
  count: number;
};

/** `hasNews` tells whether others said or decided something after an entry. */
async function newsFor(
  id: string,
  person: string,
  hasNews: (since: number) => boolean,
): Promise<Since | 'first' | 'none' | 'unknown'> {
  const seen = await api.get<SeenView>(`${workbookApi(id)}/seen`);
  if (!seen.ok) return 'unknown';
  const { number, at } = seen.value;
  // The first visit: everything is new, so nothing is news.
  if (number === 0 || at === null) return 'first';
  const answer = await askPast<CompareView>(compareRequest(id, String(number), 'now'));
  if (!answer.ok) return 'unknown';
  // What follows from one's own figures is no news from others.
  const others = answer.value.changes.filter(
    ({ kind, by }) => kind === 'typed' && by?.person !== person,
  );
  return others.length === 0 && !hasNews(number) ? 'none' : { number, at, count: others.length };
}

type Tells = (state: WorkbookState, since: number) => boolean;

/**
 * `hasNews` tells whether the state holds something that others said or decided after an entry, `isTold` whether it is
 * told to those who have the page open as well. `isFirst`: the person has never been in this workbook.
 */
export function useSince(
  hasNews: Tells,
  isTold: Tells,
): {
  since: Since | undefined;
  isFirst: boolean;
  markSeen: () => void;
} {
  const { id, view, actor, state, now } = useWorkbook();
  const [since, setSince] = useState<Since>();
  const [isFirst, setFirst] = useState(false);
  /** What waits to be read is not marked as seen by leaving the page. */
  const mayMark = useRef(false);
  const reads = may(actor, 'read-room', { state }) === undefined;
  const person = view.me.person;
  /** As of now: what has come in meanwhile is asked as well, and asks nothing anew. */
  const tells = useRef<(number: number) => boolean>(() => false);
  /** Up to where everything was seen, while no news stands above the sheet. */
  const seen = useRef<Pick<Since, 'number' | 'at'>>(undefined);
  const looked = useRef(() => {});
  useEffect(() => {
    tells.current = (number) => hasNews(state, number);
    looked.current = () => {
      mayMark.current = true;
      seen.current = { number: view.head, at: now() };
    };
  });
  useEffect(() => {
    if (seen.current === undefined || !isTold(state, seen.current.number)) return;
    setSince({ ...seen.current, count: 0 });
    seen.current = undefined;
    mayMark.current = false;
  }, [state, isTold]);

  const put = useCallback(async () => {
    // The live view's own head counts events alone; the server knows the last edit too.
    await api.put(`${workbookApi(id)}/seen`, {});
  }, [id]);

  useEffect(() => {
    if (!reads) return undefined;
    let current = true;
    void newsFor(id, person, (number) => tells.current(number)).then((news) => {
      if (!current || news === 'unknown') return;
      if (news === 'none' || news === 'first') {
        setFirst(news === 'first');
        looked.current();
        void put();
      } else setSince(news);
    });
    return () => {
      current = false;
    };
  }, [id, person, reads, put]);

  useMarking(mayMark, put);

  const markSeen = useCallback(() => {
    setSince(undefined);
    looked.current();
    void put();
  }, [put]);
  return { since, isFirst, markSeen };
}

/** Marks what stands as seen: after a while before one's eyes, and when the page is left. */
function useMarking(mayMark: RefObject<boolean>, put: () => Promise<void>): void {
  const { cells } = useWorkbook();
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const leave = (): void => {
      clearTimeout(leaving);
      // A page that ends here, to be loaded anew, says nothing: what came a moment ago was not read yet.
      if (mayMark.current && document.visibilityState === 'hidden')
        leaving = setTimeout(() => void put(), LEFT_MS);
    };
    let later: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      if (mayMark.current && document.visibilityState === 'visible') void put();
    };
    const stop = cells.subscribe((_, fresh) => {
      // What one types oneself is no news.
      if (fresh.size === 0) return;
      clearTimeout(later);
      later = setTimeout(look, SEEN_AFTER_MS);
    });
    document.addEventListener('visibilitychange', leave);
    return () => {
      stop();
      clearTimeout(later);
      clearTimeout(leaving);
      document.removeEventListener('visibilitychange', leave);
      if (mayMark.current) void put();
      mayMark.current = false;
    };
  }, [mayMark, put, cells]);
}
