/**
 * Fifty words planted in what the city's side may not read: papers, interviews, drafts, dismissals, audit comments, verdicts
 * that were not released. Everybody of that side asks for everything, again and again, and all that they are given is searched.
 */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { CellId, FindingId } from '@tallystick/domain/cells/ids';
import type { Command } from '@tallystick/domain/commands';
import { PlainClient } from '../process/plain-client.ts';
import { RoomClient } from '../process/room-client.ts';
import { AUDIT_LINES } from '../rights/audit-lines.ts';
import type { RouteLine } from '../rights/route-line.ts';
import { ROUTE_LINES } from '../rights/route-lines.ts';
import { askFor, filesOf } from '../rights/route-matrix.ts';
import { ACTORS, type ActorName, openScene, ROWS, type Scene } from '../rights/scene.ts';
import { receiveHooks } from '../rights/webhook-listener.ts';

const WORDS = 50;
/** Letters and digits alone, so that it is found also where texts are escaped. */
const wordAt = (i: number): string => `qzhidden${String(i).padStart(2, '0')}z`;
const ALL = Array.from({ length: WORDS }, (_, i) => wordAt(i));
const AUDIT: readonly ActorName[] = ['auditor', 'itu'];
const OUTSIDE = ACTORS.filter((actor) => !AUDIT.includes(actor));
const LINKS = { rows: [ROWS.water], cells: [`${ROWS.water}:notes` as CellId] };

export type CanariesReport = {
  planted: number;
  /** Words that the audit side is shown: a search that finds none of them would find nothing. */
  shown: number;
  requests: number;
  /** Of them those that were answered with anything but "too many". */
  answered: number;
  /** Answers, files of archives, messages of sockets and deliveries of webhooks that were searched. */
  searched: number;
  leaks: Set<string>;
};

/** `requests`: how many are made by everybody outside of the audit side. */
export async function runCanaries(requests: number): Promise<CanariesReport> {
  const scene = await openScene();
  const report = { planted: WORDS, shown: 0, requests: 0, answered: 0, searched: 0 };
  const leaks = new Set<string>();
  const search = (door: string, actor: ActorName, text: string): void => {
    report.searched += 1;
    if (ALL.some((word) => text.includes(word))) leaks.add(`${actor}, ${door}`);
  };
  try {
    const sockets = await enter(scene);
    const hooks = await receiveHooks(scene);
    await plant(scene);
    await askOften(scene, requests, (door, actor, { status, texts }) => {
      report.requests += 1;
      if (status !== 429) report.answered += 1;
      for (const text of texts) search(door, actor, text);
    });
    for (const { actor, door, text } of sockets()) search(door, actor, text);
    const delivered = await hooks();
    report.searched += delivered.entries;
    for (const wrong of delivered.wrong) leaks.add(wrong);
    report.shown = await shownTo(scene, 'itu');
    return { ...report, leaks };
  } finally {
    await scene.close();
  }
}

/** Where the words stand; each of the fifty once. */
async function plant(scene: Scene): Promise<void> {
  let next = 0;
  const word = (): string => wordAt(next++);
  const audit = (command: unknown) => scene.mustAudit('auditor', command as AuditCommand);
  const seen = null;
  for (let i = 0; i < 5; i++) {
    const paper = { type: 'write-paper', paper: `wp_${i}`, ...LINKS, seen };
    await audit({ ...paper, title: word(), text: word() });
    const interview = { type: 'record-interview', interview: `in_${i}`, ...LINKS, seen };
    await audit({ ...interview, whom: word(), notes: word(), when: 1, setting: 'remote' });
  }
  for (let i = 0; i < 5; i++) {
    const finding = { type: 'draft-finding', finding: `f_${i}`, kind: 'nonconformity', ...LINKS };
    await audit({ ...finding, text: word(), recommendation: word(), evidence: [word()], seen });
    await audit({ type: 'dismiss-result', result: `factor:${word()}`, reason: 'Right.' });
  }
  await planted(scene, word);
  if (next !== WORDS) throw new Error(`${next} words were planted, not ${WORDS}`);
}

/** In the workbook itself, and behind a finding that is released without its evidence. */
async function planted(scene: Scene, word: () => string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const finding = `f_out_${i}` as FindingId;
    const said = { kind: 'conformity', text: 'In order.', recommendation: '' } as const;
    const draft = { type: 'draft-finding', finding, ...said, ...LINKS, seen: null } as const;
    await scene.mustAudit('auditor', { ...draft, evidence: [word()] });
    const seen = await numberOf(scene, finding);
    await scene.mustAudit('auditor', { type: 'move-finding', finding, to: 'chosen', seen });
    await scene.must('auditor', { type: 'release-findings', findings: [finding] });
  }
  const commented = [ROWS.water, ROWS.roads, ROWS.unassigned].flatMap((row) => [
    `${row}:notes`,
    `${row}:source`,
  ]);
  for (const cell of commented.slice(0, 5) as CellId[]) {
    const said = { parent: null, audience: 'audit' } as const;
    await scene.must('itu', { type: 'comment', cell, text: word(), ...said });
  }
  await judge(scene, word);
  await scene.must('head', { type: 'lock' });
  await scene.must('head', { type: 'unlock', reason: 'There is more.' });
}

/** Verdicts that stand and are not released. */
async function judge(scene: Scene, word: () => string): Promise<void> {
  const { room } = await scene.clients.coordinator.view(scene.workbook);
  const typist = await RoomClient.join(scene.clients.coordinator, room ?? '');
  const results = [
    [ROWS.water, '81.5'],
    [ROWS.roads, '42'],
  ] as const;
  for (const [row, text] of results) await typist.save(`${row}:override`, text);
  typist.close();
  await scene.must('auditor', { type: 'declare-interest', conflict: '' });
  for (const [row, result] of results) {
    const verdict: Command = { type: 'verify', row, verdict: 'no', result, note: word() };
    await scene.must('auditor', verdict);
  }
}

async function numberOf(scene: Scene, finding: FindingId): Promise<number> {
  const answer = await scene.clients.auditor.get(`/api/workbooks/${scene.workbook}/audit`);
  const { findings } = (await answer.json()) as { findings: { id: string; number: number }[] };
  return findings.find(({ id }) => id === finding)?.number ?? 0;
}

type Given = { status: number; texts: string[] };

/** Every route by everybody outside, as often as it takes; those of the audit side in every round. */
async function askOften(
  scene: Scene,
  requests: number,
  take: (door: string, actor: ActorName, given: Given) => void,
): Promise<void> {
  const lines = [...ROUTE_LINES.filter(({ ask }) => ask !== undefined), ...AUDIT_LINES];
  // A short run has every actor at every kind of door all the same, only not each at each.
  for (let i = 0; i < requests; i++) {
    const actor = OUTSIDE[i % OUTSIDE.length] as ActorName;
    const line = lines[(i * 7) % lines.length] as RouteLine;
    if (line.not?.includes(actor) === true) {
      take('not asked', actor, { status: 0, texts: [] });
      continue;
    }
    const { status, type, bytes } = await askFor(scene, line, actor);
    const texts =
      status === 200 && type.includes('zip')
        ? filesOf(bytes).map(({ path, text }) => `${path}\n${text}`)
        : [Buffer.from(bytes).toString()];
    take(line.route, actor, { status, texts });
  }
}

/** Everybody outside who is let in listens at both sockets; answers what each of them was told. */
async function enter(
  scene: Scene,
): Promise<() => { actor: ActorName; door: string; text: string }[]> {
  const { room } = await scene.clients.coordinator.view(scene.workbook);
  const inside: { actor: ActorName; web: RoomClient; plain: PlainClient }[] = [];
  for (const actor of OUTSIDE) {
    const web = await RoomClient.enter(scene.clients[actor], room ?? '');
    if (web === undefined) continue;
    const { url, cookie } = scene.clients[actor];
    const plain = await PlainClient.join(url, scene.workbook, { cookie, origin: url });
    inside.push({ actor, web, plain });
  }
  return () =>
    inside.flatMap(({ actor, web, plain }) => {
      const met = [...(web.provider.awareness?.getStates().values() ?? [])];
      const told = JSON.stringify([web.messages, [...web.cells()], met]);
      const typed = JSON.stringify([plain.doc.toJSON(), [...plain.awareness.getStates().values()]]);
      web.close();
      plain.close();
      return [
        { actor, door: '/collab', text: told },
        { actor, door: '/yjs', text: typed },
      ];
    });
}

/** How many of the words the audit side reads at its own doors. */
async function shownTo(scene: Scene, actor: ActorName): Promise<number> {
  const at = `/api/workbooks/${scene.workbook}`;
  const texts = await Promise.all(
    [at, `${at}/audit`].map(async (path) => (await scene.clients[actor].get(path)).text()),
  );
  return ALL.filter((word) => texts.some((text) => text.includes(word))).length;
}
