/**
 * Gives entries their place in the installation's Merkle tree once they are sequenced: numbered and written in their
 * journals. Here that is the last step of the commit that wrote them, and the writing thread is the one integrator. With
 * several servers it is a transaction of its own, and nothing but this step touches a row that journals share.
 */
import { appendLeaf, emptyFrontier } from '@tallystick/ledger/frontier';
import { isKeptLevel } from '@tallystick/ledger/tiles';
import type Database from 'better-sqlite3';
import { packFrontier, unpackFrontier } from '../journal/stored-frontier.ts';
import type { Sealed } from '../journal/seal.ts';

export type Integrator = {
  /**
   * Places entries behind all that have a place, in this order: of each workbook in the order of their numbers, without a
   * gap. Answers the tree's size. Inside the caller's transaction; where that is undone, the integrator is opened anew.
   */
  integrate: (entries: readonly Sealed[]) => number;
};

export function openIntegrator(database: Database.Database): Integrator {
  const stored = database
    .prepare<[], { size: number; frontier: Buffer }>('SELECT size, frontier FROM tree WHERE id = 1')
    .get();
  const tree =
    stored === undefined ? emptyFrontier() : unpackFrontier(stored.size, stored.frontier);
  const addLeaf = database.prepare(
    'INSERT INTO leaf (log_index, workbook, number, hash) VALUES (?, ?, ?, ?)',
  );
  const addNode = database.prepare(
    'INSERT INTO tree_node (level, node_index, hash) VALUES (?, ?, ?)',
  );
  const saveTree = database.prepare(
    `INSERT INTO tree (id, size, frontier) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET size = excluded.size, frontier = excluded.frontier`,
  );
  return {
    integrate(entries) {
      for (const { entry, leaf } of entries) {
        addLeaf.run(tree.size, entry.workbook, entry.number, leaf);
        for (const { level, index, hash } of appendLeaf(tree, leaf))
          if (isKeptLevel(level)) addNode.run(level, index, hash);
      }
      if (entries.length > 0) saveTree.run(tree.size, packFrontier(tree));
      return tree.size;
    },
  };
}
