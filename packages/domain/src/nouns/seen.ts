/** Who sees an event at all, as most nouns say it. */
import { may } from '../rights.ts';
import type { Before } from './noun.ts';

/** Whoever reads released versions alone sees none of the work on the next one. */
export const byRoomReaders = ({ state, actor }: Pick<Before, 'state' | 'actor'>): boolean =>
  may(actor, 'read-room', { state }) === undefined;

export const byMembers = ({ actor }: Pick<Before, 'actor'>): boolean => actor.role !== null;
