/**
 * What the workbook part, the styles and the properties of an .xlsx file say. Source: ECMA-376 part 1, 18.2 (workbook),
 * 18.8 (styles), 22.2 (application properties), 22.3 (custom properties).
 */
import { BookFault } from '../book/fault.ts';
import { BOOK_LIST, BOOK_SHEETS } from '../book/limits.ts';
import { builtInFormat } from '../book/number-format.ts';
import { walkXml } from '../xml/walk.ts';
import { isMain } from './texts.ts';

export type WorkbookPart = {
  sheets: { name: string; relation: string; hidden: boolean }[];
  /** Days are counted from 1904 and not from 1900. */
  is1904: boolean;
  /** Whether whoever opens it shall compute everything: noughts that stand behind formulas are of no worth then. */
  recomputes: boolean;
};

/** `1`, `true` and `on` are yes. */
export const isYes = (value: string | undefined): boolean =>
  value === '1' || value === 'true' || value === 'on';

export function readWorkbookPart(part: string, bytes: Uint8Array): WorkbookPart {
  const found: WorkbookPart = { sheets: [], is1904: false, recomputes: false };
  walkXml(part, bytes, {
    open: (element) => {
      if (!isMain(element.space)) return;
      if (element.name === 'workbookPr') found.is1904 = isYes(element.get('date1904'));
      else if (element.name === 'calcPr') found.recomputes = isYes(element.get('fullCalcOnLoad'));
      else if (element.name === 'sheet') {
        if (found.sheets.length >= BOOK_SHEETS) throw new BookFault('file-too-large', 'sheets');
        found.sheets.push({
          name: element.get('name') ?? '',
          relation: element.any('id') ?? '',
          hidden: (element.get('state') ?? 'visible') !== 'visible',
        });
      }
    },
  });
  return found;
}

/** The number format of each cell style, by its place. */
export function readFormats(part: string, bytes: Uint8Array): string[] {
  const own = new Map<string, string>();
  const formats: string[] = [];
  let inCells = false;
  walkXml(part, bytes, {
    open: (element) => {
      if (!isMain(element.space)) return;
      if (formats.length >= BOOK_LIST || own.size >= BOOK_LIST)
        throw new BookFault('file-too-large', part);
      const id = element.get('numFmtId') ?? '0';
      if (element.name === 'numFmt') own.set(id, element.get('formatCode') ?? 'General');
      else if (element.name === 'cellXfs') inCells = true;
      else if (element.name === 'xf' && inCells)
        formats.push(own.get(id) ?? builtInFormat(Number(id)));
    },
    close: (name, space) => {
      if (name === 'cellXfs' && isMain(space)) inCells = false;
    },
  });
  return formats;
}

/** Custom properties, by name. */
export function readProperties(part: string, bytes: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  let name = '';
  let text = '';
  walkXml(part, bytes, {
    open: (element) => {
      if (element.name !== 'property') return;
      if (found.size >= BOOK_LIST) throw new BookFault('file-too-large', part);
      name = element.get('name') ?? '';
      text = '';
    },
    text: (piece) => {
      text += piece;
    },
    close: (closed) => {
      if (closed === 'property') found.set(name, text.trim());
    },
  });
  return found;
}

/** The program that says it wrote the file; empty where it does not say. */
export function readProgram(part: string, bytes: Uint8Array): string {
  let inside = false;
  let program = '';
  walkXml(part, bytes, {
    open: ({ name }) => {
      inside = name === 'Application';
    },
    text: (text) => {
      if (inside) program += text;
    },
    close: () => {
      inside = false;
    },
  });
  return program.trim().slice(0, 200);
}
