/** Reads of one-time links. */
import type Database from 'better-sqlite3';
import type { LinkStore } from '../../links/port-links.ts';
import { openLinkLookup } from '../link-lookup.ts';

export function linkReads(reader: Database.Database): Pick<LinkStore, 'link'> {
  const { find } = openLinkLookup(reader);
  return {
    async link(id, at) {
      return find(id, at);
    },
  };
}
