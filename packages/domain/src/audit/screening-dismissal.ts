/** Results of the screening that the auditor looked at and dismissed, each with a reason that stays. */
import { proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import { type Numbered, NUMBERED_FIELDS } from '../nouns/numbered.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { AuditCommandOf } from './commands.ts';
import type { AuditEvent } from './events.ts';
import type { AuditCommandNouns, AuditDeciding, AuditEventNouns, AuditPartNouns } from './noun.ts';
import type { AuditState } from './state.ts';

/** `result`: what the screening names a result by. A second dismissal of it replaces the reason. */
export type Dismissal = { result: string; reason: string } & Numbered;

declare module './commands.ts' {
  interface AuditCommandFields {
    'dismiss-result': { result: string; reason: string };
    'take-back-dismissal': { result: string };
  }
}

declare module './events.ts' {
  interface AuditEventFields {
    'result-dismissed': { result: string; reason: string };
    'dismissal-taken-back': { result: string };
  }
}

declare module './state.ts' {
  interface AuditParts {
    dismissals: { key: string; item: Dismissal };
  }
}

/** Letters of ids and the few marks between them: it is compared, never shown. */
const isResult = (result: string): boolean =>
  result.length <= TEXT_LIMITS.screened && /^[\x21-\x7e]+$/.test(result);

function decideDismissal(
  { dismissals }: AuditState,
  { result, reason }: AuditCommandOf<'dismiss-result'>,
  { workbook, actor }: AuditDeciding,
): Outcome<AuditEvent> {
  const refusal = may(actor, 'draft-findings', { state: workbook });
  if (refusal) return { ok: false, refusal };
  if (!isResult(result)) return no('bad-request', 'result');
  if (!dismissals.has(result) && dismissals.size >= TEXT_LIMITS.auditItems)
    return no('too-many', String(TEXT_LIMITS.auditItems));
  const said = proseOf(reason, TEXT_LIMITS.reason);
  if (!said.ok) return said;
  return yes({ type: 'result-dismissed', result, reason: said.value });
}

function decideTakingBack(
  { dismissals }: AuditState,
  { result }: AuditCommandOf<'take-back-dismissal'>,
  { workbook, actor }: AuditDeciding,
): Outcome<AuditEvent> {
  const refusal = may(actor, 'draft-findings', { state: workbook });
  if (refusal) return { ok: false, refusal };
  if (!dismissals.has(result)) return no('already-so');
  return yes({ type: 'dismissal-taken-back', result });
}

export const DISMISSAL_COMMANDS = {
  'dismiss-result': { decide: decideDismissal, becomes: 'result-dismissed' },
  'take-back-dismissal': { decide: decideTakingBack, becomes: 'dismissal-taken-back' },
} satisfies AuditCommandNouns<'dismiss-result' | 'take-back-dismissal'>;

export const DISMISSAL_EVENTS = {
  'result-dismissed': {
    fold: ({ dismissals }, { result, reason }, { by, at, number }) => {
      dismissals.set(result, { result, reason, by, at, number });
    },
  },
  'dismissal-taken-back': {
    fold: ({ dismissals }, { result }) => {
      dismissals.delete(result);
    },
  },
} satisfies AuditEventNouns<'result-dismissed' | 'dismissal-taken-back'>;

export const DISMISSAL_PART: AuditPartNouns<'dismissals'> = {
  dismissals: {
    keyOf: ({ result }) => result,
    fields: { result: 'all', reason: 'all', ...NUMBERED_FIELDS },
  },
};
