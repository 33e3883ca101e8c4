/** Why a figure is not available, in one sentence: the choice, its day, and the person's own words. */
import type { WhyAbsent } from '@tallystick/domain/events';
import { useTranslation } from 'react-i18next';
import { day } from '../texts/locale.ts';

export type AbsenceWords = (said: WhyAbsent & { reason: string }) => string;

export function useAbsenceWords(): AbsenceWords {
  const { t } = useTranslation('rows');
  return ({ why, expected, reason }) => {
    if (why === undefined) return reason;
    // A day of the calendar is the same day everywhere, so it is read in the reader's own zone.
    const by = expected === undefined ? '' : day(Date.parse(`${expected}T00:00`));
    const choice = t(`absence.${why}`, { day: by });
    return reason === '' ? choice : t('absence.with', { choice, reason });
  };
}
