/** Verdicts of the auditor on data points, and their release to the city. */
import { may } from '../rights.ts';
import type { Verification } from '../state.ts';
import type { FieldsOf, Keyed } from './fields.ts';
import type { Before, EventNouns } from './noun.ts';
import { byMembers } from './seen.ts';
import { isPart } from './verdict-content.ts';

/**
 * A verdict may have been given on what stood in the room between two versions, and no text of that is for whoever reads
 * released versions alone.
 */
const CONTENT: Keyed = { isKey: isPart, by: 'room' };

export const VERIFICATION_FIELDS: FieldsOf<Verification> = {
  row: 'all',
  verdict: 'all',
  result: 'all',
  note: 'all',
  content: CONTENT,
  version: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
};

/** What was said after the last release is the audit's own. */
function byAuditOrReleased({ state, actor, entry, released }: Omit<Before, 'event'>): boolean {
  if (may(actor, 'read-audit-comments', { state }) === undefined) return true;
  // Whether there is a version of which the actor may read the verdicts.
  const readsReleased = state.submissions.some(
    (submission) => may(actor, 'read-verifications', { state, submission }) === undefined,
  );
  return released.has(entry.number) && readsReleased;
}

export const VERIFICATION_EVENTS: EventNouns<
  'verified' | 'verification-withdrawn' | 'verification-released'
> = {
  verified: {
    isSeen: byAuditOrReleased,
    fields: { row: 'all', verdict: 'all', result: 'all', note: 'all', content: CONTENT },
  },
  'verification-withdrawn': { isSeen: byAuditOrReleased, fields: { row: 'all' } },
  'verification-released': { isSeen: byMembers, fields: { submission: 'all' } },
};
