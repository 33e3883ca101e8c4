/** Addresses named as sources that answer no more. Whether they answer is looked up elsewhere and given. */
import { cellId, type RowId } from '../cells/ids.ts';
import { type Family, INITIAL_SCREENING } from './rule.ts';

const ADDRESS = /https?:\/\/[^\s<>"'()[\]{}]+/g;

/** The addresses in a text, without the mark that ends its sentence. */
export function linksIn(text: string): string[] {
  return (text.match(ADDRESS) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ''));
}

export const links: Family<'link-dead'> = {
  rules: { 'link-dead': { severity: 'ask', source: INITIAL_SCREENING } },
  find: (s) => {
    const { deadLinks } = s.input;
    if (deadLinks === undefined || deadLinks.size === 0) return [];
    return [...s.catalogue.rows.keys()].flatMap((row) =>
      (['source', 'notes'] as const).flatMap((column) => {
        const cell = cellId(row, column);
        return linksIn(s.read(cell) ?? '')
          .filter((link) => deadLinks.has(link))
          .map((link) => ({
            code: 'link-dead' as const,
            row: row as RowId,
            cells: [cell],
            numbers: { link },
          }));
      }),
    );
  },
};
