/** Reads of the Merkle tree and its checkpoints. */
import { type KeptHashes, TILE_HEIGHT } from '@tallystick/ledger/tiles';
import type Database from 'better-sqlite3';
import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { LogReads } from '../../port-log.ts';
import { ENTRIES_PER_READ } from '../../rules.ts';
import { bytesOfBlob } from './read-journal.ts';
import { checkpoint, leaf, tree, treeNode } from '../schema-log.ts';

export function treeReads(db: BetterSQLite3Database): LogReads {
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
        .select({ hash: leaf.hash })
        .from(leaf)
        .where(and(gte(leaf.logIndex, from), lt(leaf.logIndex, to)))
        .orderBy(asc(leaf.logIndex))
        .all()
        .map(({ hash }) => bytesOfBlob(hash));
    },
    async places(workbook, from, to) {
      return db
        .select({ number: leaf.number, index: leaf.logIndex })
        .from(leaf)
        .where(and(eq(leaf.workbook, workbook), gte(leaf.number, from), lte(leaf.number, to)))
        .orderBy(asc(leaf.number))
        .limit(ENTRIES_PER_READ)
        .all();
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

/**
 * The kept hashes of a tree for a proof that is made hash by hash. Leaves are read by whole tiles and the last tile is
 * kept: a proof walks from left to right. Throws where the store does not hold a subtree.
 */
export function keptHashes(reader: Database.Database): KeptHashes {
  const tileOf = reader
    .prepare<[number, number], Buffer>(
      'SELECT hash FROM leaf WHERE log_index >= ? AND log_index < ? ORDER BY log_index',
    )
    .pluck();
  const node = reader
    .prepare<[number, number], Buffer>(
      'SELECT hash FROM tree_node WHERE level = ? AND node_index = ?',
    )
    .pluck();
  const width = 2 ** TILE_HEIGHT;
  let tile = { start: -1, leaves: [] as Uint8Array[] };
  return {
    leafHashes(from, to) {
      const start = from - (from % width);
      // The last tile is not full, and may have grown.
      if (tile.start !== start || tile.leaves.length < to - start) {
        tile = { start, leaves: tileOf.all(start, start + width).map(bytesOfBlob) };
      }
      return tile.leaves.slice(from - start, to - start);
    },
    stored(level, index) {
      const hash = node.get(level, index);
      if (hash === undefined) throw new Error(`the store does not hold subtree ${level}:${index}`);
      return bytesOfBlob(hash);
    },
  };
}
