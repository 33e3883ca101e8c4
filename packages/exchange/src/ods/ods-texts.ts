/**
 * Gathers the text of a cell and of the note on it: paragraphs become lines. Several blanks should be written as an
 * element; LibreOffice writes them as they are and reads them so, and so does this.
 * Source: OpenDocument 1.3 part 3, 6.1.2 to 6.1.5 (blanks, tabs, breaks), 14.3 (annotations), 20.390 (text position).
 */
import type { BookRun } from '../book/book.ts';
import { TEXT_CHARACTERS } from '../book/limits.ts';
import { BookFault } from '../book/fault.ts';
import type { XmlElement } from '../xml/walk.ts';
import { OFFICE, TEXT } from './spaces.ts';

export type CellTexts = { text: string; runs?: BookRun[]; note: string };

/** Blanks that one element may stand for. */
const BLANKS = 1_000;

export class OdsTexts {
  readonly #raisedStyles = new Set<string>();
  #cell: string[] = [];
  #note: string[] = [];
  #runs: BookRun[] = [];
  #inNote = 0;
  #inParagraph = 0;
  #raised: boolean[] = [];
  #characters = 0;

  /** Remembers of a style whether its letters stand higher. */
  learn(style: string, position: string | undefined): void {
    const height = Number.parseFloat(position ?? '');
    if (position?.startsWith('super') || height > 0) this.#raisedStyles.add(style);
  }

  begin(): void {
    this.#cell = [];
    this.#note = [];
    this.#runs = [];
    this.#raised = [];
    this.#inNote = 0;
    this.#inParagraph = 0;
    this.#characters = 0;
  }

  open(element: XmlElement): void {
    if (element.space === OFFICE && element.name === 'annotation') this.#inNote += 1;
    if (element.space !== TEXT) return;
    switch (element.name) {
      case 'p':
      case 'h':
        this.#inParagraph += 1;
        this.#lines().push('');
        if (this.#inNote === 0 && this.#cell.length > 1)
          this.#runs.push({ text: '\n', raised: false });
        break;
      case 's':
        this.#add(
          ' '.repeat(Math.min(BLANKS, Math.max(1, Number(element.in(TEXT, 'c') ?? 1) || 1))),
        );
        break;
      case 'tab':
        this.#add('\t');
        break;
      case 'line-break':
        this.#add('\n');
        break;
      case 'span':
        this.#raised.push(this.#raisedStyles.has(element.in(TEXT, 'style-name') ?? ''));
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#inParagraph > 0) this.#add(text.replaceAll(/ *[\t\r\n][ \t\r\n]*/gu, ' '));
  }

  close(name: string, space: string): void {
    if (space === OFFICE && name === 'annotation') this.#inNote -= 1;
    if (space !== TEXT) return;
    if (name === 'p' || name === 'h') this.#inParagraph -= 1;
    if (name === 'span') this.#raised.pop();
  }

  take(): CellTexts {
    const text = this.#cell.join('\n');
    const note = this.#note.join('\n').trim();
    return this.#runs.some(({ raised }) => raised)
      ? { text, note, runs: this.#runs }
      : { text, note };
  }

  #lines(): string[] {
    return this.#inNote > 0 ? this.#note : this.#cell;
  }

  #add(piece: string): void {
    this.#characters += piece.length;
    if (this.#characters > TEXT_CHARACTERS) throw new BookFault('file-too-large', 'text');
    const lines = this.#lines();
    if (lines.length === 0) return;
    lines[lines.length - 1] += piece;
    if (this.#inNote === 0) this.#runs.push({ text: piece, raised: this.#raised.includes(true) });
  }
}
