/** Which rows of a workbook stand on the pages of a PDF, looked for in the text of the pages and nowhere else. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Page } from 'playwright';
import { pdfPages } from './pdf-text.ts';

/** The pages that a person gets who prints this page, each as its lines. */
export async function printed(page: Page): Promise<string[][]> {
  const pages = pdfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  // Fonts draw `ffi` as one sign, and Arabic letters in the shape of their place.
  return pages.map((lines) => lines.map((line) => line.normalize('NFKC')));
}

const unspaced = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '');

/** Number and name of each row of both sheets, in their order. */
export function rowNames(): string[] {
  const { dataPoints, profile } = loadCatalogue();
  return [
    ...dataPoints.map(({ kpi, label }) => {
      const name = kpi.dataPoints.length > 1 ? `${kpi.name} – ${label}` : kpi.name;
      return unspaced(kpi.number + name);
    }),
    ...profile.map(({ label }) => unspaced(label)),
  ];
}

/** The rows that stand on the pages in the order of the sheets, each once. */
export function rowsOnPaper(pages: string[][]): number {
  const text = unspaced(pages.flat().join(''));
  let [found, at] = [0, 0];
  for (const name of rowNames()) {
    const here = text.indexOf(name, at);
    if (here < 0) continue;
    found += 1;
    at = here + name.length;
  }
  return found;
}

/** The pages on which the head of a column stands, whichever way its letters run. */
export function pagesWithHead(pages: string[][], head: string): number {
  const words = unspaced(head);
  const drawn = [words, [...words].toReversed().join('')];
  return pages.filter((lines) => {
    const text = unspaced(lines.join(''));
    return drawn.some((each) => text.includes(each));
  }).length;
}
