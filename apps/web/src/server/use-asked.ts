/** Asking the server from a component: one answer per address however many ask for it, and again when it is told to. */
import { QueryClient, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { api } from './api.ts';
import { askPast } from './ask-past.ts';

/**
 * Nothing is kept beyond the components that show it: another person may sign in on the page. What waits for a
 * connection, and what is seen without one, is the workbook's and the lists' own affair (`live/kept`).
 */
const CLIENT = new QueryClient({
  defaultOptions: {
    queries: {
      gcTime: 0,
      staleTime: 0,
      retry: false,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  },
});

export type Asked<T> = {
  /** The last answer to this address that was no refusal. */
  value: T | undefined;
  /** Why the last try was refused. */
  refusal: Refusal | undefined;
  /** The last answer, whichever it was. */
  answer: Outcome<T> | undefined;
  /** When it came, milliseconds since 1970 by this browser's clock; 0 where none has. */
  at: number;
  /** Asks once more; settles when the answer is shown. */
  again: () => Promise<void>;
};

type How = {
  /** The index of the past may be a moment behind, and is worth waiting for. */
  isPast?: boolean;
  /** Asked anew whenever this is another text; meanwhile the answer of before stands. */
  mark?: string;
  /** Asked again so often while the page is in sight, in milliseconds. */
  everyMs?: number;
};

/** A refusal as the library carries what failed. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

function valueOf<T>(answer: Outcome<T>): T {
  if (!answer.ok) throw new Refused(answer.refusal);
  return answer.value;
}

/** The answer to a GET of an address (`/api/...`); nothing is asked while it is undefined. */
export function useAsked<T>(path: string | undefined, how: How = {}): Asked<T> {
  const { isPast = false, mark = '', everyMs } = how;
  const { data, error, refetch, dataUpdatedAt } = useQuery<T, Refused>(
    {
      queryKey: [path, mark],
      enabled: path !== undefined,
      refetchInterval: everyMs ?? false,
      refetchOnWindowFocus: everyMs === undefined ? false : 'always',
      queryFn: async () => valueOf(await (isPast ? askPast<T> : api.get<T>)(path ?? '')),
      placeholderData: (before, query) => (query?.queryKey[0] === path ? before : undefined),
    },
    CLIENT,
  );
  const refusal = error?.refusal;
  // The same object as long as it is the same answer: components compare it.
  const answer = useMemo((): Outcome<T> | undefined => {
    if (refusal) return { ok: false, refusal };
    return data === undefined ? undefined : { ok: true, value: data };
  }, [data, refusal]);
  return {
    value: data,
    refusal,
    answer,
    at: dataUpdatedAt,
    again: async () => {
      await refetch();
    },
  };
}

/** How a list is asked for that comes page by page, the first of them anew whenever it may have grown. */
type PagesOf<T> = {
  /** What is asked for; the pages of another one are not shown with it. */
  key: string;
  /** Where the page behind `before` is; without it the first one, which is to reach as far as those that were there. */
  pathOf: (before: number | undefined, earlier: readonly T[]) => string;
  /** What the page behind this one is asked with; null where there is none. */
  nextOf: (page: T) => number | null;
  /** As `How.mark`. */
  mark: string;
  /** It is about to change, and not asked for meanwhile. */
  isWaiting: boolean;
};

export type AskedPages<T> = {
  /** Undefined until the first answer is there. */
  pages: readonly T[] | undefined;
  refusal: Refusal | undefined;
  busy: boolean;
  /** Asks for one page more. */
  more: () => void;
};

/** The answers to GETs of a list of the past, page by page. */
export function useAskedPages<T>({
  key,
  pathOf,
  nextOf,
  mark,
  isWaiting,
}: PagesOf<T>): AskedPages<T> {
  const last = useRef<{ key: string; pages: readonly T[] }>({ key, pages: [] });
  const { data, error, isFetching, fetchNextPage } = useInfiniteQuery(
    {
      queryKey: ['pages', key, mark],
      enabled: !isWaiting,
      initialPageParam: undefined as number | undefined,
      queryFn: async ({ pageParam }) => {
        const earlier = last.current.key === key ? last.current.pages : [];
        return valueOf(await askPast<T>(pathOf(pageParam, earlier)));
      },
      getNextPageParam: nextOf,
      placeholderData: (before, query) => (query?.queryKey[1] === key ? before : undefined),
    },
    CLIENT,
  );
  const pages = data?.pages;
  useLayoutEffect(() => {
    if (pages) last.current = { key, pages };
  }, [key, pages]);
  return {
    pages,
    refusal: error instanceof Refused ? error.refusal : undefined,
    busy: isFetching,
    more: () => void fetchNextPage(),
  };
}

/** A refused answer of `useAskedOnce` is asked for again after so many milliseconds. */
const AGAIN_MS = 5_000;

/** The answers to GETs of addresses of the past, each asked for once as long as it is wanted. */
export function useAskedOnce<T>(paths: readonly string[]): readonly (T | undefined)[] {
  return useQueries(
    {
      queries: paths.map((path) => ({
        queryKey: ['once', path],
        queryFn: async () => valueOf(await askPast<T>(path)),
        staleTime: Number.POSITIVE_INFINITY,
        refetchInterval: (query: { state: { status: string } }) =>
          query.state.status === 'error' ? AGAIN_MS : false,
      })),
      combine: dataOf<T>,
    },
    CLIENT,
  );
}

/** Outside of the component: the same function keeps the same answer. */
function dataOf<T>(results: readonly { data: T | undefined }[]): (T | undefined)[] {
  return results.map(({ data }) => data);
}
