/**
 * The store in memory: for tests, and the model that every other adapter is compared with.
 *
 * It is written for plainness: maps and lists, checks spelled out again and not borrowed from the SQL adapter, so that
 * the comparison of the two can find a fault of either. What an entry changes and whether a cell is open have one home
 * each, which both ask.
 */
import { memoryAudit } from './memory/audit.ts';
import { Erased } from './memory/erased.ts';
import { memoryEvidence } from './memory/evidence.ts';
import { memoryFiles } from './memory/files.ts';
import { memoryHistory } from './memory/history.ts';
import { memoryInvitations } from './memory/invitations.ts';
import { memoryJournal } from './memory/journal.ts';
import { memoryPeople } from './memory/people.ts';
import { memoryPost } from './memory/post.ts';
import { memoryPrograms } from './memory/programs.ts';
import { memoryRefusedDrafts } from './memory/refused-drafts.ts';
import { memoryTemplates } from './memory/templates.ts';
import { memoryTree } from './memory/tree.ts';
import type { Store } from './port.ts';

export function openMemoryStore(): Store {
  const tree = memoryTree();
  const erased = new Erased();
  const journal = memoryJournal(tree.place, erased);
  return {
    ...journal,
    ...memoryAudit({
      integrate: tree.place,
      erased,
      isThere: async (workbook) => (await journal.workbook(workbook)) !== undefined,
    }),
    ...memoryHistory(journal, erased),
    ...tree.methods,
    ...memoryPeople(journal, erased),
    ...memoryPrograms(erased),
    ...memoryRefusedDrafts(erased),
    ...memoryInvitations(erased),
    ...memoryFiles(erased),
    ...memoryEvidence(erased),
    ...memoryTemplates(),
    ...memoryPost(erased),
    async close() {},
  };
}
