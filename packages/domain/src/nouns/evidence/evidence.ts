/**
 * Evidence: files and links that stand behind the value of a row. A file is named by the SHA-256 of its bytes, which lie
 * outside of the journal; what was taken away stays known, because a locked version may rest on it.
 */
import { cellSpec, rowSpecs } from '../../cells/cell-spec.ts';
import type { CellId, EvidenceId, QueryId, RowId } from '../../cells/ids.ts';
import { fileNameOf } from '../../cells/file-name.ts';
import { isWebLink } from '../../cells/web-link.ts';
import { isId, proseOf } from '../../cells/prose.ts';
import { TEXT_LIMITS } from '../../cells/text-limits.ts';
import type { CommandOf } from '../../commands.ts';
import type { Event } from '../../events.ts';
import { valueOfRow } from '../../formula/row-value.ts';
import { no, type Outcome, type Refusal, refuse, yes } from '../../refusals.ts';
import { type Actor, may } from '../../rights.ts';
import type { WorkbookState } from '../../state.ts';
import type { EvidenceBody } from './body.ts';
import type { FieldsOf } from '../fields.ts';
import type { Before, CommandNouns, Deciding, EventNouns, PartNouns, Place } from '../noun.ts';
import { type Numbered, NUMBERED_FIELDS } from '../numbered.ts';
import { isReopened } from '../reopening.ts';
import { tellsNobody } from '../telling.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export type Evidence = { id: EvidenceId } & EvidenceBody & {
    /** Set where it was taken away. */
    detached: ({ reason: string } & Numbered) | null;
  } & Numbered;

declare module '../../commands.ts' {
  interface CommandFields {
    /** Either `file`, the SHA-256 of one that was handed in, with its `name`, or `link`. */
    'attach-evidence': {
      evidence: EvidenceId;
      row: RowId;
      /** One in the thread of a query on the row is no part of what a verdict is on. */
      query?: QueryId;
      cell?: CellId | null;
      file?: string;
      name?: string;
      link?: string;
      note: string;
    };
    'detach-evidence': { evidence: EvidenceId; reason: string };
  }
}

declare module '../../state.ts' {
  interface Parts {
    evidence: { key: EvidenceId; item: Evidence };
  }
}

declare module '../../events.ts' {
  interface EventFields {
    'evidence-attached': { evidence: EvidenceId } & EvidenceBody;
    'evidence-detached': { evidence: EvidenceId; reason: string };
  }
}

type Of = Pick<WorkbookState, 'evidence'>;

/** What stands behind a row now, oldest first. */
export function evidenceOfRow({ evidence }: Of, row: RowId | string): Evidence[] {
  return [...evidence.values()].filter(
    (each) => each.row === row && each.query === undefined && each.detached === null,
  );
}

/** What stands in the thread of a query, oldest first. */
export function evidenceOfQuery({ evidence }: Of, query: QueryId): Evidence[] {
  return [...evidence.values()].filter((each) => each.query === query && each.detached === null);
}

type Where = { row: RowId; query?: QueryId | undefined };

/**
 * Whether a person may attach and take away on a row now; of a locked one while a cell of it is reopened. In the thread of
 * a query whoever asks or answers there, locked or not.
 */
export function mayAttach(
  state: WorkbookState,
  actor: Actor,
  at: Where & { catalogue: Catalogue; now: number },
): Refusal | undefined {
  const { row, query, catalogue, now } = at;
  if (query !== undefined) return mayAttachToQuery(state, actor, { row, query });
  const open = rowSpecs(catalogue, row).find(({ cell }) => isReopened(state, cell, now));
  return may(actor, 'attach-evidence', { state, row, now, ...(open ? { cell: open.cell } : {}) });
}

function mayAttachToQuery(
  state: WorkbookState,
  actor: Actor,
  { row, query }: { row: RowId; query: QueryId },
): Refusal | undefined {
  const hidden = may(actor, 'read-queries', { state });
  if (hidden) return hidden;
  const found = state.queries.get(query);
  if (found?.row !== row) return refuse('unknown-query');
  const asks = may(actor, 'ask-query', { state });
  const right = asks && may(actor, 'answer-query', { state, row });
  return right ?? (found.status === 'closed' ? refuse('query-closed') : undefined);
}

function decideAttaching(
  state: WorkbookState,
  command: CommandOf<'attach-evidence'>,
  { actor, catalogue, cells, evidence: handedIn, now }: Deciding,
): Outcome<Event> {
  const { evidence, row, query, cell = null } = command;
  if (!catalogue.rows.has(row)) {
    const right = may(actor, 'read-evidence', { state });
    return right
      ? { ok: false, refusal: right }
      : no('unknown-row', row.slice(0, TEXT_LIMITS.name));
  }
  const right = mayAttach(state, actor, { row, query, catalogue, now });
  if (right) return { ok: false, refusal: right };
  // It is attached once; whoever repeats its id under another command has lost track.
  if (!isId(evidence) || state.evidence.has(evidence)) return no('bad-request', 'evidence');
  if (cell !== null && cellSpec(catalogue, cell)?.row !== row) return no('unknown-cell');
  if (state.evidence.size >= TEXT_LIMITS.evidenceInAll)
    return no('too-many', String(TEXT_LIMITS.evidenceInAll));
  const standing = query === undefined ? evidenceOfRow(state, row) : evidenceOfQuery(state, query);
  if (standing.length >= TEXT_LIMITS.evidenceOfRow)
    return no('too-much-evidence', String(TEXT_LIMITS.evidenceOfRow));
  const note = proseOf(command.note, TEXT_LIMITS.evidenceNote, true);
  if (!note.ok) return note;
  const body = bodyOf(command, handedIn);
  if (!body.ok) return body;
  const { file, link } = body.value;
  const isThere = standing.some(
    (each) => each.file === file && each.link === link && each.cell === cell,
  );
  if (isThere) return no('already-so');
  const value = valueOfRow(catalogue, row, (of) => cells.get(of));
  const place = { row, ...(query === undefined ? {} : { query }), cell };
  const about = { evidence, ...place, ...body.value, note: note.value, value };
  return yes({ type: 'evidence-attached', ...about });
}

type Body = Pick<EvidenceBody, 'file' | 'name' | 'size' | 'media' | 'link'>;

/** Exactly one of the two: a file that was handed in, or a link. */
function bodyOf(
  { file, name, link }: CommandOf<'attach-evidence'>,
  handedIn: Deciding['evidence'],
): Outcome<Body> {
  if ((file === undefined) === (link === undefined)) return no('bad-request', 'file');
  if (file === undefined) {
    const address = (link ?? '').trim();
    if (address.length > TEXT_LIMITS.link) return no('too-long', String(TEXT_LIMITS.link));
    if (!isWebLink(address)) return no('not-a-link');
    return yes({ file: null, name: '', size: null, media: null, link: address });
  }
  const known = handedIn?.get(file);
  if (known === undefined) return no('unknown-file');
  return yes({ file, name: fileNameOf(name ?? ''), ...known, link: null });
}

function decideDetaching(
  state: WorkbookState,
  command: CommandOf<'detach-evidence'>,
  { actor, catalogue, now }: Deciding,
): Outcome<Event> {
  const reads = may(actor, 'read-evidence', { state });
  if (reads) return { ok: false, refusal: reads };
  const found = state.evidence.get(command.evidence);
  if (found === undefined || found.detached !== null) return no('unknown-evidence');
  const right = mayAttach(state, actor, { ...found, catalogue, now });
  if (right) return { ok: false, refusal: right };
  // What somebody said in a thread is theirs.
  if (found.query !== undefined && found.by !== actor.person) return no('not-your-role');
  const reason = proseOf(command.reason, TEXT_LIMITS.evidenceNote, true);
  if (!reason.ok) return reason;
  return yes({ type: 'evidence-detached', evidence: found.id, reason: reason.value });
}

const ONLINE = { mayWait: false, byToken: true, isSigned: false, isHighStakes: false } as const;

export const EVIDENCE_COMMANDS = {
  'attach-evidence': { decide: decideAttaching, becomes: 'evidence-attached', ...ONLINE },
  'detach-evidence': { decide: decideDetaching, becomes: 'evidence-detached', ...ONLINE },
} satisfies CommandNouns<'attach-evidence' | 'detach-evidence'>;

const byReaders = ({ state, actor }: Pick<Before, 'state' | 'actor'>): boolean =>
  may(actor, 'read-evidence', { state }) === undefined;

const BODY_FIELDS: FieldsOf<EvidenceBody> = {
  row: 'all',
  query: 'all',
  cell: 'all',
  file: 'all',
  name: 'all',
  size: 'all',
  media: 'all',
  link: 'all',
  note: 'all',
  value: 'all',
};

export const EVIDENCE_PART: PartNouns<'evidence'> = {
  evidence: {
    keyOf: ({ id }) => id,
    isSeen: byReaders,
    fields: {
      id: 'all',
      ...BODY_FIELDS,
      detached: { reason: 'all', ...NUMBERED_FIELDS },
      ...NUMBERED_FIELDS,
    },
  },
};

const IN_HISTORY = {
  isSeen: byReaders,
  kind: 'progress',
  follows: [],
  tells: tellsNobody,
  changesView: false,
} as const;

export const EVIDENCE_EVENTS = {
  'evidence-attached': {
    ...IN_HISTORY,
    fold: (state, { evidence: id, ...body }, { by, at, number }) => {
      const { row, query, cell, file, name, size, media, link, note, value } = body;
      const place = { row, ...(query === undefined ? {} : { query }), cell };
      const kept = { ...place, file, name, size, media, link, note, value };
      state.evidence.set(id, { id, ...kept, detached: null, by, at, number });
    },
    fields: { evidence: 'all', ...BODY_FIELDS },
    place: ({ row, cell }) => ({ cells: cell === null ? [] : [cell], rows: [row] }),
    placeName: ({ evidence }) => evidence,
  },
  'evidence-detached': {
    ...IN_HISTORY,
    fold: (state, { evidence, reason }, { by, at, number }) => {
      const found = state.evidence.get(evidence);
      if (found) state.evidence.set(evidence, { ...found, detached: { reason, by, at, number } });
    },
    fields: { evidence: 'all', reason: 'all' },
    place: ({ evidence }, placeOf): Place => placeOf(evidence),
  },
} satisfies EventNouns<'evidence-attached' | 'evidence-detached'>;
