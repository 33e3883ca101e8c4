/** Questions to ITU on KPIs, and its rulings. */
import { may } from '../rights.ts';
import type { Clarification } from '../state.ts';
import type { FieldsOf } from './fields.ts';
import type { Before, EventNouns } from './noun.ts';

const byReaders = ({ state, actor }: Pick<Before, 'state' | 'actor'>): boolean =>
  may(actor, 'read-clarifications', { state }) === undefined;

export const CLARIFICATION_FIELDS: FieldsOf<Clarification> = {
  id: 'all',
  row: 'all',
  kpi: 'all',
  text: 'all',
  by: 'all',
  at: 'all',
  number: 'all',
  status: 'all',
  ruling: { text: 'all', scope: 'all', by: 'all', at: 'all', number: 'all' },
};

export const CLARIFICATION_EVENTS: EventNouns<
  'clarification-asked' | 'ruled' | 'clarification-closed'
> = {
  'clarification-asked': {
    isSeen: byReaders,
    fields: { clarification: 'all', row: 'all', kpi: 'all', edition: 'all', text: 'all' },
  },
  ruled: { isSeen: byReaders, fields: { clarification: 'all', text: 'all', scope: 'all' } },
  'clarification-closed': { isSeen: byReaders, fields: { clarification: 'all' } },
};
