/** The entities that report: added, renamed, merged, removed. */
import type { WorkbookState } from '../../state.ts';
import type { FieldsOf } from '../fields.ts';
import type { EventNouns } from '../noun.ts';
import { byRoomReaders } from '../seen.ts';

type ValueOf<M> = M extends ReadonlyMap<unknown, infer Value> ? Value : never;

export const ENTITY_FIELDS: FieldsOf<ValueOf<WorkbookState['entities']>> = {
  id: 'all',
  name: 'all',
};
export const FORMER_ENTITY_FIELDS: FieldsOf<ValueOf<WorkbookState['formerEntities']>> = {
  ...ENTITY_FIELDS,
  into: 'all',
};

export const ENTITY_EVENTS: EventNouns<
  'entity-added' | 'entity-renamed' | 'entities-merged' | 'entity-removed'
> = {
  'entity-added': { isSeen: byRoomReaders, fields: { entity: 'all', name: 'all' } },
  'entity-renamed': {
    isSeen: byRoomReaders,
    fields: { entity: 'all', name: 'all', before: 'all' },
  },
  'entities-merged': {
    isSeen: byRoomReaders,
    fields: {
      entity: 'all',
      name: 'all',
      into: 'all',
      rows: 'all',
      people: [{ person: 'all', role: 'all' }],
    },
  },
  'entity-removed': { isSeen: byRoomReaders, fields: { entity: 'all', name: 'all' } },
};
