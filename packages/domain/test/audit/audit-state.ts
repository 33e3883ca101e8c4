/** An audit beside a workbook with a person of every role, to give commands to. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { AuditCommand } from '../../src/audit/commands.ts';
import { decideAudit, emptyAuditState, foldAudit } from '../../src/audit/decide.ts';
import type { AuditEvent } from '../../src/audit/events.ts';
import { auditJournalOf } from '../../src/audit/journal-id.ts';
import type { CommandId, PersonId, RowId, WorkbookId } from '../../src/cells/ids.ts';
import { emptyState } from '../../src/fold.ts';
import { ROLES } from '../../src/roles.ts';

export const WORKBOOK = 'wb_1' as WorkbookId;
export const ROW = 'open_data.percent' as RowId;
const catalogue = loadCatalogue();

export function openAudit() {
  const workbook = { ...emptyState(), edition: '2017' };
  for (const role of ROLES) {
    const person = `p_${role}` as PersonId;
    workbook.members.set(person, { person, role, entity: null });
  }
  const state = emptyAuditState();
  let number = 0;
  /** The event that came of it, or the code of the refusal. */
  const say = (role: string, command: AuditCommand): AuditEvent | string => {
    const by = `p_${role}` as PersonId;
    const id = `c_${number + 1}` as CommandId;
    const context = { workbook, person: by, now: 1000 + number, command: id, catalogue };
    const outcome = decideAudit(state, command, context);
    if (!outcome.ok) return outcome.refusal.code;
    number += 1;
    foldAudit(state, {
      v: 1,
      kind: 'event',
      workbook: auditJournalOf(WORKBOOK),
      number,
      at: 999 + number,
      by,
      door: 'api',
      command: id,
      event: outcome.value,
      salt: 'x',
    });
    return outcome.value;
  };
  return { workbook, state, say };
}
