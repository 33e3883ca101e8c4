/** Reads of audit journals. */
import type { AuditEntry } from '@tallystick/domain/audit/entry';
import { isAuditJournal } from '@tallystick/domain/audit/journal-id';
import type Database from 'better-sqlite3';
import { ERASED } from '../../erasure.ts';
import type { AuditReads, StoredAuditEntry } from '../../port-audit.ts';
import { ENTRIES_PER_READ, ENTRY_CHARS_PER_READ } from '../../rules.ts';
import { bytesOfBlob } from './read-journal.ts';

type Row = { text: string; leaf: Buffer };

export function auditReads(reader: Database.Database): AuditReads {
  const page = reader.prepare<[string, number, number], Row>(
    `SELECT text, leaf FROM entry
     WHERE workbook = ? AND number > ? AND kind <> '${ERASED}' ORDER BY number LIMIT ?`,
  );
  const ofCommand = reader.prepare<[string, string], Row>(
    `SELECT entry.text, entry.leaf FROM command JOIN entry USING (workbook, number)
     WHERE command.workbook = ? AND command.command = ?`,
  );
  return {
    async auditEntries(journal, { after, limit }) {
      const found: StoredAuditEntry[] = [];
      if (!isAuditJournal(journal)) return found;
      const most = Math.max(0, Math.min(limit, ENTRIES_PER_READ));
      let chars = 0;
      for (const row of page.iterate(journal, after, most)) {
        found.push(storedOf(row));
        chars += row.text.length;
        if (chars >= ENTRY_CHARS_PER_READ) break;
      }
      return found;
    },
    async auditEntryOfCommand(journal, command) {
      const row = isAuditJournal(journal) ? ofCommand.get(journal, command) : undefined;
      return row && storedOf(row);
    },
  };
}

function storedOf({ text, leaf }: Row): StoredAuditEntry {
  return { entry: JSON.parse(text) as AuditEntry, text, leaf: bytesOfBlob(leaf) };
}
