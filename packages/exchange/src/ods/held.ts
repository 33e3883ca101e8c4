/** What a cell of an OpenDocument spreadsheet holds, by its attributes and its text. Source: OpenDocument 1.3 part 3, 19.385. */
import type { BookHeld, BookRun } from '../book/book.ts';
import type { XmlElement } from '../xml/walk.ts';
import { CALC, OFFICE } from './spaces.ts';

export type Written = { element: XmlElement; formula: string | undefined };

export function heldBy(
  { element, formula }: Written,
  shown: { text: string; runs?: BookRun[] },
): BookHeld {
  const type = element.in(OFFICE, 'value-type');
  if (element.in(CALC, 'value-type') === 'error')
    return { kind: 'error', code: shown.text.slice(0, 40) || 'error' };
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const value = Number(element.in(OFFICE, 'value') ?? Number.NaN);
      return Number.isFinite(value) ? { kind: 'number', value } : textHeld(shown);
    }
    case 'date':
      return dateHeld(element.in(OFFICE, 'date-value') ?? '', shown.text);
    case 'boolean':
      return { kind: 'boolean', value: element.in(OFFICE, 'boolean-value') === 'true' };
    case 'string': {
      const value = element.in(OFFICE, 'string-value');
      return shown.text === '' && value !== undefined ? textHeld({ text: value }) : textHeld(shown);
    }
    case undefined:
      return formula === undefined || shown.text !== ''
        ? textHeld(shown)
        : { kind: 'not-computed' };
    default:
      return textHeld(shown);
  }
}

function textHeld({ text, runs }: { text: string; runs?: BookRun[] }): BookHeld {
  if (text === '') return { kind: 'nothing' };
  return runs ? { kind: 'text', text, runs } : { kind: 'text', text };
}

function dateHeld(written: string, text: string): BookHeld {
  const iso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?/u.exec(written)?.[0];
  const at = Date.parse(`${(iso ?? '').slice(0, 10)}T00:00:00Z`);
  if (iso === undefined || !Number.isFinite(at)) return textHeld({ text: text || written });
  return { kind: 'date', iso, serial: (at - Date.UTC(1899, 11, 30)) / 86_400_000 };
}
