/** What every adapter of the store must do, as tests. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/port.ts';
import type { Opened } from './opened.ts';
import { appendContract } from './contract-append.ts';
import { auditContract } from './contract-audit.ts';
import { clarificationContract } from './contract-clarifications.ts';
import { deletionContract } from './contract-deletion.ts';
import { evidenceContract } from './contract-evidence.ts';
import { fileContract } from './contract-files.ts';
import { invitationContract } from './contract-invitations.ts';
import { historyContract } from './contract-history.ts';
import { linksContract } from './contract-links.ts';
import { listingContract } from './contract-listing.ts';
import { placesContract } from './contract-places.ts';
import { peopleContract } from './contract-people.ts';
import { postContract } from './contract-post.ts';
import { programContract } from './contract-programs.ts';
import { readContract } from './contract-read.ts';
import { refusedDraftContract } from './contract-refused-drafts.ts';
import { reopeningContract } from './contract-reopening.ts';
import { templateContract } from './contract-templates.ts';
import { treeContract } from './contract-tree.ts';

/** Runs the contract on stores that `open` makes, each empty. */
export function runStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`the store in ${name}`, () => {
    let current: Promise<Store> | undefined;
    const opened: Opened = () => {
      current ??= open();
      return current;
    };
    afterEach(async () => {
      const store = await current;
      current = undefined;
      await store?.close();
    });
    appendContract(opened);
    readContract(opened);
    historyContract(opened);
    treeContract(opened);
    placesContract(opened);
    peopleContract(opened);
    linksContract(opened);
    clarificationContract(opened);
    reopeningContract(opened);
    programContract(opened);
    refusedDraftContract(opened);
    invitationContract(opened);
    fileContract(opened);
    evidenceContract(opened);
    templateContract(opened);
    postContract(opened);
    deletionContract(opened);
    auditContract(opened);
    listingContract(opened);
    it('keeps settings and writes them over', async () => {
      const store = await opened();
      expect(await store.setting('demo')).toBeUndefined();
      await store.setSetting('demo', 'yes');
      await store.setSetting('demo', 'no');
      expect(await store.setting('demo')).toBe('no');
    });
  });
}
