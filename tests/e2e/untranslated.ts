/**
 * Finds text that did not come out of a message catalogue: in the pseudo-language (`?lang=pseudo`) every one of those
 * stands in brackets. Own file because looking is one thing, going everywhere another.
 */
import type { Page } from 'playwright';

/** What stands around a text that is a person's, a city's or the catalogue's data, and not the product's. */
const DATA = [
  '.ts-text',
  'bdi',
  'time',
  'code',
  '[dir="auto"]',
  // The page has a direction too, and is all of it the product's.
  'body [dir="ltr"]',
  '.panel-rules',
  '.panel-said',
  '[data-said]',
].join(', ');

/** Words of Latin letters that are neither inside the brackets of the pseudo-language nor data. */
export async function untranslated(page: Page, known: readonly string[]): Promise<string[]> {
  return await page.evaluate(
    ([data, names]) => {
      const found = new Set<string>();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const around = node.parentElement;
        if (!around || !/\p{L}{3}/u.test(text) || text.includes('[')) continue;
        if (around.closest('style, script, noscript') || around.closest(data)) continue;
        const block = around.closest('p, li, dd, td, h1, h2, h3, button, a, span, div');
        if (/^\[.*\]$/su.test(block?.textContent?.trim() ?? '')) continue;
        if (!names.some((name) => text.includes(name))) found.add(text.slice(0, 80));
      }
      for (const named of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
        for (const name of ['aria-label', 'title', 'placeholder']) {
          const text = named.getAttribute(name)?.trim() ?? '';
          if (!/\p{L}{3}/u.test(text) || text.includes('[') || named.closest(data)) continue;
          if (!names.some((each) => text.includes(each)))
            found.add(`${name}: ${text.slice(0, 80)}`);
        }
      }
      return [...found];
    },
    [DATA, known] as const,
  );
}
