/**
 * The notes on the cells of a sheet and its threaded comments, of which programs also write a copy as a note that says
 * so. Source: ECMA-376 part 1, 18.7 (comments); MS-XLSX 2.6.207 (threaded comments).
 */
import { BookFault } from '../book/fault.ts';
import { BOOK_CHARACTERS, BOOK_LIST } from '../book/limits.ts';
import { walkXml } from '../xml/walk.ts';
import { isMain, TextGatherer, unescaped } from './texts.ts';

/** Adds the notes of a part, by address. */
export function readNotes(part: string, bytes: Uint8Array, notes: Map<string, string>): void {
  const gatherer = new TextGatherer();
  let address = '';
  walkXml(part, bytes, {
    open: (element) => {
      if (!isMain(element.space)) return;
      if (element.name === 'comment') address = element.get('ref') ?? '';
      gatherer.open(element);
    },
    text: (text) => gatherer.text(text),
    close: (name, space) => {
      if (!isMain(space)) return;
      gatherer.close(name);
      if (name === 'comment') add(notes, address, gatherer.take().text, part);
    },
  });
}

/** Puts the threaded comments of a part, with their replies, each on a line of its own, in place of their copies. */
export function readThreads(part: string, bytes: Uint8Array, notes: Map<string, string>): void {
  const threads = new Map<string, string>();
  let address = '';
  let text: string | undefined;
  walkXml(part, bytes, {
    open: (element) => {
      if (element.name === 'threadedComment') address = element.get('ref') ?? '';
      if (element.name === 'text') text = '';
    },
    text: (piece) => {
      if (text !== undefined) text += piece;
    },
    close: (name) => {
      if (name !== 'text' || text === undefined) return;
      const before = threads.get(address);
      const said = unescaped(text).trim();
      add(threads, address, before === undefined ? said : `${before}\n${said}`, part);
      text = undefined;
    },
  });
  for (const [at, thread] of threads) notes.set(at, thread);
}

function add(notes: Map<string, string>, address: string, text: string, part: string): void {
  if (notes.size >= BOOK_LIST || text.length > BOOK_CHARACTERS)
    throw new BookFault('file-too-large', part);
  if (text.trim() !== '') notes.set(address, text.trim());
}
