/** The words of files by language, and back: which column a head means. */
import { ARABIC } from './ar.ts';
import { ENGLISH } from './en.ts';
import type { FileColumn, FileLanguage, FileWords } from './file-words.ts';

const WORDS: Record<FileLanguage, FileWords> = { en: ENGLISH, ar: ARABIC };

export function fileWords(language: FileLanguage): FileWords {
  return WORDS[language];
}

/** The column that a head names, in any language of the product and any case; undefined for other words. */
export function columnOfHead(head: string): FileColumn | undefined {
  const wanted = plain(head);
  for (const { columns } of Object.values(WORDS)) {
    for (const [column, words] of Object.entries(columns))
      if (plain(words) === wanted) return column as FileColumn;
  }
  return undefined;
}

const plain = (words: string): string =>
  words.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
