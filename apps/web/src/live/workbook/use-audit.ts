/** What the audit side keeps for itself, asked for again as soon as there is more; and its commands. */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import type { AuditView } from '@tallystick/protocol/audit/views';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { useCallback } from 'react';
import { workbookApi } from '../../addresses/workbook-paths.ts';
import { newId } from '../../kit/new-id.ts';
import { api } from '../../server/api.ts';
import { type Asked, useAsked } from '../../server/use-asked.ts';
import { isConnected } from '../room/connection.ts';
import { useWorkbook } from './use-workbook.ts';

export type Desk = {
  asked: Asked<AuditView>;
  /** Carries a command out and shows what came of it. */
  give: (command: AuditCommand) => Promise<Outcome<CommandAnswer>>;
};

/** Nothing is asked for by who is not of the audit side, and by nobody before the workbook is known. */
export function useAudit(): Desk {
  const { id, actor, auditAt = 0, connection, isKnown, state } = useWorkbook();
  const path = `${workbookApi(id)}/audit`;
  const reads = isKnown && may(actor, 'read-audit', { state }) === undefined;
  // A release is told by the workbook's own events.
  const released = [...state.findings.values()].map(({ withdrawn }) => withdrawn === null).join();
  const mark = `${auditAt} ${String(isConnected(connection))} ${released}`;
  const asked = useAsked<AuditView>(reads ? path : undefined, { mark });
  const { again } = asked;
  const give = useCallback(
    async (command: AuditCommand) => {
      const body = { id: newId('c'), command };
      const outcome = await api.post<CommandAnswer>(`${path}/commands`, body);
      // Also after a refusal: somebody else may have written meanwhile.
      await again();
      return outcome;
    },
    [path, again],
  );
  return { asked, give };
}
