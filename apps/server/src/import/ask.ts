/** A command of an import, whose refusal is a sentence for the terminal. */
import { randomUUID } from 'node:crypto';
import type { Command } from '@tallystick/domain/commands';
import type { CommandId, PersonId } from '@tallystick/domain/cells/ids';
import { sentenceOf } from '@tallystick/protocol/refusal-sentences';
import { SYSTEM } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';

/** The number of its entry; throws where it is refused. */
export async function ask(
  workbook: LiveWorkbook,
  person: PersonId,
  command: Command,
): Promise<number> {
  const outcome = await workbook.command({
    person,
    admin: person === SYSTEM,
    id: randomUUID() as CommandId,
    command,
    door: 'import',
  });
  if (!outcome.ok) throw new Error(sentenceOf(outcome.refusal));
  return outcome.value.number;
}
