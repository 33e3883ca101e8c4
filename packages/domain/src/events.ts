/**
 * Events: everything that happens in a workbook besides edits of cells. Each noun adds its own (`nouns/`). The journal
 * keeps them for ever: a type is never changed, only added to.
 */

/** Who may read a comment: all members, or the audit side alone (auditor and itu). */
export type Audience = 'members' | 'audit';
export type Verdict = 'yes' | 'no';
/** What observers read of a version: its results and verdicts, or also its figures with sources and notes. */
export type Consent = 'results' | 'figures';
/** Whom ITU's ruling is for: the city that asked, or every city of the edition. */
export type RulingScope = 'city' | 'all';
/** What can be said of a row; `in-progress` takes back what was said before. */
export type RowSaying = 'ready' | 'in-progress' | 'not-available';

/**
 * Why a figure is not available: nobody monitors it, it was not found yet, the KPI does not apply to the city, or it is
 * expected by a date.
 */
export const ABSENCES = ['not-monitored', 'not-found', 'does-not-apply', 'expected'] as const;
export type Absence = (typeof ABSENCES)[number];

/** `expected`: a day, `2027-03-31`, with the absence of that name alone. */
export type WhyAbsent = { why?: Absence; expected?: string };

/**
 * What a verdict is on, part by part: a cell with its text as typed (of a source or notes the SHA-256 of the text,
 * hexadecimal, since they may be long), `row:result` as column O shows it, or `row:exact`, the result in all its digits.
 * `rest` is the SHA-256 of the parts beyond `CONTENT_PARTS_MAX`. What is empty is no part.
 */
export type ContentParts = Readonly<Record<string, string>>;

/**
 * How a workbook is headed. `due` is in milliseconds since 1970, UTC; `zone` is the time zone of the city by name
 * (`Africa/Cairo`), on whose clock its deadlines are read.
 */
export type Heading = { city: string; title: string; due: number | null; zone: string | null };

/** Type to fields. Every noun adds its own to it (`declare module`), and all of them together are the events. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the nouns.
export interface EventFields {}

type Both<Fields, T extends keyof Fields> = { type: T } & Fields[T];
export type Event = { [T in keyof EventFields]: Both<EventFields, T> }[keyof EventFields];
export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
