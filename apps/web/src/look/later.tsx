/**
 * A part of the app that is fetched when it is shown. Own file because React's `lazy` shows its stand-in even where the
 * part is there already, and then keeps it on the screen for 300 ms.
 */
import { type ComponentType, createElement, type ReactNode, useEffect, useReducer } from 'react';

export type Later<P> = {
  (props: P): ReactNode;
  /** Begins to fetch it, where it is known that it will be shown. Fetched once; tried again after a failure. */
  fetch(): Promise<void>;
};

/** The part that `load` brings, and `waiting` until then. A part that cannot be fetched throws where it is shown. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
): Later<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  let failed: { why: unknown } | undefined;
  const fetch = (): Promise<void> => {
    loading ??= load().then(
      (part) => {
        loaded = part;
      },
      (why: unknown) => {
        failed = { why };
        loading = undefined;
      },
    );
    return loading;
  };
  function Part(props: P): ReactNode {
    const [, again] = useReducer((n: number) => n + 1, 0);
    const isThere = loaded !== undefined;
    useEffect(() => {
      // It may have come since this was drawn.
      if (!isThere) void fetch().then(again);
    }, [isThere]);
    if (loaded) return createElement(loaded, props);
    if (failed) {
      const { why } = failed;
      failed = undefined;
      throw why;
    }
    return waiting;
  }
  return Object.assign(Part, { fetch });
}
