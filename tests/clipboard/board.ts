/** The real clipboard of a browser under test. */
import type { Page } from 'playwright';

export type Board = { html: string; text: string };

/** Puts both forms there by a true copy; the page's own listeners do not see it. */
export async function putOnBoard(page: Page, board: Board): Promise<void> {
  await page.evaluate(({ html, text }) => {
    const give = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (html !== '') event.clipboardData?.setData('text/html', html);
      if (text !== '') event.clipboardData?.setData('text/plain', text);
      window.removeEventListener('copy', give, { capture: true });
    };
    window.addEventListener('copy', give, { capture: true });
  }, board);
  await page.keyboard.press('Control+C');
}

/** What lies there, read by a true paste that the page's own listeners do not see. */
export async function readBoard(page: Page): Promise<Board> {
  await page.evaluate(() => {
    const take = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const html = event.clipboardData?.getData('text/html') ?? '';
      const text = event.clipboardData?.getData('text/plain') ?? '';
      Object.assign(window, { board: { html, text } });
      window.removeEventListener('paste', take, { capture: true });
    };
    Object.assign(window, { board: undefined });
    window.addEventListener('paste', take, { capture: true });
  });
  await page.keyboard.press('Control+V');
  const handle = await page.waitForFunction(() => (window as unknown as { board?: Board }).board);
  return (await handle.jsonValue()) as Board;
}
