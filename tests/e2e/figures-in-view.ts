/** Which columns of figures a person sees whole, and whether what is seen of a cell is used: asked of the page's own pixels. */
import type { Page } from 'playwright';

export type Seen = {
  /** Columns of figures that are seen whole. */
  figures: string[];
  /** Figures behind dots, or cut, though what is seen of their cell has room for them. */
  wasted: string[];
  /** Columns read whole or not at all, of which a part is read. */
  halved: string[];
  /** Columns of figures with room for a part of the dots alone. */
  thin: string[];
  /** Pixels by which the page is wider than the window. */
  wider_px: number;
};

/** In the page: looked at one row after the other, by what lies on top at the edges of each cell. */
function lookAtFigures(): Seen {
  const sheet = document.querySelector('.ag-grid-viewport');
  if (!sheet) throw new Error('there is no sheet');
  const frame = sheet.getBoundingClientRect();
  const [left, right] = [frame.left, frame.left + sheet.clientWidth];
  const isOn = (cell: Element, x: number, y: number): boolean =>
    cell.contains(document.elementFromPoint(x, y));
  const partSeen = (cell: Element, box: DOMRect, y: number): [number, number] => {
    const points: number[] = [];
    for (let x = Math.ceil(Math.max(box.left, left)); x < Math.min(box.right, right); x += 3)
      if (isOn(cell, x, y)) points.push(x);
    return [points[0] ?? 0, (points.at(-1) ?? -3) + 3];
  };
  const seenOf = new Map<string, [from: number, to: number]>();
  const figures = new Map<string, boolean>();
  const wasted: string[] = [];
  const halved = new Set<string>();
  const thin = new Set<string>();
  const pen = document.createElement('canvas').getContext('2d');
  const dotsIn = (text: Element): number => {
    if (pen) pen.font = getComputedStyle(text).font;
    return pen?.measureText('…').width ?? 0;
  };
  for (const cell of document.querySelectorAll('.ag-row [col-id].ag-cell')) {
    const box = cell.getBoundingClientRect();
    const y = box.top + box.height / 2;
    if (box.top < frame.top + 48 || box.bottom > frame.bottom || y > window.innerHeight) continue;
    const id = cell.getAttribute('col-id') ?? '';
    const isFigure = cell.classList.contains('ts-num') && id !== 'year';
    // Cells of a column stand one under the other: what is seen of one is seen of all.
    const known = seenOf.get(id);
    const [from, to] = known ?? partSeen(cell, box, y);
    if (!known) seenOf.set(id, [from, to]);
    const seen_px = to - from;
    const isWhole = seen_px >= box.width - 8;
    if (isFigure) figures.set(id, (figures.get(id) ?? true) && isWhole);
    const text = cell.querySelector('.ts-text');
    if (!text?.textContent || seen_px === 0) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const letters = range.getBoundingClientRect();
    const isRead = letters.left >= from - 3 && letters.right <= to + 3;
    if (isFigure && letters.width <= seen_px - 14 && !isRead)
      wasted.push(`${id} ${text.textContent}`);
    const isHidden = getComputedStyle(text).visibility === 'hidden';
    if (id === 'unit' && !isWhole && !isHidden) halved.add(id);
    const room = text.parentElement?.getBoundingClientRect().width ?? 0;
    const isDotted = cell.classList.contains('ts-num') && !isWhole && !isRead && !isHidden;
    if (isDotted && room < dotsIn(text) - 1) thin.add(id);
  }
  return {
    figures: [...figures].flatMap(([id, isWhole]) => (isWhole ? [id] : [])),
    wasted,
    halved: [...halved],
    thin: [...thin],
    wider_px: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}

/** The windows of the issue; the last is one of 1280 px that is zoomed to 200 %. */
export const WINDOWS = [
  { what: '1440 px', width: 1440, height: 900 },
  { what: '1280 px', width: 1280, height: 800 },
  { what: '1024 px', width: 1024, height: 768 },
  { what: '820 px', width: 820, height: 1180 },
  { what: '720 px', width: 720, height: 900 },
  { what: '200 %', width: 640, height: 400 },
] as const;

/** What is seen in a window of this size, once the sheet has been laid out for it. */
export async function figuresAt(
  page: Page,
  size: { width: number; height: number },
): Promise<Seen> {
  await page.setViewportSize(size);
  return await figuresNow(page);
}

/** Looks until two of them tell the same; frames lie between. */
const LOOKS_MAX = 300;

/** What is seen once the sheet has come to rest. */
export async function figuresNow(page: Page): Promise<Seen> {
  let before = '';
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    await page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++)
        await new Promise((drawn) => requestAnimationFrame(drawn));
    });
    const seen = await page.evaluate(lookAtFigures);
    const now = JSON.stringify(seen);
    if (now === before && seen.figures.length > 0) return seen;
    before = now;
  }
  throw new Error(`the sheet never came to rest: ${before}`);
}
