/**
 * Commands: what a person asks for, besides editing a cell. Decided by `decide.ts`, written as one event. Each noun adds
 * its own (`nouns/`).
 */

/** Type to fields, as for events. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the nouns.
export interface CommandFields {}

type Both<Fields, T extends keyof Fields> = { type: T } & Fields[T];
export type Command = { [T in keyof CommandFields]: Both<CommandFields, T> }[keyof CommandFields];
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
