/**
 * Who may ask what of the journal of the audit side: a part of the reviewed table, by hand. Each of its commands has a line,
 * and is asked so that it changes nothing.
 */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import type { FindingId, InterviewId, PaperId } from '@tallystick/domain/cells/ids';
import { auditCommandSchema } from '@tallystick/protocol/audit/commands';
import { at, AUDIT, MEMBERS, type RouteLine } from './route-line.ts';
import type { ActorName } from './scene.ts';
import { freshId } from './secrets.ts';

const JUDGE: readonly ActorName[] = ['auditor'];

const COMMANDS: readonly { command: AuditCommand; may: readonly ActorName[] }[] = [
  {
    command: {
      type: 'write-paper',
      paper: 'wp_none' as PaperId,
      title: 'x',
      text: 'x',
      rows: [],
      cells: [],
      seen: 1,
    },
    may: AUDIT,
  },
  {
    command: {
      type: 'record-interview',
      interview: 'in_none' as InterviewId,
      whom: 'x',
      when: 1,
      setting: 'remote',
      notes: 'x',
      rows: [],
      cells: [],
      seen: 1,
    },
    may: AUDIT,
  },
  {
    command: {
      type: 'draft-finding',
      finding: 'f_none' as FindingId,
      kind: 'conformity',
      text: 'x',
      recommendation: '',
      rows: [],
      cells: [],
      evidence: [],
      seen: 1,
    },
    may: JUDGE,
  },
  {
    command: { type: 'move-finding', finding: 'f_none' as FindingId, to: 'chosen', seen: 1 },
    may: JUDGE,
  },
  { command: { type: 'dismiss-result', result: 'x', reason: 'not a\u0000text' }, may: JUDGE },
  { command: { type: 'take-back-dismissal', result: 'x' }, may: JUDGE },
];

/** Types of its commands without a line: a new one has to be decided. */
export function auditTypesWithoutLine(): string[] {
  const known = new Set<string>(COMMANDS.map(({ command }) => command.type));
  return auditCommandSchema.options
    .map((option) => option.shape.type.value)
    .filter((type) => !known.has(type));
}

export const AUDIT_LINES: readonly RouteLine[] = [
  { route: 'GET /api/workbooks/:id/audit', may: AUDIT, ask: at('/api/workbooks/:id/audit') },
  {
    route: 'GET /api/workbooks/:id/audit/versions',
    may: AUDIT,
    ask: at('/api/workbooks/:id/audit/versions?part=papers&item=wp_none'),
  },
  ...COMMANDS.map(
    ({ command, may }): RouteLine => ({
      route: 'POST /api/workbooks/:id/audit/commands',
      may,
      ask: (scene) => ({
        path: `/api/workbooks/${scene.workbook}/audit/commands`,
        body: { id: freshId(), command },
      }),
    }),
  ),
  // By its own name there is no such workbook, for anybody.
  ...['', '/history', '/journal', '/cells', '/audit'].map(
    (path): RouteLine => ({
      route: `GET /api/workbooks/:id${path}`,
      may: [],
      hidden: MEMBERS,
      ask: (scene) => ({ path: `/api/workbooks/${scene.workbook}%2Faudit${path}` }),
    }),
  ),
];
