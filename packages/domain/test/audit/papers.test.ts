import { beforeEach, expect, it } from 'vitest';
import type { AuditCommandOf } from '../../src/audit/commands.ts';
import { auditJournalOf, isAuditJournal, workbookOf } from '../../src/audit/journal-id.ts';
import { toldAudit } from '../../src/audit/told.ts';
import type { CellId, PaperId, PersonId, RowId } from '../../src/cells/ids.ts';
import { isId } from '../../src/cells/prose.ts';
import { TEXT_LIMITS } from '../../src/cells/text-limits.ts';
import { actorOf } from '../../src/rights.ts';
import { ROLES } from '../../src/roles.ts';
import { openAudit, ROW, WORKBOOK } from './audit-state.ts';

let audit: ReturnType<typeof openAudit>;
beforeEach(() => {
  audit = openAudit();
});

const paper = (
  more: Partial<AuditCommandOf<'write-paper'>> = {},
): AuditCommandOf<'write-paper'> => ({
  type: 'write-paper',
  paper: 'wp_1' as PaperId,
  title: 'Meters',
  text: 'Read by hand.',
  rows: [ROW],
  cells: [`${ROW}:notes` as CellId],
  seen: null,
  ...more,
});

it('a paper that is written anew gets a new version and keeps who began it', () => {
  audit.say('auditor', paper());
  audit.say('itu', paper({ seen: 1, text: ' Read by hand,\r\nmonthly. ', rows: [ROW, ROW] }));
  expect([...audit.state.papers.values()]).toEqual([
    {
      id: 'wp_1',
      title: 'Meters',
      text: 'Read by hand,\nmonthly.',
      rows: [ROW],
      cells: [`${ROW}:notes`],
      firstBy: 'p_auditor',
      firstAt: 1000,
      by: 'p_itu',
      at: 1001,
      number: 2,
      versions: 2,
    },
  ]);
});

it('of two who write at once the second is told, and neither can write over what they have not seen', () => {
  audit.say('auditor', paper());
  expect(audit.say('itu', paper())).toBe('written-meanwhile');
  audit.say('auditor', paper({ seen: 1 }));
  expect(audit.say('itu', paper({ seen: 1 }))).toBe('written-meanwhile');
  expect(audit.say('itu', paper({ seen: 2, paper: 'wp_2' as PaperId }))).toBe('unknown-paper');
  expect(audit.state.papers.get('wp_1' as PaperId)).toMatchObject({ versions: 2, by: 'p_auditor' });
});

it.each([
  [{ title: ' ' }, 'empty-text'],
  [{ title: 'x'.repeat(TEXT_LIMITS.name + 1) }, 'too-long'],
  [{ text: '\n' }, 'empty-text'],
  [{ text: 'x'.repeat(TEXT_LIMITS.paper + 1) }, 'too-long'],
  [{ text: 'a\u0000b' }, 'not-text'],
  [{ rows: ['no.row' as RowId] }, 'unknown-row'],
  [{ cells: ['no.row:value' as CellId] }, 'unknown-cell'],
  [{ rows: Array.from({ length: TEXT_LIMITS.links + 1 }, () => ROW) }, 'too-many'],
])('a paper with %o is refused as %s', (more, code) => {
  expect(audit.say('auditor', paper(more))).toBe(code);
  expect(audit.state.papers.size).toBe(0);
});

it('an audit takes no more papers than its bound, and still new versions of those there are', () => {
  for (let i = 0; i < TEXT_LIMITS.auditItems; i++)
    audit.say('auditor', paper({ paper: `wp_${i}` as PaperId }));
  expect(audit.say('auditor', paper({ paper: 'wp_more' as PaperId }))).toBe('too-many');
  expect(audit.say('auditor', paper({ paper: 'wp_0' as PaperId, seen: 1 }))).not.toBe('too-many');
});

it('to everybody but the audit side it is as if there were no such journal, whatever is asked', () => {
  audit.say('auditor', paper());
  const { state, workbook } = audit;
  for (const role of [...ROLES, 'stranger']) {
    const isAudit = role === 'auditor' || role === 'itu';
    const actor = actorOf(workbook, `p_${role}` as PersonId, true);
    expect([role, toldAudit(state, { workbook, actor })?.papers.length]).toEqual([
      role,
      isAudit ? 1 : undefined,
    ]);
    if (isAudit) continue;
    expect(audit.say(role, paper({ seen: 1 }))).toBe('not-found');
    expect(audit.say(role, { type: 'take-back-dismissal', result: 'x' })).toBe('not-found');
  }
});

it('an archived workbook keeps its audit as it is, for those who read it', () => {
  audit.workbook.archived = { number: 1, reason: 'x', by: 'p_head' as PersonId, at: 1 };
  expect(audit.say('auditor', paper())).toBe('archived');
  const { state, workbook } = audit;
  const actor = actorOf(workbook, 'p_itu' as PersonId);
  expect(toldAudit(state, { workbook, actor })).toMatchObject({ papers: [] });
});

it('a result is dismissed by the auditor with a reason that stays until it is taken back', () => {
  const dismiss = { type: 'dismiss-result', result: 'factor:a.b', reason: 'It is right.' } as const;
  expect(audit.say('itu', dismiss)).toBe('not-your-role');
  expect(audit.say('auditor', { ...dismiss, reason: ' ' })).toBe('empty-text');
  expect(audit.say('auditor', { ...dismiss, result: 'with a space' })).toBe('bad-request');
  audit.say('auditor', dismiss);
  audit.say('auditor', { ...dismiss, reason: 'It is right after all.' });
  expect([...audit.state.dismissals.values()]).toEqual([
    {
      result: 'factor:a.b',
      reason: 'It is right after all.',
      by: 'p_auditor',
      at: 1001,
      number: 2,
    },
  ]);
  audit.say('auditor', { type: 'take-back-dismissal', result: 'factor:a.b' });
  expect(audit.state.dismissals.size).toBe(0);
  expect(audit.say('auditor', { type: 'take-back-dismissal', result: 'factor:a.b' })).toBe(
    'already-so',
  );
});

it('no id of a client can name an audit journal', () => {
  const journal = auditJournalOf(WORKBOOK);
  expect(isId(journal)).toBe(false);
  expect([isAuditJournal(journal), isAuditJournal(WORKBOOK)]).toEqual([true, false]);
  expect(workbookOf(journal)).toBe(WORKBOOK);
});
