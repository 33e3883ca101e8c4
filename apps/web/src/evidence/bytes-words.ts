/** How large a file is, in the reader's own way: `1.2 MB`. */
import { wordLocale } from '../texts/locale.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const STEP = 1000;

export function bytesWords(bytes: number): string {
  const power = bytes < STEP ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / STEP ** power;
  return new Intl.NumberFormat(wordLocale(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 || amount >= 100 ? 0 : 1,
  }).format(amount);
}
