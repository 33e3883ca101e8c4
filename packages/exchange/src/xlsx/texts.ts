/**
 * Texts of an .xlsx file, alone or in parts with formats of their own, and its list of shared ones.
 * Source: ECMA-376 part 1, 18.4.4 (r), 18.4.8 (si), 18.4.12 (t), 22.9.2.19 (escapes of characters that XML cannot hold).
 */
import type { BookRun } from '../book/book.ts';
import { BookFault } from '../book/fault.ts';
import { BOOK_CHARACTERS, BOOK_LIST } from '../book/limits.ts';
import { walkXml, type XmlElement } from '../xml/walk.ts';

/** The namespaces of the spreadsheet's own elements: the usual one and the strict one. */
const MAIN: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
]);
export const isMain = (space: string): boolean => MAIN.has(space);

export type SharedText = { text: string; runs?: BookRun[] };

/** Gathers one text as its elements come: `si`, `is` or the `text` of a note. */
export class TextGatherer {
  #runs: BookRun[] = [];
  #text = '';
  #raised = false;
  #inText = false;
  #inPhonetic = 0;

  open({ name, get }: Pick<XmlElement, 'name' | 'get'>): void {
    if (name === 'rPh') this.#inPhonetic += 1;
    else if (name === 'r') this.#raised = false;
    else if (name === 'vertAlign') this.#raised = get('val') !== 'baseline';
    else if (name === 't') {
      this.#inText = this.#inPhonetic === 0;
      this.#text = '';
    }
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#inPhonetic -= 1;
    if (name === 'r') this.#raised = false;
    if (name !== 't' || !this.#inText) return;
    this.#inText = false;
    this.#runs.push({ text: unescaped(this.#text), raised: this.#raised });
  }

  /** What was gathered; the next text begins. */
  take(): SharedText {
    const runs = this.#runs;
    this.#runs = [];
    const text = runs.map((run) => run.text).join('');
    return runs.length > 1 || runs.some((run) => run.raised) ? { text, runs } : { text };
  }
}

/** `_x000D_` stands for a character that XML cannot hold, `_x005F_` for an underscore before such a form. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** The shared texts in their order. */
export function readSharedTexts(part: string, bytes: Uint8Array): SharedText[] {
  const found: SharedText[] = [];
  const gatherer = new TextGatherer();
  let characters = 0;
  walkXml(part, bytes, {
    open: (element) => {
      if (isMain(element.space)) gatherer.open(element);
    },
    text: (text) => gatherer.text(text),
    close: (name, space) => {
      if (!isMain(space)) return;
      gatherer.close(name);
      if (name !== 'si') return;
      const shared = gatherer.take();
      characters += shared.text.length;
      if (found.length >= BOOK_LIST || characters > BOOK_CHARACTERS)
        throw new BookFault('file-too-large', part);
      found.push(shared);
    },
  });
  return found;
}
