/** What a correction of the heading changed, in words. */
import type { Event, Heading } from '@tallystick/domain/events';
import type { TFunction } from 'i18next';
import { deadline } from '../texts/deadline.ts';

type Correction = Extract<Event, { type: 'workbook-corrected' }>;

function shown(field: keyof Heading, { zone, ...heading }: Heading): string | null {
  if (field === 'zone') return zone;
  if (field === 'due') return heading.due === null ? null : deadline(heading.due, zone);
  return heading[field];
}

/** One piece for each field that reads otherwise now, in the order of the form. */
export function correctionWords(event: Correction, t: TFunction): string {
  const fields = ['city', 'title', 'due', 'zone'] as const;
  const none = t('history:event.corrected.none');
  return fields
    .filter((field) => event[field] !== event.before[field])
    .map((field) =>
      t(`history:event.corrected.${field}`, {
        before: shown(field, event.before) ?? none,
        after: shown(field, event) ?? none,
      }),
    )
    .join('; ');
}
