import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { beforeEach, expect, it } from 'vitest';
import type { AuditCommandOf } from '../../src/audit/commands.ts';
import { chosenFindings } from '../../src/audit/finding.ts';
import { followingOf } from '../../src/audit/follow.ts';
import { foldAudit } from '../../src/audit/decide.ts';
import { auditJournalOf } from '../../src/audit/journal-id.ts';
import type { CommandId, FindingId, InterviewId, PersonId } from '../../src/cells/ids.ts';
import { TEXT_LIMITS } from '../../src/cells/text-limits.ts';
import type { Command } from '../../src/commands.ts';
import { decide } from '../../src/decide.ts';
import { fold } from '../../src/fold.ts';
import { toldPart } from '../../src/nouns/parts.ts';
import { actorOf } from '../../src/rights.ts';
import { ROLES } from '../../src/roles.ts';
import { openAudit, ROW, WORKBOOK } from './audit-state.ts';

const catalogue = loadCatalogue();
const ONE = 'f_1' as FindingId;
let audit: ReturnType<typeof openAudit>;
let number: number;
beforeEach(() => {
  audit = openAudit();
  number = 0;
});

const draft = (
  more: Partial<AuditCommandOf<'draft-finding'>> = {},
): AuditCommandOf<'draft-finding'> => ({
  type: 'draft-finding',
  finding: ONE,
  kind: 'nonconformity',
  text: 'The losses are estimated.',
  recommendation: 'Meter each district.',
  rows: [ROW],
  cells: [],
  evidence: ['Log of the meters', 'Log of the meters'],
  seen: null,
  ...more,
});
const move = (
  to: AuditCommandOf<'move-finding'>['to'],
  seen: number,
  finding = ONE,
): AuditCommandOf<'move-finding'> => ({ type: 'move-finding', finding, to, seen });

/** In the workbook's journal, with what the audit side has chosen. */
function say(role: string, command: Command): string {
  const by = `p_${role}` as PersonId;
  const { workbook } = audit;
  const outcome = decide(workbook, command, {
    workbook: WORKBOOK,
    person: by,
    admin: false,
    now: 1,
    command: 'c' as CommandId,
    catalogue,
    cells: new Map(),
    expected: number,
    hash: () => '',
    findings: chosenFindings(audit.state),
  });
  if (!outcome.ok) return outcome.refusal.code;
  number += 1;
  const head = { v: 1, workbook: WORKBOOK, number, at: 1, by, door: 'api' } as const;
  fold(workbook, { ...head, kind: 'event', command: 'c' as CommandId, event: outcome.value });
  return outcome.value.type;
}

/** The audit journal notes what the workbook's says. */
function follow(): string[] {
  return followingOf(audit.state, audit.workbook).map(({ command, by, event }, i) => {
    const head = { v: 1, kind: 'event', workbook: auditJournalOf(WORKBOOK), at: 1 } as const;
    const rest = { door: 'system', number: 900 + i, salt: 'x', command, by } as const;
    foldAudit(audit.state, { ...head, ...rest, event });
    return command;
  });
}
const stateOf = (finding = ONE) => audit.state.findings.get(finding)?.state;
const release: Command = { type: 'release-findings', findings: [ONE] };

it('a finding is a draft until it is chosen, and a draft again where it is written anew', () => {
  expect(audit.say('itu', draft())).toBe('not-your-role');
  audit.say('auditor', draft());
  expect(audit.state.findings.get(ONE)).toMatchObject({
    state: 'draft',
    evidence: ['Log of the meters'],
    released: null,
  });
  expect(audit.say('auditor', move('chosen', 9))).toBe('written-meanwhile');
  audit.say('auditor', move('chosen', 1));
  expect(audit.say('auditor', move('chosen', 1))).toBe('already-so');
  expect([...chosenFindings(audit.state).keys()]).toEqual([ONE]);
  audit.say('auditor', draft({ seen: 1, text: 'Half of the losses are estimated.' }));
  expect(stateOf()).toBe('draft');
  expect(chosenFindings(audit.state).size).toBe(0);
});

it.each([
  [{ text: ' ' }, 'empty-text'],
  [{ recommendation: 'x'.repeat(TEXT_LIMITS.finding + 1) }, 'too-long'],
  [{ evidence: [''] }, 'empty-text'],
  [{ evidence: Array.from({ length: 21 }, (_, i) => `n${i}`) }, 'too-many'],
  [{ rows: ['no.row' as never] }, 'unknown-row'],
  [{ seen: 1 }, 'unknown-finding'],
])('a finding with %o is refused as %s', (more, code) => {
  expect(audit.say('auditor', draft(more))).toBe(code);
});

it('a release copies what was chosen and nothing besides, all that is named or none', () => {
  audit.say('auditor', draft());
  expect(say('auditor', release)).toBe('not-chosen');
  audit.say('auditor', move('chosen', 1));
  const other = 'f_2' as FindingId;
  expect(say('auditor', { ...release, findings: [ONE, other] })).toBe('not-chosen');
  expect(say('head', release)).toBe('not-your-role');
  expect(say('itu', release)).toBe('not-your-role');
  expect(say('auditor', release)).toBe('findings-released');
  expect(say('auditor', release)).toBe('already-released');
  for (const role of ROLES) {
    const actor = actorOf(audit.workbook, `p_${role}` as PersonId);
    const seen = toldPart('findings', { state: audit.workbook, actor });
    const said = { by: 'p_auditor', at: 1, number: 1 };
    const whole = {
      id: ONE,
      kind: 'nonconformity',
      text: 'The losses are estimated.',
      recommendation: 'Meter each district.',
      rows: [ROW],
      ...said,
      answer: null,
      withdrawn: null,
    };
    expect([role, seen]).toEqual([role, role === 'observer' ? [] : [whole]]);
  }
});

it('what was released is not changed any more, from that very moment on', () => {
  audit.say('auditor', draft());
  audit.say('auditor', move('chosen', 1));
  say('auditor', release);
  // Its own journal has not noted it yet.
  for (const command of [draft({ seen: 1 }), move('draft', 1), move('withdrawn', 1)])
    expect(audit.say('auditor', command)).toBe('already-released');
  expect(follow()).toEqual(['released-f_1']);
  expect(audit.state.findings.get(ONE)).toMatchObject({ state: 'released', released: 1 });
  expect(follow()).toEqual([]);
  expect(audit.say('auditor', draft({ seen: 1 }))).toBe('already-released');
});

it('the city answers each, over what it has seen; the auditor withdraws one with a reason', () => {
  audit.say('auditor', draft());
  audit.say('auditor', move('chosen', 1));
  say('auditor', release);
  const answer = { type: 'answer-finding', finding: ONE, text: 'By June.', seen: null } as const;
  expect(say('contributor', answer)).toBe('not-your-role');
  expect(say('auditor', answer)).toBe('not-your-role');
  expect(say('head', { ...answer, text: ' ' })).toBe('empty-text');
  expect(say('head', answer)).toBe('finding-answered');
  expect(say('coordinator', answer)).toBe('written-meanwhile');
  expect(say('coordinator', { ...answer, text: 'By May.', seen: 2 })).toBe('finding-answered');
  expect(audit.workbook.findings.get(ONE)?.answer).toEqual({
    text: 'By May.',
    by: 'p_coordinator',
    at: 1,
    number: 3,
  });
  const withdraw = { type: 'withdraw-finding', finding: ONE, reason: 'Metered.' } as const;
  expect(say('head', withdraw)).toBe('not-your-role');
  expect(say('auditor', withdraw)).toBe('finding-withdrawn');
  expect(say('auditor', withdraw)).toBe('unknown-finding');
  expect(say('head', { ...answer, seen: 3 })).toBe('unknown-finding');
  // Both at once, where the process ended before it had noted the first.
  expect(follow()).toEqual(['released-f_1', 'withdrawn-f_1']);
  expect(stateOf()).toBe('withdrawn');
  expect(follow()).toEqual([]);
});

it('a finding withdrawn while its release was written is released all the same, in both journals', () => {
  audit.say('auditor', draft());
  audit.say('auditor', move('chosen', 1));
  const chosen = chosenFindings(audit.state);
  audit.say('auditor', move('withdrawn', 1));
  const { kind, text, recommendation, rows } = chosen.get(ONE) as never;
  const content = { kind, text, recommendation, rows };
  const unsaid = { answer: null, withdrawn: null };
  const said = { by: 'p_auditor' as PersonId, at: 1, number: 7 };
  audit.workbook.findings.set(ONE, { id: ONE, ...content, ...said, ...unsaid });
  expect(follow()).toEqual(['released-f_1']);
  expect(audit.state.findings.get(ONE)).toMatchObject({ state: 'released', released: 7 });
});

it('an interview is recorded with whom, when and where, and written anew only by who saw it', () => {
  const interview: AuditCommandOf<'record-interview'> = {
    type: 'record-interview',
    interview: 'in_1' as InterviewId,
    whom: ' Head of metering ',
    when: 5,
    setting: 'on-site',
    notes: 'Read by hand.',
    rows: [ROW],
    cells: [],
    seen: null,
  };
  expect(audit.say('auditor', { ...interview, when: -1 })).toBe('bad-request');
  audit.say('auditor', interview);
  expect(audit.say('itu', interview)).toBe('written-meanwhile');
  audit.say('itu', { ...interview, setting: 'remote', seen: 1 });
  expect([...audit.state.interviews.values()]).toMatchObject([
    { whom: 'Head of metering', when: 5, setting: 'remote', versions: 2, firstBy: 'p_auditor' },
  ]);
});
