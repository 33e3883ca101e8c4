/** One operation of the HTTP API: what is said of it once, for its check, its types, the document and the tests. */
import type { Act } from '@tallystick/domain/rights';
import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RouteContext } from './context.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route was declared with. */
    operation?: Operation;
  }
}

/** Who may ask, and what is at hand once they may. */
export type Access<Entered = unknown> = {
  /** `none`: open to all. `session`: a person before a screen. `token`: also a program, with this scope. */
  auth: 'none' | 'session' | 'token';
  /** By its name in the table of rights; null where none is asked for beyond `auth` and being a member. */
  right: Act | null;
  /** Undefined after a refusal was sent. It comes before query and body are read. */
  enter: (
    context: RouteContext,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<Entered | undefined>;
};

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
  /** As Fastify has it: `/api/workbooks/:id`. */
  path: string;
  tag: Tag;
  summary: string;
  /** More, where a sentence is not enough. */
  about?: string;
  access: Access;
  query?: z.ZodObject;
  /** Only told: whoever reads one of them judges it. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** The type of a body that is bytes: whoever handles it reads it, within a bound (`raw-body.ts`). */
  takes?: string;
  /** A body that is right. */
  example?: unknown;
  /** By status. */
  answers: Readonly<Record<number, Answer>>;
  /** Statuses of refusals besides those that every operation of its kind has. */
  refuses?: readonly number[];
  /** It may be asked from anywhere: what it takes is a secret of the address, and no cookie counts. */
  fromAnywhere?: true;
  /** The answer carries an entity tag, and 304 is answered to who has it already. */
  tagged?: true;
};

export const TAGS = {
  workbooks: 'Workbooks: the list, one of them, commands.',
  cells: 'Cells in bulk, results.',
  journal: 'The journal: by page and as a stream.',
  history: 'The past: histories, moments, comparisons.',
  submissions: 'Locked versions, what proves them, and their screening.',
  exports: 'A workbook and its whole record as files.',
  clarifications: 'Clarifications of KPIs and rulings.',
  audit: 'What the audit side keeps for itself.',
  people: 'Members and invitations of a workbook.',
  account: "Signing in, one's sessions, one's access tokens.",
  inbox: 'What one was told of, and how one wants to be told.',
  webhooks: 'Sending a journal on.',
  administration: 'The installation.',
  service: 'This document, health, public keys.',
} as const;
export type Tag = keyof typeof TAGS;

/** An answer as JSON. */
export function json<S extends z.ZodType>(about: string, schema: S): { about: string; schema: S } {
  return { about, schema };
}

/** An answer that carries a file. */
export function file(about: string, type: string): { about: string; type: string } {
  return { about, type };
}

/** An answer without a body. */
export function nothing(about: string): { about: string } {
  return { about };
}

export const signedIn = nothing('Signed in; the answer sets the cookie.');

/** Header of a request that may come twice. */
export const keyed = z.strictObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional()
    .describe('What the same request changes under the same key is changed once, for a day.'),
});

/** Header of a request whose answer carries a tag. */
export const ifNoneMatch = z.strictObject({
  'if-none-match': z
    .string()
    .max(WORDS_CHARS_MAX)
    .optional()
    .describe('The tag of an earlier answer.'),
});
