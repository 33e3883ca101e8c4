/**
 * A part of the app that is fetched when it is shown. React's `lazy` shows its stand-in even where the part is there
 * already, and then keeps it on the screen for 300 ms.
 */
import { type ComponentType, createElement, type ReactNode, useEffect, useState } from 'react';
import { PartBoundary, Unfetched } from './part-boundary.tsx';

export type Later<P> = {
  (props: P): ReactNode;
  /** Begins to fetch it, where it is known that it will be shown. Should that fail, it is tried again when it is. */
  fetch(): void;
};

/** The part that `load` brings, and `waiting` until then; where it cannot be fetched or fails, a way to try again. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
): Later<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    loading ??= load().then(
      (part) => {
        loaded = part;
      },
      (why: unknown) => {
        loading = undefined;
        throw why;
      },
    );
    return loading;
  };
  function Part(props: P): ReactNode {
    const [end, setEnd] = useState<{ failed?: unknown }>();
    const isThere = loaded !== undefined;
    useEffect(() => {
      // It may have come since this was drawn.
      if (!isThere)
        begin().then(
          () => setEnd({}),
          (failed: unknown) => setEnd({ failed }),
        );
    }, [isThere]);
    if (loaded) return createElement(loaded, props);
    if (end && 'failed' in end) throw new Unfetched('A part did not come', { cause: end.failed });
    return waiting;
  }
  function Bounded(props: P): ReactNode {
    return (
      <PartBoundary>
        <Part {...props} />
      </PartBoundary>
    );
  }
  const fetch = (): void => {
    begin().catch(() => undefined);
  };
  return Object.assign(Bounded, { fetch });
}
