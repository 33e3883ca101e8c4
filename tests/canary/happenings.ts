/** Everything that can happen in a workbook, so that every kind of event was written with the field planted in it. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type {
  CallId,
  CellId,
  ClarificationId,
  EntityId,
  CommentId,
  EvidenceId,
  FindingId,
  MissionId,
  QueryId,
} from '@tallystick/domain/cells/ids';
import { verdictCounts } from '@tallystick/domain/nouns/sign-off/attestation';
import type { Snapshot } from '@tallystick/domain/snapshot';
import { baseUpdate } from '@tallystick/room/shape';
import type { Store } from '@tallystick/store/port';
import { SYSTEM } from '@tallystick/server/workbook/deps';
import type { SubmissionView } from '@tallystick/protocol/views';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { handedOut } from '../import/handed-out.ts';
import { RoomClient } from '../process/room-client.ts';
import { PlainClient } from '../process/plain-client.ts';
import { ROWS, type Scene } from '../rights/scene.ts';

const DAY_MS = 24 * 60 * 60_000;
const OLD = 'e_old' as EntityId;
const GONE = 'e_gone' as EntityId;
const WATER = 'e_water' as EntityId;
const NOTES = `${ROWS.water}:notes` as CellId;

/** A room that has grown long goes on in a new generation; nobody asks for it. */
export async function beginGeneration(store: Store, workbook: Scene['workbook']): Promise<void> {
  const head = (await store.workbook(workbook))?.head ?? 0;
  const [result] = await store.append([
    {
      workbook,
      expected: head,
      entries: [
        {
          v: 1,
          kind: 'event',
          workbook,
          at: Date.now(),
          by: SYSTEM,
          door: 'system',
          command: `generation-${workbook}-1` as never,
          event: { type: 'generation-started', generation: 1, upTo: head },
        },
      ],
      generation: { generation: 1, upTo: head + 1, base: baseUpdate([]) },
    },
  ]);
  if (!result?.ok) throw new Error('the generation was not begun');
}

/** How the workbook is set up, and who is in it. */
async function setUp({ must, people }: Scene): Promise<void> {
  const heading = { city: 'Rightsham', title: 'Rights again', due: null, zone: 'Africa/Cairo' };
  await must('coordinator', { type: 'correct-workbook', ...heading });
  await must('coordinator', { type: 'add-entity', entity: OLD, name: 'Old works' });
  await must('coordinator', { type: 'rename-entity', entity: OLD, name: 'Older works' });
  const { stranger: person } = people;
  await must('admin', { type: 'add-member', person, role: 'contributor', entity: OLD });
  await must('coordinator', { type: 'assign-rows', rows: [ROWS.unassigned], entity: OLD });
  await must('coordinator', { type: 'merge-entities', entity: OLD, into: WATER });
  await must('coordinator', { type: 'change-member', person, role: 'observer', entity: null });
  await must('coordinator', { type: 'remove-member', person });
  await must('coordinator', { type: 'add-entity', entity: GONE, name: 'Soon gone' });
  await must('coordinator', { type: 'remove-entity', entity: GONE });
}

/** Figures through every door. */
async function fillIn(scene: Scene): Promise<void> {
  const { workbook, clients } = scene;
  const { coordinator } = clients;
  const { room } = await coordinator.view(workbook);
  const web = await RoomClient.join(coordinator, room ?? '');
  await web.save(`${ROWS.water}:override`, '81.5');
  web.close();
  const plain = await PlainClient.join(coordinator.url, workbook, {
    cookie: coordinator.cookie,
    origin: coordinator.url,
  });
  plain.set(NOTES, 'From the meters.');
  const path = `/api/workbooks/${workbook}/cells`;
  const isThere = async () => (await (await coordinator.get(`${path}/${NOTES}`)).json()).text;
  while ((await isThere()) === null) await new Promise((turn) => setTimeout(turn, 5));
  plain.close();
  const { url, cookie, fetch: askFrom } = coordinator;
  const answer = await askFrom(url + path, {
    method: 'PATCH',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ cells: { [`${ROWS.roads}:override`]: '42' } }),
  });
  if (answer.status !== 200) throw new Error(`a cell was not set: ${await answer.text()}`);
}

/** A value out of a file. */
async function bringIn({ clients, must, workbook }: Scene): Promise<void> {
  const { url, cookie, fetch: askFrom } = clients.coordinator;
  const origin = { workbook, number: 1, edition: '2017' };
  const rows = [{ row: ROWS.water, texts: { source: 'Out of a file.' } }];
  const bytes = handedOut({ catalogue: loadCatalogue(), origin, rows, exported: new Map() });
  const answer = await askFrom(`${url}/api/workbooks/${workbook}/files?name=a.xlsx`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/octet-stream' },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  const { file } = (await answer.json()) as IncomingFileView;
  const cells = { [`${ROWS.water}:source`]: 'Out of a file.' };
  await must('coordinator', { type: 'import-file', file: file.hash, cells, seen: {} });
}

async function say(scene: Scene): Promise<void> {
  const { clients, workbook, must } = scene;
  const comment = { type: 'comment', cell: NOTES, parent: null } as const;
  const id = 'c_members' as CommentId;
  const asked = { ...comment, text: 'For all.', audience: 'members' } as const;
  const answer = await clients.head.command(asked, { id, workbook });
  if (answer.status !== 200) throw new Error(await answer.text());
  await must('water', { ...asked, parent: id, text: 'A reply.' });
  await must('auditor', { ...comment, text: 'Among us.', audience: 'audit' });
  await must('head', { type: 'resolve-comment', comment: id });
  await must('head', { type: 'reopen-comment', comment: id });
}

async function judge({ must }: Scene): Promise<void> {
  const verify = { type: 'verify', verdict: 'yes', note: 'Seen.' } as const;
  await must('auditor', { type: 'declare-interest', conflict: '' });
  await must('auditor', { ...verify, row: ROWS.roads, result: '42' });
  await must('auditor', { type: 'withdraw-verification', row: ROWS.roads });
  await must('auditor', { ...verify, row: ROWS.water, result: '81.5' });
}

/** Findings are drafted in the journal of the audit side, and released out of it. */
async function find({ must, mustAudit }: Scene): Promise<void> {
  const findings = ['f_kept', 'f_withdrawn'] as FindingId[];
  const said = { kind: 'nonconformity', text: 'Estimated.', recommendation: 'Measure.' } as const;
  const links = { rows: [ROWS.water], cells: [], evidence: ['A log'] };
  for (const [i, finding] of findings.entries()) {
    const seen = 2 * i + 1;
    await mustAudit('auditor', { type: 'draft-finding', finding, ...said, ...links, seen: null });
    await mustAudit('auditor', { type: 'move-finding', finding, to: 'chosen', seen });
  }
  await must('auditor', { type: 'release-findings', findings });
  const [finding, withdrawn] = findings as [FindingId, FindingId];
  await must('head', { type: 'answer-finding', finding, text: 'We shall.', seen: null });
  await must('auditor', {
    type: 'withdraw-finding',
    finding: withdrawn,
    reason: 'It was measured.',
  });
}

async function ask({ must, clients, workbook }: Scene): Promise<void> {
  const [ruled, alike, closed] = ['cl_ruled', 'cl_alike', 'cl_closed'] as ClarificationId[];
  if (ruled === undefined || alike === undefined || closed === undefined) return;
  const asked = { type: 'ask-clarification', row: ROWS.water, text: 'What counts?' } as const;
  await must('water', { ...asked, clarification: ruled });
  const rule = { type: 'rule', clarification: ruled, scope: 'all' } as const;
  await must('itu', { ...rule, text: 'All of it.' });
  await must('water', { ...asked, clarification: alike });
  await must('itu', { type: 'join-clarification', clarification: alike, under: ruled });
  await must('itu', { ...rule, text: 'All of it but leaks.' });
  const { clarifications } = await clients.water.view(workbook);
  const seen = clarifications.find(({ id }) => id === ruled)?.ruling?.at ?? 0;
  await must('water', { type: 'acknowledge-ruling', ruling: ruled, seen });
  await must('water', { ...asked, clarification: closed });
  await must('itu', { type: 'close-clarification', clarification: closed });
}

/** A call on a clarification, the dates of the collection, a mission: agreed, declined, called off. */
async function agree({ must, people, clients, workbook }: Scene): Promise<void> {
  const [called, visit] = ['call_canary' as CallId, 'mi_canary' as MissionId];
  await must('itu', {
    type: 'agree-call',
    call: called,
    clarification: 'cl_ruled' as ClarificationId,
    starts: Date.now() + DAY_MS,
    minutes: 30,
    zone: 'Africa/Cairo',
    link: 'https://calls.example/1',
    people: [people.water],
  });
  await must('itu', { type: 'cancel-call', call: called });
  const dates = { starts: Date.now(), ends: Date.now() + 120 * DAY_MS };
  const proposal = async () =>
    (await clients.coordinator.view(workbook)).periods.findLast(
      ({ status }) => status === 'proposed',
    )?.number ?? 0;
  await must('coordinator', { type: 'propose-period', ...dates, reason: '' });
  await must('auditor', {
    type: 'decline-period',
    proposal: await proposal(),
    reason: 'Holidays.',
  });
  await must('auditor', { type: 'propose-period', ...dates, reason: '' });
  await must('coordinator', { type: 'agree-period', proposal: await proposal() });
  const planned = {
    how: 'on-site',
    from: '2027-05-03',
    to: '2027-05-07',
    note: 'City hall',
  } as const;
  await must('auditor', { type: 'plan-mission', mission: visit, ...planned });
  await must('auditor', { type: 'cancel-mission', mission: visit });
}

/** A query is asked, answered, asked back, given to somebody, closed and opened again. */
async function query({ must, people, clients, workbook }: Scene): Promise<void> {
  const id = 'q_canary' as QueryId;
  const text = 'How was it measured?';
  const keeping = { waitsFor: 'coordinator', due: Date.now() + DAY_MS } as const;
  await must('auditor', {
    type: 'ask-query',
    query: id,
    row: ROWS.water,
    text,
    ...keeping,
    assignee: null,
  });
  await must('water', { type: 'answer-query', query: id, text: 'By meter.' });
  await must('auditor', { type: 'query-again', query: id, text: 'Which?' });
  await must('itu', { type: 'assign-query', query: id, ...keeping, assignee: people.auditor });
  const seen = (await clients.auditor.view(workbook)).queries[0]?.turns.at(-1)?.number ?? 0;
  const closing = { outcome: 'cautioned', footnote: 'By one meter.' } as const;
  await must('auditor', { type: 'close-query', query: id, ...closing, seen });
  await must('auditor', { type: 'reopen-query', query: id, text: 'There is another.' });
}

/** Links are put behind values, and one is taken away. */
async function prove({ must }: Scene): Promise<void> {
  const put = { type: 'attach-evidence', row: ROWS.water, note: 'Page 3' } as const;
  const [kept, gone] = ['ev_kept', 'ev_gone'] as [EvidenceId, EvidenceId];
  await must('water', { ...put, evidence: kept, link: 'https://water.example/report' });
  await must('water', { ...put, evidence: gone, link: 'https://water.example/draft' });
  await must('water', { type: 'detach-evidence', evidence: gone, reason: 'A draft.' });
}

/** Up to the first lock. */
export async function work(scene: Scene): Promise<void> {
  await setUp(scene);
  await fillIn(scene);
  await say(scene);
  await judge(scene);
  await find(scene);
  await ask(scene);
  await agree(scene);
  await query(scene);
  await prove(scene);
  const said = { as: 'not-available', why: 'not-found' } as const;
  await scene.must('coordinator', { type: 'mark-rows', rows: [ROWS.unassigned], ...said });
  await bringIn(scene);
  await scene.must('head', { type: 'lock' });
}

/** `meanwhile` is called while cells are reopened. */
export async function reopen(scene: Scene, meanwhile: () => Promise<void>): Promise<void> {
  const { must, clients, workbook } = scene;
  const named = { cells: [NOTES], rows: [ROWS.roads], reason: 'Mend it.' };
  await must('head', { type: 'reopen-cells', ...named, until: Date.now() + DAY_MS });
  const { reopened } = await clients.head.view(workbook);
  await meanwhile();
  await must('head', { type: 'end-reopening', reopening: reopened[0]?.number ?? 0 });
  await must('head', { type: 'lock' });
}

/** The second version is shown to the city and to observers. */
export async function release(scene: Scene): Promise<void> {
  const { must, clients, workbook } = scene;
  const proposed = async () =>
    (await clients.itu.view(workbook)).reopeningProposals.at(-1)?.number ?? 0;
  await must('auditor', { type: 'release-verification' });
  await sign(scene);
  await must('coordinator', { type: 'consent', submission: 2, to: 'results' });
  await must('coordinator', { type: 'withdraw-consent', submission: 2 });
  await must('coordinator', { type: 'consent', submission: 2, to: 'figures' });
  const named = { whole: true, cells: [], rows: [], until: Date.now() + DAY_MS };
  await must('head', { type: 'propose-reopening', ...named, reason: 'Too early.' });
  await must('itu', { type: 'decline-reopening', proposal: await proposed(), reason: 'Why?' });
  await must('head', { type: 'propose-reopening', ...named, reason: 'There is more.' });
  await must('itu', { type: 'accept-unlock', proposal: await proposed() });
}

/** The second version by the auditor, then by ITU. */
async function sign({ must, clients, workbook }: Scene): Promise<void> {
  const answer = await clients.auditor.get(`/api/workbooks/${workbook}/submissions/2`);
  const view = (await answer.json()) as SubmissionView;
  const { submission, snapshot } = view.submission;
  const version = JSON.parse(view.snapshot) as Snapshot;
  const given = new Map(view.verifications.map((each) => [each.row, each]));
  const stale = new Set<string>(view.stale.map(({ row }) => row));
  const of = { catalogue: loadCatalogue(version.edition), results: version.results };
  const seen = verdictCounts(of, given, ({ row }) => !stale.has(row));
  const signed = { submission, snapshot } as const;
  const said = { level: 'limited', notLookedAt: 'Two schools.' } as const;
  await must('auditor', { type: 'attest', ...signed, ...said, seen });
  await must('itu', { type: 'declare-interest', conflict: '' });
  const { attestations } = await clients.itu.view(workbook);
  const attestation = attestations[0]?.number ?? 0;
  await must('itu', { type: 'countersign', ...signed, attestation });
}

/** Up to a deletion that somebody could confirm; answers the number of its entry. */
export async function askForTheEnd({ must, clients, workbook }: Scene): Promise<number> {
  const reason = 'It is over.';
  await must('head', { type: 'archive', reason });
  await must('head', { type: 'unarchive' });
  await must('head', { type: 'archive', reason });
  await must('head', { type: 'ask-deletion', reason });
  const asked = (await clients.head.view(workbook)).deletion?.number ?? 0;
  await must('head', { type: 'take-back-deletion', asked });
  await must('head', { type: 'ask-deletion', reason });
  return (await clients.head.view(workbook)).deletion?.number ?? 0;
}
