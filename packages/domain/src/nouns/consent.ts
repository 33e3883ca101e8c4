/** What the city lets observers read of a version. */
import type { EventNouns } from './noun.ts';
import { byMembers } from './seen.ts';

export const CONSENT_EVENTS: EventNouns<'consented' | 'consent-withdrawn'> = {
  consented: { isSeen: byMembers, fields: { submission: 'all', to: 'all' } },
  'consent-withdrawn': { isSeen: byMembers, fields: { submission: 'all' } },
};
