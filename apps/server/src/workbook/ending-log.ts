/** Tells the log what becomes of a workbook as a whole: whoever looks after the installation reads it there, by ids. */
import type { Command } from '@tallystick/domain/commands';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { FastifyBaseLogger } from 'fastify';

/** What is told of a command that was carried out; of all others nothing. */
const WORDS: Partial<Record<Command['type'], string>> = {
  archive: 'workbook archived',
  unarchive: 'workbook brought back',
  'ask-deletion': 'deletion of a workbook asked for',
  'take-back-deletion': 'deletion of a workbook withdrawn',
  delete: 'workbook deleted',
};

export function tellEnding(
  log: FastifyBaseLogger,
  workbook: WorkbookId,
  { person, command }: { person: PersonId; command: Command },
): void {
  const words = WORDS[command.type];
  if (words === undefined) return;
  log.warn({ workbook, person }, words);
}
