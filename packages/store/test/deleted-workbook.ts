/** A workbook with something of everything in it, and its deletion by two people. */
import type { NewEntry } from '@tallystick/domain/entry';
import type { NewAuditEntry } from '@tallystick/domain/audit/entry';
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import type {
  AuditJournalId,
  ClarificationId,
  CommandId,
  EntityId,
  PaperId,
  PersonId,
  RowId,
  WorkbookId,
} from '@tallystick/domain/cells/ids';
import type { Store } from '../src/port.ts';
import { AMAL, BENE, change, edit, event, locked, opened } from './journal-of.ts';

/** Stands in every text of a filled workbook, and in none of another. */
export const wordOf = (workbook: WorkbookId): string => `canary of ${workbook}`;

/** Appends by the present head; answers `ok` or why not. */
export async function appendTo(
  store: Store,
  workbook: WorkbookId,
  entries: NewEntry[],
  more: { client?: number; snapshot?: string } = {},
): Promise<string> {
  const expected = (await store.workbook(workbook))?.head ?? 0;
  const { client, snapshot } = more;
  const [result] = await store.append([
    {
      workbook,
      expected,
      entries: entries.map((entry) => ({ ...entry, workbook })),
      ...(client === undefined ? {} : { claims: [{ client, person: AMAL }] }),
      ...(snapshot === undefined
        ? {}
        : {
            snapshot: { submission: 1, text: snapshot },
            generation: { generation: 2, upTo: expected, base: Buffer.from(snapshot) },
          }),
    },
  ]);
  return result === undefined || result.ok ? 'ok' : result.why;
}

/** Cells, members, a locked version, a question with its ruling; then `fillBeside`. The people must be there. */
export async function fillWorkbook(store: Store, workbook: WorkbookId): Promise<void> {
  const word = wordOf(workbook);
  await store.createWorkbook(workbook, 1);
  const about = { row: 'a.b' as RowId, kpi: 'a', edition: '2017', text: word };
  const clarification = `cl_${workbook}` as ClarificationId;
  const said = [
    event({ ...opened(word) }, 'c-open'),
    event({ type: 'member-added', person: AMAL, role: 'head', entity: null }, 'c-head'),
    event({ type: 'clarification-asked', clarification, ...about }, 'c-ask'),
    event({ type: 'ruled', clarification, text: word, scope: 'all' }, 'c-rule'),
    edit(change('a.b:value', null, '1')),
    edit(change('a.b:notes', null, word.repeat(30))),
    // Longer than a page, and then short: what was there before must not be left in the file either.
    edit(change('a.b:source', null, word.repeat(600))),
    edit(change('a.b:source', word.repeat(600), word)),
  ];
  const snapshot = JSON.stringify({ cells: word });
  const steps = [
    await appendTo(store, workbook, said, { client: 7 }),
    await appendTo(store, workbook, [event(locked(1, 8, snapshot), 'c-lock')], { snapshot }),
  ];
  if (steps.some((step) => step !== 'ok')) throw new Error(`not filled: ${steps.join()}`);
  await fillBeside(store, workbook);
}

/** What is kept of a workbook and is no part of its journal. */
export async function fillBeside(store: Store, workbook: WorkbookId): Promise<void> {
  const word = wordOf(workbook);
  const at = 1_700_000_000_100;
  const by = AMAL;
  const cell = 'a.b:value' as never;
  const draft = { id: `rd_${workbook}`, workbook, cell, text: word, by, at };
  await store.keepRefusedDrafts([{ ...draft, door: 'yjs', code: 'locked', detail: '', head: 1 }]);
  await store.setSeen({ workbook, person: AMAL, number: 3, at });
  const until = { createdAt: at, expiresAt: at + 1_000 };
  const untaken = { usedAt: null, usedBy: null, revokedAt: null };
  const role = 'observer';
  await store
    .addInvitation({
      id: `i_${workbook}`,
      workbook,
      role,
      entity: null,
      note: word,
      by,
      ...until,
      ...untaken,
    })
    .catch(unlessThere);
  const url = `https://a.example/${encodeURIComponent(word)}`;
  const progress = { sentUpTo: 0, failures: 0, lastError: null, nextAt: 0 };
  await store
    .addWebhook({
      id: `h_${workbook}`,
      workbook,
      url,
      secret: word,
      by,
      createdAt: at,
      ...progress,
    })
    .catch(unlessThere);
  const bytes = Buffer.from(word);
  await store.putFile({ workbook, name: `${word}.xlsx`, bytes, by, at, keptAt: at });
  const scope = { scope: 'read', lastUsedAt: null, revokedAt: null };
  await store
    .addToken({ id: `t_${workbook}`, person: AMAL, name: word, workbook, ...until, ...scope })
    .catch(unlessThere);
  const answered = { key: `k_${workbook}`, request: 'r', status: 200, body: word, at };
  const place = { cell, row: null, places: 1, readAt: null, mailAt: null, mail: null };
  const told = { person: AMAL, id: `${workbook}/e:1/comment`, workbook, number: 1, by, at };
  const from = await store.followedUpTo(workbook);
  const notices = [{ ...told, kind: 'comment' as const, ...place }];
  await store.noteFollowed({ workbook, from, upTo: 9, notices, left: [] });
  await store.addNotices(notices);
  await store.setPostSetting(AMAL, { workbook, kind: null, how: 'daily' });
  await store.beginChase({ workbook, entity: 'e_water' as EntityId, by, at, notices: [] }, 0);
  await store.rememberAnswer({ person: AMAL, workbook, ...answered }, 0);
}

/** Filled a second time, rows are there already. */
function unlessThere(): void {}

/** A working paper in the journal of the audit side. */
export function paper(
  journal: AuditJournalId,
  command: string,
  { text = 'x', by = AMAL }: { text?: string; by?: PersonId } = {},
): NewAuditEntry {
  const said = { paper: 'wp_1' as PaperId, title: text, text, rows: [], cells: [] };
  return {
    v: 1,
    kind: 'event',
    workbook: journal,
    at: 1_700_000_000_050,
    by,
    door: 'api',
    command: command as CommandId,
    event: { type: 'paper-written', ...said },
    salt: 'c2FsdA',
  };
}

/** Two entries of the audit side, full of the workbook's word. */
export async function fillAudit(store: Store, workbook: WorkbookId): Promise<void> {
  const journal = auditJournalOf(workbook);
  const text = wordOf(workbook).repeat(30);
  const entries = [paper(journal, 'a-1', { text }), paper(journal, 'a-2', { text })];
  const answer = await store.appendAudit({ workbook: journal, expected: 0, entries });
  if (!answer.ok) throw new Error(`not filled: ${answer.why}`);
}

/** Archived and asked for by one person, deleted by another. */
export async function deleteWorkbook(
  store: Store,
  workbook: WorkbookId,
  at = 1_700_000_000_500,
): Promise<void> {
  const head = (await store.workbook(workbook))?.head ?? 0;
  const until = at + 1_000;
  const steps = [
    event({ type: 'archived', reason: 'The pilot ended.' }, 'd-archive', { at }),
    event({ type: 'deletion-asked', reason: 'It is over.', until }, 'd-ask', { at }),
    event({ type: 'deleted', archived: head + 1, asked: head + 2 }, 'd-delete', { at, by: BENE }),
  ];
  for (const step of steps) {
    const answer = await appendTo(store, workbook, [step]);
    if (answer !== 'ok') throw new Error(`not deleted: ${answer}`);
  }
}

/** All that a store tells of a workbook besides its row and its entries. */
export async function shownOf(
  store: Store,
  workbook: WorkbookId,
): Promise<Record<string, unknown>> {
  const mine = (row: { workbook: string | null }) => row.workbook === workbook;
  return {
    cells: await store.cells(workbook),
    cell: [(await store.cell(workbook, 'a.b:value' as never)) ?? []].flat(),
    claims: await store.claims(workbook),
    generation: [(await store.generation(workbook)) ?? []].flat(),
    snapshot: [(await store.snapshot(workbook, 1)) ?? []].flat(),
    members: (await store.memberships(AMAL)).filter(mine),
    listing: (await store.listing(AMAL)).filter(mine),
    command: [(await store.entryOfCommand(workbook, 'c-open' as never)) ?? []].flat(),
    history: await store.history(workbook, { limit: 100 }),
    cellsThen: [...(await store.cellsAt(workbook, 8))],
    seen: [(await store.lastSeen(workbook, AMAL)) ?? []].flat(),
    clarifications: await store.clarifications({ workbooks: [workbook], limit: 9 }),
    drafts: await store.refusedDrafts(workbook, { limit: 9 }),
    invitations: await store.invitations(workbook),
    webhooks: await store.webhooksOf(workbook),
    tokens: (await store.tokensOf(AMAL)).filter(mine),
    files: await store.files(workbook),
    followed: [(await store.followedUpTo(workbook)) || []].flat(),
    notices: (await store.noticesOf({ person: AMAL, limit: 9 })).filter(mine),
    postSettings: (await store.postSettings(AMAL)).filter(mine),
    chases: await store.chases(workbook),
    answers: [(await store.rememberedAnswer(AMAL, `k_${workbook}`, 0)) ?? []].flat(),
  };
}
