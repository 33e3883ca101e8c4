/** One operation of the HTTP API as it is told to programs. */
import type { z } from 'zod';

export type Answer = {
  about: string;
  /** `application/json` where a schema stands and nothing else is said. */
  type?: string;
  /** Another type that may be asked for. */
  or?: string;
  schema?: z.ZodType;
};

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As the route has it: `/api/workbooks/:id`. */
  path: string;
  tag: Tag;
  summary: string;
  /** More, where a sentence is not enough. */
  about?: string;
  /** `none`: open to all. `session`: a person before a screen. `token`: also a program, with this scope. */
  auth: 'none' | 'session' | 'token';
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodType;
  answers: Record<number, Answer>;
  /** Refusals besides those that every operation of its kind has. */
  refuses?: number[];
};

export const TAGS = {
  workbooks: 'Workbooks: the list, one of them, commands.',
  cells: 'Cells in bulk, results.',
  journal: 'The journal: by page and as a stream.',
  history: 'The past: histories, moments, comparisons.',
  submissions: 'Locked versions and what proves them.',
  exports: 'A workbook and its whole record as files.',
  clarifications: 'Clarifications of KPIs and rulings.',
  people: 'Members and invitations of a workbook.',
  account: "Signing in, one's sessions, one's access tokens.",
  webhooks: 'Sending a journal on.',
  administration: 'The installation.',
  service: 'This document, health, public keys.',
} as const;
export type Tag = keyof typeof TAGS;

/** Answers that carry a file. */
export function file(about: string, type: string): Answer {
  return { about, type };
}

/** Answers without a body. */
export function nothing(about: string): Answer {
  return { about };
}
