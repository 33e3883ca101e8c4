/**
 * Refusals: every expected no, a closed set of codes. A refusal is a value in a return type, never thrown.
 * Their words stand in the catalogues of texts; the server's English ones in protocol's `refusal-sentences.ts`.
 */

/** Each reason for which something is not done. */
export const REFUSAL_CODES = [
  // Rights and states.
  'not-signed-in',
  'not-a-member',
  'not-your-role',
  'not-your-row',
  'not-assigned',
  'locked',
  'not-locked',
  'already-locked',
  'archived',
  'not-archived',
  'already-archived',
  'deletion-asked',
  'deletion-not-asked',
  'second-person-needed',
  'second-eyes-needed',
  'changed-proposal',
  'not-independent',
  'interest-needed',
  'conflict-declared',
  'version-moved',
  'verdicts-moved',
  'verdicts-not-released',
  'already-signed',
  'not-attested',
  'asker-without-right',
  'deleted',
  'other-city',
  'nothing-named',
  'end-out-of-range',
  'unknown-reopening',
  'overtaken',
  'not-shown',
  'computed-cell',
  // Cells and values.
  'unknown-cell',
  'not-a-number',
  'ambiguous-number',
  'not-an-integer',
  'below-minimum',
  'above-maximum',
  'formula-syntax',
  'formula-separator',
  'formula-too-long',
  'formula-power-unclear',
  'formula-percent',
  'formula-unknown-name',
  'formula-not-a-figure',
  'formula-cycle',
  'formula-empty-name',
  'formula-no-figure',
  'formula-division-by-zero',
  'formula-power',
  'formula-too-large',
  'formula-not-whole',
  'formula-round',
  'not-yes-or-no',
  'not-a-choice',
  'not-a-year',
  'too-long',
  'too-many-digits',
  'leave-empty',
  'empty-text',
  'unknown-unit',
  'other-quantity',
  'ambiguous-unit',
  'gas-not-named',
  'currency-typed',
  'not-text',
  // Commands.
  'unknown-row',
  'unknown-entity',
  'entity-exists',
  'too-many-entities',
  'entity-not-empty',
  'unknown-zone',
  'unknown-member',
  'unknown-person',
  'member-exists',
  'already-so',
  'reminded-today',
  'last-lead',
  'invitation-used',
  'invitation-ended',
  'entity-needed',
  'unknown-comment',
  'already-resolved',
  'not-resolved',
  'unknown-clarification',
  'already-closed',
  'unknown-query',
  'query-closed',
  'query-not-closed',
  'result-moved',
  'content-moved',
  'not-reported',
  'nothing-verified',
  'unknown-version',
  'reason-needed',
  'row-not-ready',
  'row-has-figure',
  'row-moved',
  'already-open',
  'not-released',
  'unknown-edition',
  // The audit side.
  'unknown-paper',
  'unknown-interview',
  'unknown-finding',
  'written-meanwhile',
  'already-released',
  'not-chosen',
  // Files.
  'not-published-results',
  'file-unknown-kind',
  'file-old-kind',
  'file-encrypted',
  'file-damaged',
  'file-too-large',
  'file-too-slow',
  'file-stalled',
  'file-without-rows',
  'other-workbook-file',
  'unknown-template',
  'template-changed',
  'map-unknown-sheet',
  'map-unknown-row',
  'map-row-twice',
  'map-row-above-heads',
  'map-place-twice',
  'unknown-file',
  'text-not-in-encoding',
  // The gate.
  'too-large',
  'malformed',
  'foreign-client',
  'missing-dependency',
  'future-delete',
  'forbidden-shape',
  'stale-generation',
  'restored',
  // The history.
  'history-behind',
  // The installation.
  'unavailable',
  'needs-connection',
  'too-many',
  'bad-request',
  'other-address',
  'upgrade-needed',
  'not-found',
  'wrong-credentials',
  'link-used',
  'wrong-password',
  'password-needed',
  'email-known',
  'last-admin',
  'weak-password',
  // Programs.
  'token-scope',
  'key-under-way',
  'key-reused',
  'target-not-allowed',
  'archive-too-large',
  'too-many-exports',
  'too-many-files',
  'too-many-tokens',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

const KNOWN: ReadonlySet<unknown> = new Set(REFUSAL_CODES);

/** Whether something from outside is a code of ours. */
export const isRefusalCode = (code: unknown): code is RefusalCode => KNOWN.has(code);

/** What is wrong with an update of the room: the detail of a refusal by the gate. */
export const GATE_FAULTS = [
  'another-place',
  'another-root',
  'between',
  'bytes',
  'bytes-left',
  'cells',
  'client-twice',
  'clock',
  'empty-text',
  'entries',
  'follows-itself',
  'follows-others',
  'header',
  'in-a-row',
  'key-length',
  'no-entries',
  'no-length',
  'no-ranges',
  'not-a-cell',
  'not-text',
  'not-the-last',
  'not-utf8',
  'ranges',
  'ranges-overlap',
  'removals',
  'splits',
  'taken',
  'two-cells',
  'values',
  'within-another',
] as const;
export type GateFault = (typeof GATE_FAULTS)[number];

/**
 * An expected no. `detail` is data and never a sentence: a number of the limit that was hit, a name, a figure, an accepted
 * form, the id of a cell, the fault that the gate found. What it means is said by the code, and worded with it.
 */
export type Refusal = { code: RefusalCode; detail?: string };

/** A refusal. */
export function refuse(code: RefusalCode, detail?: string): Refusal {
  return detail === undefined ? { code } : { code, detail };
}

/** A refusal by the gate of what no client of ours sends. */
export const refuseFault = (code: RefusalCode, fault: GateFault): Refusal => refuse(code, fault);

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };
export const yes = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const no = (code: RefusalCode, detail?: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: refuse(code, detail),
});
