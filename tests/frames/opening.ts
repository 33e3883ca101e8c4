/**
 * How soon a workbook shows its figures. The page is timed from outside: while it is busy with drawing it does not know
 * yet that its data have come.
 */
import type { BrowserContext } from 'playwright';

export type Opening = {
  /** Milliseconds from the arrival of the room's cells, over the network, to the frame that shows figures. */
  afterData_ms: number;
  /** Milliseconds from asking for the page to that frame. */
  afterAsking_ms: number;
};

/** Opens a page of its own for somebody who is signed in. */
export async function timeOpening(context: BrowserContext, url: string): Promise<Opening> {
  const page = await context.newPage();
  try {
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Performance.enable');
    // The cells come in the largest frame; the others are words of the protocol.
    let cells = { length: 0, at_s: 0 };
    wire.on('Network.webSocketFrameReceived', ({ timestamp, response }) => {
      const { length } = response.payloadData;
      if (length > cells.length) cells = { length, at_s: timestamp };
    });
    await page.addInitScript(() => {
      const look = (): void => {
        const shown = document.querySelector('.ag-row [col-id=numerator] .ts-text:not(:empty)');
        if (!shown) requestAnimationFrame(look);
        else requestAnimationFrame(() => Object.assign(window, { shown_ms: performance.now() }));
      };
      requestAnimationFrame(look);
    });
    await page.goto(url);
    await page.waitForFunction(() => 'shown_ms' in window);
    const afterAsking_ms = await page.evaluate(
      () => (window as unknown as { shown_ms: number }).shown_ms,
    );
    const { metrics } = await wire.send('Performance.getMetrics');
    const begun_s = metrics.find(({ name }) => name === 'NavigationStart')?.value ?? Number.NaN;
    const data_ms = (cells.at_s - begun_s) * 1_000;
    return { afterData_ms: afterAsking_ms - data_ms, afterAsking_ms };
  } finally {
    await page.close();
  }
}
