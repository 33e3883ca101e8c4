/** What a noun of the audit side says of its commands, events and parts; `nouns.ts` holds all of them. */
import type { CommandId } from '../cells/ids.ts';
import type { FieldsOf } from '../nouns/fields.ts';
import type { Outcome } from '../refusals.ts';
import type { Actor } from '../rights.ts';
import type { WorkbookState } from '../state.ts';
import type { AuditCommandOf, AuditCommandType } from './commands.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditEvent, AuditEventOf, AuditEventType } from './events.ts';
import type { AuditItemOf, AuditKeyOf, AuditPartName, AuditState } from './state.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** What a command is decided with. `workbook`: its state at this moment, which says who is on the audit side. */
export type AuditDeciding = {
  workbook: WorkbookState;
  actor: Actor;
  /** Milliseconds since 1970, UTC. */
  now: number;
  command: CommandId;
  catalogue: Catalogue;
};

export type AuditCommandNoun<T extends AuditCommandType> = {
  decide: (
    state: AuditState,
    command: AuditCommandOf<T>,
    context: AuditDeciding,
  ) => Outcome<AuditEvent>;
  /** The event that it becomes. */
  becomes: AuditEventType;
};
export type AuditCommandNouns<T extends AuditCommandType> = {
  readonly [K in T]: AuditCommandNoun<K>;
};

export type AuditEventNoun<T extends AuditEventType> = {
  /** Changes the state. Events are facts: nothing is refused, and what names nothing is passed over. */
  fold: (state: AuditState, event: AuditEventOf<T>, entry: AuditEntry) => void;
};
export type AuditEventNouns<T extends AuditEventType> = { readonly [K in T]: AuditEventNoun<K> };

/** Of what an audit holds many. `fields`: those that leave the server, all for the audit side alone. */
export type AuditPartNoun<N extends AuditPartName> = {
  keyOf: (item: AuditItemOf<N>) => AuditKeyOf<N>;
  fields: FieldsOf<AuditItemOf<N>>;
};
export type AuditPartNouns<N extends AuditPartName> = { readonly [K in N]: AuditPartNoun<K> };
