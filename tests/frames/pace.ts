/** How smoothly a page runs: its frames, how soon a key is painted, how often cells are painted anew. */
import type { Page } from 'playwright';

export type Pace = {
  /** Milliseconds between one frame and the next. */
  frames_ms: number[];
  /** Cells whose text was another one after a frame. */
  repaints: number;
  seconds: number;
};

type Watch = { frames_ms: number[]; repaints: number; stop: () => void };

/** Watches the frames of the page for so many seconds. */
export async function watchPace(page: Page, seconds: number): Promise<Pace> {
  return await page.evaluate(async (span_s) => {
    const watch: Watch = { frames_ms: [], repaints: 0, stop: () => undefined };
    const dirty = new Set<Node>();
    const seen = new MutationObserver((records) => {
      for (const { target } of records) {
        const cell = (target instanceof Element ? target : target.parentElement)?.closest(
          '.ag-cell',
        );
        if (cell) dirty.add(cell);
      }
    });
    const grid = document.querySelector('.ag-root') ?? document.body;
    seen.observe(grid, { subtree: true, characterData: true, childList: true });
    const begun = performance.now();
    let last = begun;
    await new Promise<void>((done) => {
      const frame = (now: number): void => {
        watch.frames_ms.push(now - last);
        last = now;
        watch.repaints += dirty.size;
        dirty.clear();
        if (performance.now() - begun < span_s * 1_000) requestAnimationFrame(frame);
        else done();
      };
      requestAnimationFrame((now) => {
        last = now;
        requestAnimationFrame(frame);
      });
    });
    seen.disconnect();
    return {
      frames_ms: watch.frames_ms,
      repaints: watch.repaints,
      seconds: (performance.now() - begun) / 1_000,
    };
  }, seconds);
}

export const framesPerSecond = ({ frames_ms }: Pace): number =>
  1_000 / (frames_ms.reduce((sum, each) => sum + each, 0) / frames_ms.length);

/** Has the page note when a key was pressed and when the frame with its letter had been painted. */
export async function listenToKeys(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const painted_ms: number[] = [];
    Object.assign(window, { painted_ms });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // The message comes after the frame's own work: what was typed is on the screen.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => painted_ms.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      true,
    );
  });
  return () =>
    page.evaluate(() => (window as unknown as { painted_ms: number[] }).painted_ms.splice(0));
}

/** Milliseconds of the page's main thread so far. */
export async function mainThread(page: Page): Promise<() => Promise<number>> {
  const wire = await page.context().newCDPSession(page);
  await wire.send('Performance.enable');
  return async () => {
    const { metrics } = await wire.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
}
