/**
 * What the journal of the audit side has to note of what the workbook's journal says already. A release writes there first;
 * a process that ends in between leaves nothing undone, since this asks again at every turn.
 */
import type { CommandId, PersonId } from '../cells/ids.ts';
import type { WorkbookState } from '../state.ts';
import type { AuditEvent } from './events.ts';
import type { AuditState } from './state.ts';

/** An event under an id that says what it notes, so that it is noted once. `by`: who released or withdrew. */
export type Following = { command: CommandId; by: PersonId; event: AuditEvent };

export function followingOf(state: AuditState, workbook: WorkbookState): Following[] {
  const found: Following[] = [];
  for (const { id: finding, by, number, withdrawn } of workbook.findings.values()) {
    const here = state.findings.get(finding);
    if (here === undefined) continue;
    const isNoted = here.released !== null;
    if (!isNoted) {
      const event = { type: 'finding-released', finding, entry: number } as const;
      found.push({ command: `released-${finding}` as CommandId, by, event });
    }
    if (withdrawn !== null && (!isNoted || here.state !== 'withdrawn')) {
      const event = { type: 'finding-moved', finding, to: 'withdrawn' } as const;
      found.push({ command: `withdrawn-${finding}` as CommandId, by: withdrawn.by, event });
    }
  }
  return found;
}
