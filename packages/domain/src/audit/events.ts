/**
 * What happens in the journal of the audit side. It is kept for ever, as a workbook's events are: a type is never changed,
 * only added to.
 */

// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the nouns.
export interface AuditEventFields {}

type Both<T extends keyof AuditEventFields> = { type: T } & AuditEventFields[T];
export type AuditEvent = { [T in keyof AuditEventFields]: Both<T> }[keyof AuditEventFields];
export type AuditEventType = AuditEvent['type'];
export type AuditEventOf<T extends AuditEventType> = Extract<AuditEvent, { type: T }>;
