/**
 * Whether each cell that is drawn looks as the same cell does when it is drawn anew: a look is a function of what is true
 * now, and nothing of what was true before may stay on it.
 */
import type { Page } from 'playwright';

/** In the page: what differs between the drawn cells and the same cells drawn anew; null while the sheet is still painting. */
function compareLooks(): { cells: number; stale: string[] } | null {
  type Painters = { waiting: Set<string>; unnamed: Set<unknown> };
  type Api = { redrawRows: () => void; getEditingCells: () => unknown[] };
  type Fiber = {
    return: Fiber | null;
    stateNode: { api?: Api } | null;
    memoizedProps: { context?: { painters?: Painters } } | null;
  };
  const root = document.querySelector('.ts-grid .ag-root-wrapper');
  const element = root?.parentElement;
  const key = Object.keys(element ?? {}).find((each) => each.startsWith('__reactFiber'));
  let fiber = (element as unknown as Record<string, Fiber> | null)?.[key ?? ''] ?? null;
  while (fiber && !fiber.stateNode?.api?.redrawRows) fiber = fiber.return;
  const api = fiber?.stateNode?.api;
  const painters = fiber?.memoizedProps?.context?.painters;
  if (!api || !painters) throw new Error('there is no sheet on this page');
  if (painters.waiting.size > 0) return null;
  // To draw the rows anew would end what is being typed.
  if (api.getEditingCells().length > 0) return { cells: 0, stale: [] };
  const looks = (): Map<string, string> => {
    const found = new Map<string, string>();
    for (const cell of document.querySelectorAll('.ts-grid .ag-row .ag-cell')) {
      const row = cell.closest('.ag-row')?.getAttribute('row-id');
      const said = (part: string) => cell.querySelector(part)?.textContent ?? '';
      const classes = [...cell.classList].filter((each) => each.startsWith('ts-')).sort();
      const hand = cell.querySelector('.ts-hand-tag')?.getAttribute('data-initials') ?? '';
      const look = [classes.join(' '), said('.ts-text'), said('.ts-detail'), hand];
      found.set(`${row}:${cell.getAttribute('col-id')}`, JSON.stringify(look));
    }
    return found;
  };
  const drawn = looks();
  api.redrawRows();
  const fresh = looks();
  const stale = [...drawn].flatMap(([cell, look]) =>
    !fresh.has(cell) || fresh.get(cell) === look
      ? []
      : [`${cell} looks ${look}, anew ${fresh.get(cell)}`],
  );
  return { cells: drawn.size, stale };
}

/** Waits until the sheet is painted, then compares each drawn cell with a fresh look. `cells`: how many there were. */
export async function staleLooks(page: Page): Promise<{ cells: number; stale: string[] }> {
  // Two frames: one in which what has changed is told, one in which it is painted.
  await page.evaluate(
    async () =>
      await new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );
  const compared = await page.waitForFunction(compareLooks);
  return (await compared.jsonValue()) as { cells: number; stale: string[] };
}
