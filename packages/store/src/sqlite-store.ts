/**
 * The store on one SQLite file.
 *
 * One server a file (a lock that dies with the process), one writing thread, reads beside it on their own connection.
 */
import { createHash } from 'node:crypto';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Store } from './port.ts';
import type { PeopleStore } from './port-people.ts';
import { EVIDENCE_BYTES_MAX, FILES_OF_ONE_OWNER_BYTES } from './limits.ts';
import type { EvidenceFile, EvidenceStore } from './blobs/port-evidence.ts';
import type { FileStore } from './port-files.ts';
import type { InvitationStore } from './port-invitations.ts';
import type { LinkStore } from './links/port-links.ts';
import type { PostStore } from './port-post.ts';
import type { ProgramStore } from './port-programs.ts';
import { CommitQueue } from './sqlite/commit-queue.ts';
import { migrateDatabase } from './sqlite/migrate.ts';
import { BUSY_TIMEOUT_MS, holdExclusively, openDatabase, openReader } from './sqlite/open.ts';
import { auditReads } from './sqlite/read/read-audit.ts';
import { clarificationReads } from './sqlite/read/read-clarifications.ts';
import { historyReads } from './sqlite/read/read-history.ts';
import { bringListingUpToDate } from './sqlite/listing-upkeep.ts';
import { journalReads } from './sqlite/read/read-journal.ts';
import { workbookReads } from './sqlite/read/read-workbooks.ts';
import { listingReads } from './sqlite/read/read-listing.ts';
import { linkReads } from './sqlite/read/read-links.ts';
import { peopleReads } from './sqlite/read/read-people.ts';
import { evidenceReads } from './sqlite/read/read-evidence.ts';
import { fileReads } from './sqlite/read/read-files.ts';
import { invitationReads } from './sqlite/read/read-invitations.ts';
import { postReads } from './sqlite/read/read-post.ts';
import { programReads } from './sqlite/read/read-programs.ts';
import { refusedDraftReads } from './sqlite/read/read-refused-drafts.ts';
import { templateReads } from './sqlite/read/read-templates.ts';
import { treeReads } from './sqlite/read/read-tree.ts';

/**
 * Opens `file`, making or migrating it. Rejects with a sentence for a person when another server holds the file, or
 * when its disk cannot give WAL with synchronous=FULL.
 */
export async function openSqliteStore(options: {
  file: string;
  /** How long a commit waits for another connection's (a backup's, say) before it answers `unavailable`. */
  busyTimeout_ms?: number;
}): Promise<Store> {
  const { file, busyTimeout_ms = BUSY_TIMEOUT_MS } = options;
  const hold = holdExclusively(file);
  try {
    const writer = openDatabase(file);
    try {
      migrateDatabase(writer);
      await bringListingUpToDate(writer);
    } finally {
      writer.close();
    }
    const reader = openReader(file);
    const db = drizzle(reader);
    const head = reader
      .prepare<[string], number>('SELECT head FROM workbook WHERE workbook = ?')
      .pluck();
    const queue = new CommitQueue({ file, busyTimeout_ms }, (workbook) => head.get(workbook));
    const log = treeReads(db);
    return {
      ...journalReads(db, reader),
      ...workbookReads(db),
      ...auditReads(reader),
      ...log,
      // The commit that writes entries integrates them.
      integrate: log.treeSize,
      ...peopleReads(db),
      ...clarificationReads(db),
      ...listingReads(reader),
      ...programReads(db),
      ...refusedDraftReads(db),
      keepRefusedDrafts: (drafts) => queue.perform('keepRefusedDrafts', drafts),
      handInRefusedDraft: (id, note, at) => queue.perform('handInRefusedDraft', { id, note, at }),
      settleRefusedDraft: (id, settling) =>
        queue.perform('settleRefusedDraft', { id, ...settling }),
      ...historyReads(db, (workbook) => queue.perform('followJournal', { workbook })),
      setSeen: (seen) => queue.perform('setSeen', seen),
      ...invitationReads(db),
      ...invitationWrites(queue),
      ...fileReads(db),
      ...fileWrites(queue),
      ...evidenceReads(reader),
      ...evidenceWrites(queue),
      ...templateReads(db),
      addTemplateVersion: (version) => queue.perform('addTemplateVersion', version),
      ...programWrites(queue),
      ...postReads(reader),
      ...postWrites(queue),
      ...linkReads(reader),
      ...linkWrites(queue),
      append: (requests) => queue.append(requests),
      appendAudit: (request) => queue.appendAudit(request),
      createWorkbook: (workbook, at) => queue.perform('createWorkbook', { workbook, at }),
      addCheckpoint: (checkpoint) => queue.perform('addCheckpoint', checkpoint),
      ...peopleWrites(queue),
      async close() {
        await queue.close();
        reader.close();
        hold.release();
      },
    };
  } catch (error) {
    hold.release();
    throw error;
  }
}

/** The writes of people, their sessions and the settings of the installation. */
function peopleWrites(queue: CommitQueue) {
  return {
    addPerson: (person) => queue.perform('addPerson', person),
    addSession: (session) => queue.perform('addSession', session),
    touchSession: (id, at) => queue.perform('touchSession', { id, at }),
    endSession: (id) => queue.perform('endSession', { id }),
    endSessions: (person, except) => queue.perform('endSessions', { person, except }),
    setAdmin: (person, admin) => queue.perform('setAdmin', { person, admin }),
    setSetting: (key, value) => queue.perform('setSetting', { key, value }),
  } satisfies Partial<Store>;
}

/** The writes of tokens, remembered answers and webhooks, each a named operation. */
function programWrites(queue: CommitQueue) {
  return {
    addToken: (token) => queue.perform('addToken', token),
    touchToken: (id, at) => queue.perform('touchToken', { id, at }),
    revokeToken: (id, person, at) => queue.perform('revokeToken', { id, person, at }),
    rememberAnswer: (answer, since) => queue.perform('rememberAnswer', { answer, since }),
    allowWebhookTarget: (target) => queue.perform('allowWebhookTarget', target),
    forbidWebhookTarget: (origin) => queue.perform('forbidWebhookTarget', { origin }),
    addWebhook: (webhook) => queue.perform('addWebhook', webhook),
    noteWebhook: (progress) => queue.perform('noteWebhook', progress),
    removeWebhook: (workbook, id) => queue.perform('removeWebhook', { workbook, id }),
  } satisfies Partial<ProgramStore>;
}

/** The writes of invitations, each a named operation. */
function invitationWrites(queue: CommitQueue) {
  return {
    addInvitation: (invitation) => queue.perform('addInvitation', invitation),
    takeInvitation: (id, person, at) => queue.perform('takeInvitation', { id, person, at }),
    giveBackInvitation: (id, person) => queue.perform('giveBackInvitation', { id, person }),
    changeInvitation: (id, to) => queue.perform('changeInvitation', { was: id, ...to }),
    revokeInvitation: (id, workbook, at) => queue.perform('revokeInvitation', { id, workbook, at }),
  } satisfies Partial<InvitationStore>;
}

/** The writes of files. The hash is made here: no row says of its bytes what is not so. */
function fileWrites(queue: CommitQueue) {
  return {
    async putFile(file, { since = -1, bytesMax = FILES_OF_ONE_OWNER_BYTES } = {}) {
      const hash = createHash('sha256').update(file.bytes).digest('hex');
      const size = file.bytes.length;
      const put = await queue.perform('putFile', { ...file, hash, size, since, bytesMax });
      return put === 'put' ? { ok: true, hash } : { ok: false, why: put };
    },
    keepFile: (workbook, hash, at) => queue.perform('keepFile', { workbook, hash, at }),
  } satisfies Partial<FileStore>;
}

/** The writes of files that stand behind values; their bytes lie elsewhere. */
function evidenceWrites(queue: CommitQueue) {
  return {
    putEvidence: async (file, bytesMax = EVIDENCE_BYTES_MAX) => {
      const put = await queue.perform('putEvidence', { file, bytesMax });
      return put ? { ok: true } : { ok: false, why: 'full' };
    },
    keepEvidence: async (workbook, hash, at) =>
      (await queue.perform('keepEvidence', { workbook, hash, at })) as EvidenceFile | undefined,
    dropWaiting: async (since) => (await queue.perform('dropWaiting', { since })) as EvidenceFile[],
  } satisfies Partial<EvidenceStore>;
}

/** The writes of what people are told, each a named operation. */
function postWrites(queue: CommitQueue) {
  return {
    noteFollowed: (followed) => queue.perform('noteFollowed', followed),
    addNotices: async (notices) => (await queue.perform('addNotices', notices)) as PersonId[],
    markRead: (of) => queue.perform('markRead', of),
    makeMail: (mail) => queue.perform('makeMail', mail),
    noteMail: (progress) => queue.perform('noteMail', progress),
    setPostSetting: (person, { workbook, kind, how }) =>
      queue.perform('setPostSetting', {
        person,
        workbook: workbook ?? '',
        kind: kind ?? '',
        how,
      }),
    setPostLanguage: (person, language) => queue.perform('setPostLanguage', { person, language }),
    setCalendar: (person, hash) => queue.perform('setCalendar', { person, hash }),
    beginChase: (chase, since) => queue.perform('beginChase', { ...chase, since }),
  } satisfies Partial<PostStore>;
}

/** The writes of links, and of passwords, with which links end. */
function linkWrites(queue: CommitQueue) {
  return {
    addLink: (link, at) => queue.perform('addLink', { link, at }),
    takeLink: (taking) => queue.perform('takeLink', taking),
    setPassword: (person, change) => queue.perform('setPassword', { person, ...change }),
    shutOut: (person, at) => queue.perform('shutOut', { person, at }),
  } satisfies Partial<LinkStore & PeopleStore>;
}
