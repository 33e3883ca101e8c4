/** A history page by page, newest first, asked for again when something happens. */
import type { Refusal } from '@tallystick/domain/refusals';
import type { HistoryView, Moment } from '@tallystick/protocol/views-history';
import { useMemo } from 'react';
import { useAskedPages } from '../server/use-asked.ts';
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

const NOBODY = {};

/** `mark` is any text that changes when the history may have grown; while `isWaiting` it is about to, and not asked for. */
export function useHistory(
  id: string,
  filter: HistoryFilter,
  mark: string,
  isWaiting = false,
): History {
  const { pages, refusal, busy, more } = useAskedPages<HistoryView>({
    key: historyRequest(id, filter, { limit: PAGE }),
    pathOf: (before, earlier) => {
      if (before !== undefined) return historyRequest(id, filter, { before, limit: PAGE });
      const loaded = momentsOf(earlier).length;
      return historyRequest(id, filter, { limit: Math.min(Math.max(PAGE, loaded), MOST) });
    },
    nextOf: ({ next }) => next,
    mark,
    isWaiting,
  });
  const moments = useMemo(() => pages && momentsOf(pages), [pages]);
  const people = useMemo(
    () => (pages ? Object.assign({}, ...pages.map((page) => page.people)) : NOBODY),
    [pages],
  );
  const next = pages?.at(-1)?.next ?? null;
  return { moments, people, hasOlder: next !== null, busy, refusal, older: more };
}

const momentsOf = (pages: readonly HistoryView[]): Moment[] =>
  pages.flatMap(({ moments }) => moments);
