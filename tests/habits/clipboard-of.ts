/**
 * The clipboard of a browser, as another program fills and reads it. A habit copies and pastes by keys alone: only the
 * other end of the clipboard is scripted.
 */
import type { Page } from 'playwright';

export class ClipboardOf {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Another program copies: plain text, or a table as HTML, or both. */
  async put(content: { text?: string; html?: string }): Promise<void> {
    await this.page.evaluate(async ({ text, html }) => {
      const item: Record<string, Blob> = {};
      if (text !== undefined) item['text/plain'] = new Blob([text], { type: 'text/plain' });
      if (html !== undefined) item['text/html'] = new Blob([html], { type: 'text/html' });
      await navigator.clipboard.write([new ClipboardItem(item)]);
    }, content);
  }

  /** Empties it, so that what is read later was copied since. */
  async clear(): Promise<void> {
    await this.put({ text: '(nothing was copied)' });
  }

  /** Another program pastes: line ends as one, without the last. */
  async text(): Promise<string> {
    const text = await this.page.evaluate(async () => await navigator.clipboard.readText());
    return text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  }

  /** The rows of the table on the clipboard, read as a spreadsheet would; empty where there is none. */
  async table(): Promise<string[][]> {
    return await this.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      if (!item?.types.includes('text/html')) return [];
      const html = await (await item.getType('text/html')).text();
      const rows = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr');
      return [...rows].map((row) => [...row.cells].map((cell) => cell.textContent));
    });
  }
}
