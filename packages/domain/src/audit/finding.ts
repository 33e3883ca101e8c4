/**
 * Findings as the audit side drafts them. What is chosen for release is copied into the workbook's journal by a command of
 * its own (`nouns/finding.ts`); here it is only noted that this was done.
 */
import type { CellId, FindingId, RowId } from '../cells/ids.ts';
import { nameOf, proseOf } from '../cells/prose.ts';
import { TEXT_LIMITS } from '../cells/text-limits.ts';
import { no, type Outcome, type Refusal, refuse, yes } from '../refusals.ts';
import { may } from '../rights.ts';
import type { AuditCommandOf } from './commands.ts';
import type { AuditEvent } from './events.ts';
import type { AuditCommandNouns, AuditDeciding, AuditEventNouns, AuditPartNouns } from './noun.ts';
import type { AuditState, Links, Written } from './state.ts';
import { linksOf, unseenRefusal, writtenAfter, WRITTEN_FIELDS } from './written.ts';

export const FINDING_KINDS = ['conformity', 'nonconformity', 'improvement'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What of a finding the city is given. */
export type Releasable = {
  kind: FindingKind;
  text: string;
  /** May be empty. */
  recommendation: string;
  rows: RowId[];
};

type Said = Releasable & {
  finding: FindingId;
  cells: CellId[];
  /** Names of what it rests on: documents, records, interviews. */
  evidence: string[];
};
export type FindingState = 'draft' | 'chosen' | 'released' | 'withdrawn';
export type Finding = Omit<Said, 'finding'> & {
  id: FindingId;
  state: FindingState;
  /** Number of the workbook's entry that has given it to the city; null before. */
  released: number | null;
} & Links &
  Written;

declare module './commands.ts' {
  interface AuditCommandFields {
    /** `seen`: number of the version before the writer; null for a new finding. One that was chosen is a draft again. */
    'draft-finding': Said & { seen: number | null };
    /** `seen`: nobody chooses a text that they have not seen. */
    'move-finding': { finding: FindingId; to: 'draft' | 'chosen' | 'withdrawn'; seen: number };
  }
}

declare module './events.ts' {
  interface AuditEventFields {
    'finding-drafted': Said;
    'finding-moved': { finding: FindingId; to: 'draft' | 'chosen' | 'withdrawn' };
    /** `entry`: number of the workbook's entry that has given it to the city. */
    'finding-released': { finding: FindingId; entry: number };
  }
}

declare module './state.ts' {
  interface AuditParts {
    findings: { key: FindingId; item: Finding };
  }
}

/** What the city was given stays as it was given; the workbook's state knows it before this journal does. */
function fixedRefusal(
  state: AuditState,
  { finding, workbook }: { finding: FindingId } & Pick<AuditDeciding, 'workbook'>,
): Refusal | undefined {
  const isNoted = (state.findings.get(finding)?.released ?? null) !== null;
  return isNoted || workbook.findings.has(finding) ? refuse('already-released') : undefined;
}

function decideDraft(
  state: AuditState,
  command: AuditCommandOf<'draft-finding'>,
  { workbook, actor, catalogue }: AuditDeciding,
): Outcome<AuditEvent> {
  const { finding, kind, seen } = command;
  const refusal =
    may(actor, 'draft-findings', { state: workbook }) ??
    fixedRefusal(state, { finding, workbook }) ??
    unseenRefusal(state.findings, { key: finding, seen, unknown: 'unknown-finding' });
  if (refusal) return { ok: false, refusal };
  const text = proseOf(command.text, TEXT_LIMITS.finding);
  if (!text.ok) return text;
  const recommendation = proseOf(command.recommendation, TEXT_LIMITS.finding, true);
  if (!recommendation.ok) return recommendation;
  const links = linksOf(command, catalogue);
  if (!links.ok) return links;
  const evidence = evidenceOf(command.evidence);
  if (!evidence.ok) return evidence;
  return yes({
    type: 'finding-drafted',
    finding,
    kind,
    text: text.value,
    recommendation: recommendation.value,
    ...links.value,
    evidence: evidence.value,
  });
}

function evidenceOf(names: readonly string[]): Outcome<string[]> {
  if (names.length > TEXT_LIMITS.evidence) return no('too-many', String(TEXT_LIMITS.evidence));
  const kept = new Set<string>();
  for (const each of names) {
    const name = nameOf(each);
    if (!name.ok) return name;
    kept.add(name.value);
  }
  return yes([...kept]);
}

function decideMove(
  state: AuditState,
  { finding, to, seen }: AuditCommandOf<'move-finding'>,
  { workbook, actor }: AuditDeciding,
): Outcome<AuditEvent> {
  const refusal =
    may(actor, 'draft-findings', { state: workbook }) ?? fixedRefusal(state, { finding, workbook });
  if (refusal) return { ok: false, refusal };
  const found = state.findings.get(finding);
  if (found === undefined) return no('unknown-finding');
  if (found.number !== seen) return no('written-meanwhile');
  if (found.state === to) return no('already-so');
  return yes({ type: 'finding-moved', finding, to });
}

/** Those that may be given to the city now, by their ids. */
export function chosenFindings({ findings }: AuditState): Map<FindingId, Releasable> {
  const chosen = [...findings.values()].filter(({ state }) => state === 'chosen');
  return new Map(
    chosen.map(({ id, kind, text, recommendation, rows }) => [
      id,
      { kind, text, recommendation, rows },
    ]),
  );
}

export const FINDING_COMMANDS = {
  'draft-finding': { decide: decideDraft, becomes: 'finding-drafted' },
  'move-finding': { decide: decideMove, becomes: 'finding-moved' },
} satisfies AuditCommandNouns<'draft-finding' | 'move-finding'>;

export const FINDING_EVENTS = {
  'finding-drafted': {
    fold: ({ findings }, said, entry) => {
      const { finding, kind, text, recommendation, rows, cells, evidence } = said;
      const before = findings.get(finding);
      const written = writtenAfter(before, entry);
      const standing = { state: 'draft', released: before?.released ?? null } as const;
      const content = { kind, text, recommendation, rows, cells, evidence };
      findings.set(finding, { id: finding, ...content, ...standing, ...written });
    },
  },
  'finding-moved': {
    fold: ({ findings }, { finding, to }) => {
      const found = findings.get(finding);
      if (found) findings.set(finding, { ...found, state: to });
    },
  },
  'finding-released': {
    fold: ({ findings }, { finding, entry: released }) => {
      const found = findings.get(finding);
      if (found) findings.set(finding, { ...found, state: 'released', released });
    },
  },
} satisfies AuditEventNouns<'finding-drafted' | 'finding-moved' | 'finding-released'>;

export const FINDING_PART: AuditPartNouns<'findings'> = {
  findings: {
    keyOf: ({ id }) => id,
    fields: {
      id: 'all',
      kind: 'all',
      text: 'all',
      recommendation: 'all',
      rows: 'all',
      cells: 'all',
      evidence: 'all',
      state: 'all',
      released: 'all',
      ...WRITTEN_FIELDS,
    },
  },
};
