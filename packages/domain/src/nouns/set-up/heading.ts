/** How a workbook is headed: opened with city, title, due date and time zone, and corrected later. */
import type { Heading } from '../../events.ts';
import type { FieldsOf } from '../fields.ts';
import type { EventNouns } from '../noun.ts';
import { byMembers } from '../seen.ts';

const HEADING_FIELDS: FieldsOf<Heading> = { city: 'all', title: 'all', due: 'all', zone: 'all' };

export const HEADING_EVENTS: EventNouns<'workbook-opened' | 'workbook-corrected'> = {
  'workbook-opened': { isSeen: byMembers, fields: { ...HEADING_FIELDS, edition: 'all' } },
  'workbook-corrected': {
    isSeen: byMembers,
    fields: { ...HEADING_FIELDS, before: HEADING_FIELDS },
  },
};
