/** Records of interviews: with whom the audit side spoke, when, on site or remote, and what was said. */
import type { CellId, InterviewId, RowId } from '../cells/ids.ts';
import { nameOf, proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import { no, type Outcome, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { AuditCommandOf } from './commands.ts';
import type { AuditEvent } from './events.ts';
import type { AuditCommandNouns, AuditDeciding, AuditEventNouns, AuditPartNouns } from './noun.ts';
import type { AuditState, Links, Written } from './state.ts';
import { linksOf, unseenRefusal, writtenAfter, WRITTEN_FIELDS } from './written.ts';

type Said = {
  interview: InterviewId;
  /** By function or name: `Head of metering, water utility`. */
  whom: string;
  /** Milliseconds since 1970, UTC. */
  when: number;
  setting: 'on-site' | 'remote';
  notes: string;
  rows: RowId[];
  cells: CellId[];
};
export type Interview = Omit<Said, 'interview'> & { id: InterviewId } & Links & Written;

declare module './commands.ts' {
  interface AuditCommandFields {
    /** `seen`: number of the version before the writer; null for a new record. */
    'record-interview': Said & { seen: number | null };
  }
}

declare module './events.ts' {
  interface AuditEventFields {
    'interview-recorded': Said;
  }
}

declare module './state.ts' {
  interface AuditParts {
    interviews: { key: InterviewId; item: Interview };
  }
}

function decideInterview(
  state: AuditState,
  command: AuditCommandOf<'record-interview'>,
  { workbook, actor, catalogue }: AuditDeciding,
): Outcome<AuditEvent> {
  const { interview, seen, when, setting } = command;
  const refusal =
    may(actor, 'keep-papers', { state: workbook }) ??
    unseenRefusal(state.interviews, { key: interview, seen, unknown: 'unknown-interview' });
  if (refusal) return { ok: false, refusal };
  if (!Number.isSafeInteger(when) || when < 0) return no('bad-request', 'when');
  const whom = nameOf(command.whom);
  if (!whom.ok) return whom;
  const notes = proseOf(command.notes, TEXT_LIMITS.interview);
  if (!notes.ok) return notes;
  const links = linksOf(command, catalogue);
  if (!links.ok) return links;
  const said = { interview, whom: whom.value, when, setting, notes: notes.value, ...links.value };
  return yes({ type: 'interview-recorded', ...said });
}

export const INTERVIEW_COMMANDS = {
  'record-interview': { decide: decideInterview, becomes: 'interview-recorded' },
} satisfies AuditCommandNouns<'record-interview'>;

export const INTERVIEW_EVENTS = {
  'interview-recorded': {
    fold: ({ interviews }, { interview, whom, when, setting, notes, rows, cells }, entry) => {
      const written = writtenAfter(interviews.get(interview), entry);
      interviews.set(interview, {
        id: interview,
        whom,
        when,
        setting,
        notes,
        rows,
        cells,
        ...written,
      });
    },
  },
} satisfies AuditEventNouns<'interview-recorded'>;

export const INTERVIEW_PART: AuditPartNouns<'interviews'> = {
  interviews: {
    keyOf: ({ id }) => id,
    fields: {
      id: 'all',
      whom: 'all',
      when: 'all',
      setting: 'all',
      notes: 'all',
      rows: 'all',
      cells: 'all',
      ...WRITTEN_FIELDS,
    },
  },
};
