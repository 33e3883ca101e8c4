/** What the audit side asks for in its own journal. Each noun adds its own, as for the workbook's (`../commands.ts`). */

// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the nouns.
export interface AuditCommandFields {}

type Both<T extends keyof AuditCommandFields> = { type: T } & AuditCommandFields[T];
export type AuditCommand = { [T in keyof AuditCommandFields]: Both<T> }[keyof AuditCommandFields];
export type AuditCommandType = AuditCommand['type'];
export type AuditCommandOf<T extends AuditCommandType> = Extract<AuditCommand, { type: T }>;
