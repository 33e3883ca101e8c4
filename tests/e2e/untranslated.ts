/**
 * Finds text that did not come out of a message catalogue: in the pseudo-language (`?lang=pseudo`) every one of those
 * stands in brackets.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Page } from 'playwright';

/** What stands around a text that is a person's, a city's or the catalogue's data, and not the product's. */
const DATA = [
  '.ts-text',
  'bdi',
  'kbd',
  'time',
  'code',
  '[dir="auto"]',
  // The page has a direction too, and is all of it the product's.
  'body [dir="ltr"]',
  '.panel-rules',
  '.panel-said',
  '[data-said]',
].join(', ');

/** All texts of the KPI set: it is in English whatever the page speaks. Its parts know each other, so none is met twice. */
function textsOf(part: unknown, met = new Set<unknown>()): Set<unknown> {
  if (met.has(part)) return met;
  met.add(part);
  if (part instanceof Map) for (const each of part.values()) textsOf(each, met);
  else if (typeof part === 'object' && part !== null)
    for (const each of Object.values(part)) textsOf(each, met);
  return met;
}

let kpiSet: readonly string[] | undefined;

/** Words of Latin letters that are neither inside the brackets of the pseudo-language nor data. */
export async function untranslated(page: Page, known: readonly string[]): Promise<string[]> {
  kpiSet ??= [...textsOf(loadCatalogue())].filter((each) => typeof each === 'string');
  return await page.evaluate(look, [DATA, known, kpiSet] as const);
}

/** In the page. */
function look([data, names, kpis]: readonly [string, readonly string[], readonly string[]]) {
  const found = new Set<string>();
  const ofSet = new Set(kpis);
  const isName = (piece: string): boolean => !/\p{L}{3}/u.test(piece) || ofSet.has(piece.trim());
  /** A name of the KPI set, or several of them in one line: `1A Open Data – Open data sets, % available`. */
  const isOfSet = (text: string): boolean =>
    text
      .replace(/^\d+[CA] /, '')
      .split(/ · | – /)
      .every((piece) => isName(piece) || piece.split(/^: |: /).every(isName));
  const isZone = (text: string): boolean => /^[A-Z]\w+(?:\/[\w -]+)+$/.test(text);
  const isData = (text: string): boolean =>
    names.some((name) => text.includes(name)) || isZone(text) || isOfSet(text);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const around = node.parentElement;
    if (!around || !/\p{L}{3}/u.test(text) || text.includes('[')) continue;
    if (around.closest('style, script, noscript') || around.closest(data)) continue;
    const block = around.closest('p, li, dd, td, h1, h2, h3, button, a, span, div');
    if (/^\[.*\]$/su.test(block?.textContent?.trim() ?? '')) continue;
    if (!isData(text)) found.add(text.slice(0, 80));
  }
  for (const named of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    // Measured with, and told to nobody.
    if (named.closest('[aria-hidden="true"]')) continue;
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const text = named.getAttribute(name)?.trim() ?? '';
      if (!/\p{L}{3}/u.test(text) || text.includes('[') || named.closest(data)) continue;
      if (!isData(text)) found.add(`${name}: ${text.slice(0, 80)}`);
    }
  }
  return [...found];
}
