/** Results of the screening that the auditor has dismissed, as the audit side's journal has them; and the ways to do so. */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import type { AuditView } from '@tallystick/protocol/audit/views';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { useMemo } from 'react';
import { workbookApi } from '../../addresses/workbook-paths.ts';
import { newId } from '../../kit/new-id.ts';
import { api } from '../../server/api.ts';
import { useAsked } from '../../server/use-asked.ts';
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
  const { id, state, actor, auditAt = 0, isKnown } = useWorkbook();
  const path = `${workbookApi(id)}/audit`;
  const reads = isKnown && may(actor, 'read-audit', { state }) === undefined;
  const { value, again } = useAsked<AuditView>(reads ? path : undefined, { mark: `${auditAt}` });
  const given = value?.dismissals;
  const dismissals = useMemo(
    () => given && new Map(given.map((each) => [each.result, each])),
    [given],
  );
  const give = async (command: AuditCommand): Promise<Outcome<CommandAnswer>> => {
    const outcome = await api.post<CommandAnswer>(`${path}/commands`, { id: newId('c'), command });
    // Also after a refusal: somebody else may have dismissed it meanwhile.
    await again();
    return outcome;
  };
  return {
    dismissals,
    mayDismiss: may(actor, 'draft-findings', { state }) === undefined,
    dismiss: (result, reason) => give({ type: 'dismiss-result', result, reason }),
    takeBack: (result) => give({ type: 'take-back-dismissal', result }),
  };
}
