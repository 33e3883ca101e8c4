/** The rules of the printed page: its size, and what stands in the margin of each (CSS Paged Media, margin boxes). */

/** A text as a CSS string, whatever a person has typed into it. */
function cssString(text: string): string {
  const kept = text.replaceAll(/["\\<\p{Cc}]/gu, (each) => {
    return `\\${each.codePointAt(0)?.toString(16)} `;
  });
  return `"${kept}"`;
}

/**
 * `foot` stands at the beginning of the line below, the page's number at its end: `page` are the words before, between
 * and after the number and the count.
 */
export function pageRules(foot: string, page: readonly [string, string, string]): string {
  const isRightToLeft = document.documentElement.dir === 'rtl';
  const [start, end] = isRightToLeft ? ['right', 'left'] : ['left', 'right'];
  const [before, between, after] = page.map(cssString);
  return `@page {
  size: A4 landscape;
  margin: 11mm 9mm 13mm;
  @bottom-${start} { content: ${cssString(foot)}; font-size: 7.5pt; }
  @bottom-${end} { content: ${before} counter(page) ${between} counter(pages) ${after}; font-size: 7.5pt; }
}`;
}
