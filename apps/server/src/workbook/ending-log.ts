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
  about: { workbook: WorkbookId; person: PersonId; command: Command['type'] },
): void {
  const words = WORDS[about.command];
  if (words === undefined) return;
  const { workbook, person } = about;
  log.warn({ workbook, person }, words);
}
