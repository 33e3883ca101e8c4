/**
 * Words planted where only some may read them, and who those are: the reviewed table. A word is found also where it is
 * escaped, so it holds letters and digits alone.
 */
import type { CommandId, MissionId } from '@tallystick/domain/cells/ids';
import { RoomClient } from '../process/room-client.ts';
import {
  CLOSED_CLARIFICATION,
  CLOSED_QUERY,
  KNOWN_CALL,
  OPEN_THREAD,
  RESOLVED_THREAD,
  WATER_EVIDENCE,
} from './command-lines.ts';
import { type ActorName, ROWS, type Scene } from './scene.ts';

const CITY: readonly ActorName[] = ['water', 'roads', 'coordinator', 'head'];
const AUDIT: readonly ActorName[] = ['auditor', 'itu'];
const READERS: readonly ActorName[] = [...CITY, ...AUDIT];

const DAY_MS = 86_400_000;

export type Secret = { word: string; where: string; may: readonly ActorName[] };

/** Every word with those who may ever be shown it. Nothing is released in the scene. */
export const SECRETS: readonly Secret[] = [
  { word: 'qzcelltext7731', where: 'the text of a cell', may: READERS },
  { word: 'qzmemberword4410', where: 'a comment for members', may: READERS },
  { word: 'qzresolved9931', where: 'a resolved comment for members', may: READERS },
  { word: 'qzauditword5528', where: 'a comment of the audit side', may: AUDIT },
  { word: 'qzauditreply6604', where: 'a reply in an audit thread', may: AUDIT },
  { word: 'qzverdictnote1187', where: 'the note of an unreleased verification', may: AUDIT },
  { word: 'qzwithdrawnnote2290', where: 'the note of a withdrawn verification', may: AUDIT },
  { word: 'qzworkingpaper5093', where: 'a working paper', may: AUDIT },
  { word: 'qzinterview2281', where: 'notes of an interview', may: AUDIT },
  { word: 'qzdraftfinding6618', where: 'a finding that was not released', may: AUDIT },
  { word: 'qzevidence9904', where: 'the evidence of a released finding', may: AUDIT },
  { word: 'qzreleased4172', where: 'a released finding', may: READERS },
  { word: 'qzdismissal7745', where: 'the reason of a dismissal', may: AUDIT },
  { word: 'qzquestion8852', where: 'a question on a KPI', may: READERS },
  { word: 'qzquery5521', where: 'a query to the city', may: READERS },
  { word: 'qzfootnote8837', where: 'the footnote of a query', may: READERS },
  { word: 'qzbehindvalue3308', where: 'a link behind a value', may: READERS },
  { word: 'qzcityruling3375', where: 'a ruling for this city', may: READERS },
  { word: 'qzcalllink4419', where: 'the link of a call', may: READERS },
  { word: 'qzperiodnote3382', where: 'why dates of the collection are proposed', may: READERS },
  { word: 'qzmissionnote9057', where: 'the note of a mission', may: READERS },
  { word: 'qzunlockreason6067', where: 'the reason of an unlock', may: READERS },
  { word: 'qzothercell9113', where: 'the text of a cell of another city', may: ['elsewhere'] },
  { word: 'qzotherword2746', where: 'a comment in another city', may: ['elsewhere'] },
];

const wordAt = (where: string): string => {
  const secret = SECRETS.find((each) => each.where === where);
  if (secret === undefined) throw new Error(`no word is planted at ${where}`);
  return secret.word;
};

/** Threads and a clarification in states that the tables of commands name. */
export async function begin(scene: Scene): Promise<void> {
  const cell = `${ROWS.water}:notes`;
  const say = { type: 'comment', cell, parent: null, audience: 'members' };
  for (const [id, where] of [
    [OPEN_THREAD, 'a comment for members'],
    [RESOLVED_THREAD, 'a resolved comment for members'],
  ] as const) {
    const { workbook } = scene;
    const command = { ...say, text: wordAt(where) } as never;
    const answer = await scene.clients.coordinator.command(command, { id, workbook });
    if (answer.status !== 200) throw new Error(`${id} could not be said`);
  }
  await scene.must('coordinator', { type: 'resolve-comment', comment: RESOLVED_THREAD });
  const clarification = CLOSED_CLARIFICATION;
  await scene.must('coordinator', {
    type: 'ask-clarification',
    clarification,
    row: ROWS.roads,
    text: 'Asked and closed.',
  });
  await scene.must('itu', { type: 'rule', clarification, text: 'It counts.', scope: 'city' });
  await scene.must('itu', { type: 'close-clarification', clarification });
  await scene.must('water', {
    type: 'attach-evidence',
    evidence: WATER_EVIDENCE,
    row: ROWS.water,
    link: `https://water.example/${wordAt('a link behind a value')}`,
    note: '',
  });
  const query = CLOSED_QUERY;
  await scene.must('auditor', {
    type: 'ask-query',
    query,
    row: ROWS.water,
    text: wordAt('a query to the city'),
    due: null,
    assignee: null,
  });
  const asked = (await scene.clients.auditor.view(scene.workbook)).queries[0];
  await scene.must('itu', {
    type: 'close-query',
    query,
    outcome: 'cautioned',
    footnote: wordAt('the footnote of a query'),
    seen: asked?.number ?? 0,
  });
}

/** Plants all other words. The workbook is locked and unlocked once on the way, so that there is a version. */
export async function plant(scene: Scene): Promise<void> {
  await typeInto(scene, scene.workbook, 'coordinator', [
    [`${ROWS.water}:override`, '81.5'],
    [`${ROWS.roads}:override`, '42'],
    [`${ROWS.water}:notes`, wordAt('the text of a cell')],
  ]);
  await typeInto(scene, scene.other, 'elsewhere', [
    [`${ROWS.water}:notes`, wordAt('the text of a cell of another city')],
  ]);
  const cell = `${ROWS.water}:notes`;
  const say = async (actor: ActorName, id: string, said: object): Promise<void> => {
    const workbook = actor === 'elsewhere' ? scene.other : scene.workbook;
    const command = { type: 'comment', cell, parent: null, audience: 'members', ...said };
    const answer = await scene.clients[actor].command(command as never, { id, workbook });
    if (answer.status !== 200) throw new Error(`${actor} could not say ${id}`);
  };
  await say('elsewhere', 'c_other', { text: wordAt('a comment in another city') });
  const hidden = { audience: 'audit', text: wordAt('a comment of the audit side') };
  await say('auditor', 'c_audit', hidden);
  await say('itu', 'c_reply', { parent: 'c_audit', text: wordAt('a reply in an audit thread') });
  await judge(scene);
  await keep(scene);
  await discuss(scene);
  await scene.must('head', { type: 'lock' });
  const reason = wordAt('the reason of an unlock');
  await scene.must('head', { type: 'unlock', reason });
}

async function judge(scene: Scene): Promise<void> {
  const verify = { type: 'verify', verdict: 'no' } as const;
  await scene.must('auditor', { type: 'declare-interest', conflict: '' });
  const withdrawn = wordAt('the note of a withdrawn verification');
  await scene.must('auditor', { ...verify, row: ROWS.roads, result: '42', note: withdrawn });
  await scene.must('auditor', { type: 'withdraw-verification', row: ROWS.roads });
  const note = wordAt('the note of an unreleased verification');
  await scene.must('auditor', { ...verify, row: ROWS.water, result: '81.5', note });
}

/** In the journal of the audit side. */
async function keep(scene: Scene): Promise<void> {
  const links = { rows: [ROWS.water], cells: [`${ROWS.water}:notes`] };
  const text = wordAt('a working paper');
  const paper = { type: 'write-paper', paper: 'wp_1', title: text, text, ...links, seen: null };
  await scene.mustAudit('itu', paper as never);
  const interview = { type: 'record-interview', interview: 'in_1', whom: 'x', when: 1 };
  const notes = wordAt('notes of an interview');
  await scene.mustAudit('auditor', {
    ...interview,
    setting: 'remote',
    notes,
    ...links,
    seen: null,
  } as never);
  const draft = { type: 'draft-finding', kind: 'improvement', recommendation: '', ...links };
  const unreleased = wordAt('a finding that was not released');
  const hidden = { finding: 'f_hidden', text: unreleased, evidence: [], seen: null };
  await scene.mustAudit('auditor', { ...draft, ...hidden } as never);
  const evidence = [wordAt('the evidence of a released finding')];
  const released = { finding: 'f_1', text: wordAt('a released finding'), evidence, seen: null };
  await scene.mustAudit('auditor', { ...draft, ...released } as never);
  const seen = 4;
  await scene.mustAudit('auditor', {
    type: 'move-finding',
    finding: 'f_1' as never,
    to: 'chosen',
    seen,
  });
  await scene.must('auditor', { type: 'release-findings', findings: ['f_1' as never] });
  const reason = wordAt('the reason of a dismissal');
  await scene.mustAudit('auditor', { type: 'dismiss-result', result: 'factor:x', reason });
}

async function discuss(scene: Scene): Promise<void> {
  const clarification = 'cl_1' as never;
  const text = wordAt('a question on a KPI');
  await scene.must('water', { type: 'ask-clarification', clarification, row: ROWS.water, text });
  const ruling = wordAt('a ruling for this city');
  await scene.must('itu', { type: 'rule', clarification, text: ruling, scope: 'city' });
  await scene.must('itu', {
    type: 'agree-call',
    call: KNOWN_CALL,
    clarification,
    starts: Date.now() + DAY_MS,
    minutes: 30,
    zone: 'UTC',
    link: `https://calls.example/${wordAt('the link of a call')}`,
    people: [scene.people.water],
  });
  await scene.must('coordinator', {
    type: 'propose-period',
    starts: Date.now(),
    ends: Date.now() + 120 * DAY_MS,
    reason: wordAt('why dates of the collection are proposed'),
  });
  await scene.must('auditor', {
    type: 'plan-mission',
    mission: 'mi_known' as MissionId,
    how: 'on-site',
    from: '2027-05-03',
    to: '2027-05-07',
    note: wordAt('the note of a mission'),
  });
}

async function typeInto(
  scene: Scene,
  workbook: Scene['workbook'],
  actor: ActorName,
  cells: [string, string][],
): Promise<void> {
  const { room } = await scene.clients[actor].view(workbook);
  const client = await RoomClient.join(scene.clients[actor], room ?? '');
  for (const [cell, text] of cells) await client.save(cell, text);
  client.close();
}

/** The planted words that `text` holds and that the actor may not be shown, in words. */
export function leaks(actor: ActorName, text: string): string[] {
  return SECRETS.filter(({ word, may }) => !may.includes(actor) && text.includes(word)).map(
    ({ where }) => where,
  );
}

/** The planted words that `text` holds: shows that a search could find something. */
export function foundIn(text: string): string[] {
  return SECRETS.filter(({ word }) => text.includes(word)).map(({ word }) => word);
}

/** An id of a command that nobody has used. */
export const freshId = (): CommandId => `c_${crypto.randomUUID()}` as CommandId;
