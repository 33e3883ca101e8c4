/** What the audit side keeps for itself, asked for again as soon as there is more; and its commands. */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import type { AuditView } from '@tallystick/protocol/audit/views';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { useCallback } from 'react';
import { newId } from '../kit/new-id.ts';
import { isConnected } from '../live/room/connection.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { api } from '../server/api.ts';
import { type Asked, useAsked } from '../server/use-asked.ts';

export type Desk = {
  asked: Asked<AuditView>;
  /** Carries a command out and shows what came of it. */
  give: (command: AuditCommand) => Promise<Outcome<CommandAnswer>>;
};

/** For the audit side alone: the server refuses it to everybody else. */
export function useAudit(): Desk {
  const { id, auditAt = 0, connection, state } = useWorkbook();
  const path = `/api/workbooks/${id}/audit`;
  // A release is told by the workbook's own events.
  const released = [...state.findings.values()].map(({ withdrawn }) => withdrawn === null).join();
  const mark = `${auditAt} ${String(isConnected(connection))} ${released}`;
  const asked = useAsked<AuditView>(path, { mark });
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
