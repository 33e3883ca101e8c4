/**
 * Counts which components of the page React draws again. It stands where React's developer tools would and follows each
 * commit from the root: a component was drawn where its fiber is a new one that performed work.
 */
import type { BrowserContext, Page } from 'playwright';

/** What is drawn between two looks: how many components, and how often each by name. */
export type Drawn = { total: number; byName: Record<string, number> };

/** What the page holds of it. */
export type Watched = {
  drawnComponents: Map<string, number>;
  /** When something was drawn last, by `performance.now()`. */
  drawnAt: number;
};

/** Stands before the scripts of every page: they look for the hook once. */
export async function watchRenders(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    type Fiber = {
      tag: number;
      flags: number;
      type: unknown;
      alternate: Fiber | null;
      child: Fiber | null;
      sibling: Fiber | null;
    };
    const PERFORMED_WORK = 1;
    /** Functions, classes, forwarded references and memos. */
    const COMPONENTS = new Set([0, 1, 11, 14, 15]);
    const drawn = new Map<string, number>();
    const nameOf = (type: unknown): string => {
      if (typeof type === 'function') return type.name || 'anonymous';
      const inner = type as { render?: { name?: string }; type?: unknown } | null;
      if (inner?.render) return inner.render.name || 'anonymous';
      return inner?.type ? nameOf(inner.type) : 'anonymous';
    };
    const walk = (fiber: Fiber): void => {
      if (COMPONENTS.has(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0) {
        const name = nameOf(fiber.type);
        drawn.set(name, (drawn.get(name) ?? 0) + 1);
      }
      // Children that are the same ones as before were passed over.
      if (fiber.alternate !== null && fiber.alternate.child === fiber.child) return;
      for (let child = fiber.child; child; child = child.sibling) walk(child);
    };
    Object.assign(window, {
      drawnComponents: drawn,
      drawnAt: performance.now(),
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: (_id: number, root: { current: Fiber }) => {
          walk(root.current);
          (window as unknown as Watched).drawnAt = performance.now();
        },
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
      },
    });
  });
}

/** What was drawn since the last look. */
export async function takeDrawn(page: Page): Promise<Drawn> {
  return await page.evaluate(() => {
    const { drawnComponents: drawn } = window as unknown as Watched;
    const byName = Object.fromEntries(drawn);
    drawn.clear();
    return { total: Object.values(byName).reduce((sum, n) => sum + n, 0), byName };
  });
}
