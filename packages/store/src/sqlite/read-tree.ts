/**
 * Reads of the Merkle tree and its checkpoints. Own file because proofs need it and nothing of the entries' bodies.
 */
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { TreeStore } from '../port.ts';
import { bytesOfBlob } from './read-journal.ts';
import * as tables from './schema.ts';

export function treeReads(db: BetterSQLite3Database): Omit<TreeStore, 'addCheckpoint'> {
  const { checkpoint, entry, tree, treeNode } = tables;
  const columns = {
    size: checkpoint.size,
    root: checkpoint.root,
    note: checkpoint.note,
    at: checkpoint.at,
  };
  return {
    async treeSize() {
      return db.select({ size: tree.size }).from(tree).get()?.size ?? 0;
    },
    async leafHashes(from, to) {
      return db
        .select({ leaf: entry.leaf })
        .from(entry)
        .where(and(gte(entry.logIndex, from), lt(entry.logIndex, to)))
        .orderBy(asc(entry.logIndex))
        .all()
        .map(({ leaf }) => bytesOfBlob(leaf));
    },
    async node(level, index) {
      const row = db
        .select({ hash: treeNode.hash })
        .from(treeNode)
        .where(and(eq(treeNode.level, level), eq(treeNode.nodeIndex, index)))
        .get();
      return row === undefined ? undefined : bytesOfBlob(row.hash);
    },
    async lastCheckpoint() {
      const row = db.select(columns).from(checkpoint).orderBy(desc(checkpoint.id)).limit(1).get();
      return row === undefined ? undefined : { ...row, root: bytesOfBlob(row.root) };
    },
    async checkpointCovering(size, origin) {
      const head = `${origin}\n`;
      const row = db
        .select({ size: checkpoint.size, root: checkpoint.root, note: checkpoint.note })
        .from(checkpoint)
        .where(
          and(
            gte(checkpoint.size, size),
            eq(sql`substr(${checkpoint.note}, 1, ${head.length})`, head),
          ),
        )
        .orderBy(asc(checkpoint.size), asc(checkpoint.id))
        .limit(1)
        .get();
      return row === undefined ? undefined : { ...row, root: bytesOfBlob(row.root) };
    },
  };
}
