/** Results of the screening that the auditor has dismissed, as the audit side's journal has them; and the ways to do so. */
import type { Outcome } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import type { AuditView } from '@tallystick/protocol/audit/views';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { useMemo } from 'react';
import { useAudit } from './use-audit.ts';
import { useWorkbook } from './use-workbook.ts';

export type Dismissal = AuditView['dismissals'][number];

export type Dismissals = {
  /** By the result's id; undefined until they are known, and for those who may not know of them. */
  dismissals: ReadonlyMap<string, Dismissal> | undefined;
  mayDismiss: boolean;
  dismiss: (result: string, reason: string) => Promise<Outcome<CommandAnswer>>;
  takeBack: (result: string) => Promise<Outcome<CommandAnswer>>;
};

export function useDismissals(): Dismissals {
  const { state, actor } = useWorkbook();
  const { asked, give } = useAudit();
  const given = asked.value?.dismissals;
  const dismissals = useMemo(
    () => given && new Map(given.map((each) => [each.result, each])),
    [given],
  );
  return {
    dismissals,
    mayDismiss: may(actor, 'draft-findings', { state }) === undefined,
    dismiss: (result, reason) => give({ type: 'dismiss-result', result, reason }),
    takeBack: (result) => give({ type: 'take-back-dismissal', result }),
  };
}
