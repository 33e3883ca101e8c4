/** Keeps the texts that the sheet asks for again and again, so that each is looked up once. */
import type { TFunction } from 'i18next';

export type LookWords = TFunction<'grid'>;

/** So many texts are kept. */
const KEPT = 500;

/** The same texts, each looked up once for the same values. */
export function quickWords(t: LookWords): LookWords {
  const known = new Map<string, string>();
  const quick = (key: string, values?: Record<string, unknown>): string => {
    const asked = values ? `${key} ${JSON.stringify(values)}` : key;
    const words = known.get(asked) ?? (values ? t(key, values) : t(key));
    if (known.size >= KEPT) known.clear();
    known.set(asked, words);
    return words;
  };
  return quick as unknown as LookWords;
}
