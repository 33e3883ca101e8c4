/** What blocks "ready", in words. */
import type { RowError } from '@tallystick/domain/screening/readiness';
import type { TFunction } from 'i18next';
import { labelWords } from '../texts/label-words.ts';

export const errorWords = ({ code, label }: RowError, t: TFunction): string =>
  t(`readiness:error.${code}`, { label: labelWords(label, t) });
