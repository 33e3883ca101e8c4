/** Sequences the entries of an audit journal, beside `append.ts`: the same numbers, leaves and commands, and no cells, claims or locks. */
import type { AuditEntry } from '@tallystick/domain/audit/entry';
import { workbookOf } from '@tallystick/domain/audit/journal-id';
import type Database from 'better-sqlite3';
import { assertAuditWellFormed, type Sealed, sealAudit } from '../journal/seal.ts';
import type { AuditAppend, AuditAppendResult } from '../port-audit.ts';
import { project } from '../projections/project.ts';
import { openProjector } from './projector.ts';

type HeadRow = { head: number; deletedAt: number | null };

export type AuditSequencer = (request: AuditAppend) => {
  result: AuditAppendResult;
  entries: readonly Sealed[];
};

/** `treeSize` of a result is 0, as for a workbook's. Throws for a defect. */
export function openAuditSequencer(database: Database.Database): AuditSequencer {
  const headOf = database.prepare<[string], HeadRow>(
    'SELECT head, deleted_at AS deletedAt FROM workbook WHERE workbook = ?',
  );
  const carriedOut = database.prepare<[string, string], { text: string }>(
    `SELECT entry.text FROM command JOIN entry USING (workbook, number)
     WHERE command.workbook = ? AND command.command = ?`,
  );
  const begin = database.prepare(
    `INSERT INTO workbook (workbook, kind, city, title, head, locked, generation, created_at)
     VALUES (?, 'audit', '', '', 0, 0, 0, 0)`,
  );
  const addEntry = database.prepare(
    `INSERT INTO entry (workbook, number, kind, at, "by", leaf, text) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const setHead = database.prepare('UPDATE workbook SET head = ? WHERE workbook = ?');
  const projectChange = openProjector(database);
  const refusalOf = ({ workbook, expected, entries }: AuditAppend): AuditAppendResult | null => {
    const beside = headOf.get(workbookOf(workbook));
    if (beside === undefined) throw new Error(`there is no workbook beside ${workbook}`);
    const head = headOf.get(workbook)?.head ?? 0;
    if (beside.deletedAt !== null) return { ok: false, why: 'deleted', head };
    for (const { command } of entries) {
      const found = carriedOut.get(workbook, command);
      const entry = found && (JSON.parse(found.text) as AuditEntry);
      if (entry !== undefined) return { ok: false, why: 'repeated', head, entry };
    }
    return expected === head ? null : { ok: false, why: 'moved', head };
  };
  return (request) => {
    assertAuditWellFormed(request);
    const refused = refusalOf(request);
    if (refused !== null) return { result: refused, entries: [] };
    const { workbook, expected } = request;
    if (expected === 0) begin.run(workbook);
    const sealed = sealAudit(request);
    for (const { entry, leaf, text } of sealed) {
      const { number, kind, at, by } = entry;
      addEntry.run(workbook, number, kind, at, by, leaf, text);
      for (const change of project(entry)) projectChange({ workbook, at, beside: {} }, change);
    }
    const head = expected + sealed.length;
    setHead.run(head, workbook);
    const result = { ok: true as const, first: expected + 1, head, treeSize: 0 };
    return { result, entries: sealed };
  };
}
