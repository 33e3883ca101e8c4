/** The tables of the log: the places of entries in the installation's Merkle tree, the tree, and its checkpoints. */
import {
  blob,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/**
 * The places of entries in the installation's tree, given once they are in their journal (`integrate.ts`). Hashes stand
 * here as well: a proof reads many of them, and none of the texts.
 */
export const leaf = sqliteTable(
  'leaf',
  {
    /** From 0 without a gap; of each workbook in the order of the numbers. */
    logIndex: integer('log_index').primaryKey(),
    workbook: text('workbook').notNull(),
    number: integer('number').notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [uniqueIndex('leaf_entry').on(table.workbook, table.number)],
);

/** Complete subtrees of the Merkle tree, of the heights in `subtrees.ts`. */
export const treeNode = sqliteTable(
  'tree_node',
  {
    level: integer('level').notNull(),
    nodeIndex: integer('node_index').notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.nodeIndex] })],
);

/** One row (id 1): the tree's size and its frontier, the hashes of the complete subtrees from left to right. */
export const tree = sqliteTable('tree', {
  id: integer('id').primaryKey(),
  size: integer('size').notNull(),
  frontier: blob('frontier', { mode: 'buffer' }).notNull(),
});

/** Signed checkpoints, append-only. */
export const checkpoint = sqliteTable(
  'checkpoint',
  {
    id: integer('id').primaryKey(),
    size: integer('size').notNull(),
    root: blob('root', { mode: 'buffer' }).notNull(),
    note: text('note').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('checkpoint_size').on(table.size)],
);
