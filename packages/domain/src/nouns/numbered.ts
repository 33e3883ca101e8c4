/** Who said something, when, and in which entry of the journal: what is shown beside it, and by which it is named. */
import type { PersonId } from '../cells/ids.ts';
import type { FieldsOf } from './fields.ts';

export type Numbered = { by: PersonId; at: number; number: number };

export const NUMBERED_FIELDS: FieldsOf<Numbered> = { by: 'all', at: 'all', number: 'all' };
