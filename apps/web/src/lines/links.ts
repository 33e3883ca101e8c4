/**
 * The web addresses in a text that somebody typed. Only http and https become links, although browsers follow other
 * kinds too.
 */

/** So many of one text are offered. */
const LINKS_MAX = 5;
const ADDRESS = /\bhttps?:\/\/[^\s<>"'\u201C\u201D\u00AB\u00BB]+/giu;
/** What ends a sentence and no address. */
const TRAILING = /[.,;:!?\u060C\u061B\u061F)\]}]+$/u;

export type Link = { href: string; host: string; shown: string };

/** A bracket at the end is the address's own where it was opened in it. */
function trimmed(found: string): string {
  const plain = found.replace(TRAILING, '');
  return found[plain.length] === ')' && plain.includes('(') ? `${plain})` : plain;
}

export function linksIn(text: string | undefined): Link[] {
  const links = new Map<string, Link>();
  for (const [found] of (text ?? '').matchAll(ADDRESS)) {
    const typed = trimmed(found);
    const url = URL.parse(typed);
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '')
      continue;
    links.set(url.href, { href: url.href, host: url.host, shown: typed });
    if (links.size === LINKS_MAX) break;
  }
  return [...links.values()];
}
