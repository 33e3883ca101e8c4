/** What routes share: parsing with a refusal, the session of a request, the workbook of an address. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import type { Actor } from '@tallystick/domain/rights';
import { idSchema } from '@tallystick/protocol/commands';
import type { Store } from '@tallystick/store/port';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { AuditDesks } from '../audit/audit-desk.ts';
import type { Exports } from '../exports/exports.ts';
import type { EvidenceShelf } from '../evidence/evidence-shelf.ts';
import type { FileReader } from '../files/file-reader.ts';
import type { Checkpoints } from '../ledger/checkpoints.ts';
import type { Sessions } from '../people/sessions.ts';
import type { Tokens } from '../people/tokens.ts';
import type { Post } from '../post/post.ts';
import type { BackupWatch } from '../upkeep/backup-stamp.ts';
import type { ClockWatch } from '../upkeep/clock-watch.ts';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { Registry } from '../workbook/registry.ts';
import type { Caller, Guard } from './guard.ts';
import type { Idempotency } from './idempotency.ts';
import { sendRefusal } from './problem.ts';

export type RouteContext = {
  store: Store;
  deps: Deps;
  registry: Registry;
  desks: AuditDesks;
  sessions: Sessions;
  tokens: Tokens;
  guard: Guard;
  idempotency: Idempotency;
  checkpoints: Checkpoints;
  exports: Exports;
  files: FileReader;
  evidence: Pick<EvidenceShelf, 'handIn' | 'read'>;
  clock: Pick<ClockWatch, 'isSetBack'>;
  backups: Pick<BackupWatch, 'state'>;
  vkey: string;
  /** A demo offers its people to everybody who can reach it, so it is reached on this machine alone. */
  demo: boolean;
  now: () => number;
  post: Pick<Post, 'tellInbox' | 'mailAt' | 'mails' | 'url'>;
};

/** The parsed value, or undefined after a refusal was sent that names the field. */
export function parse<T extends z.ZodType>(
  schema: T,
  value: unknown,
  reply: FastifyReply,
): z.infer<T> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // It could not be read, whatever was wrong with it.
  sendRefusal(reply, refusalOf(parsed.error.issues[0]), 400);
  return undefined;
}

/** What the schema found: a text that is too long in the words of every other such refusal, all else by its field. */
function refusalOf(issue: z.core.$ZodIssue | undefined): Refusal {
  if (issue?.code === 'too_big' && issue.origin === 'string')
    return refuse('too-long', String(issue.maximum));
  const where = issue?.path.join('.') ?? '';
  return refuse('bad-request', `${where}: ${issue?.message ?? 'not valid'}`.slice(0, 300));
}

/** The session of a request, or undefined after 401 was sent. */
export async function signedIn(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | undefined> {
  const caller = await context.guard.caller(request);
  const refusal = caller === undefined ? refuse('not-signed-in') : refusesToken(caller, request);
  if (refusal !== undefined) sendRefusal(reply, refusal);
  return refusal === undefined ? caller : undefined;
}

/** What a token does not open, whatever its scope: doors that outlive it, and what is for the installation. */
function refusesToken({ token }: Caller, request: FastifyRequest): Refusal | undefined {
  if (token === undefined) return undefined;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!token.scope.has(reads ? 'read' : 'write')) return refuse('token-scope');
  if (request.routeOptions.config.operation?.access.auth === 'session')
    return refuse('token-scope');
  const { id } = request.params as { id?: string };
  // Another workbook than the token's is as if it were not there.
  return token.workbook !== null && id !== undefined && id !== token.workbook
    ? refuse('not-found')
    : undefined;
}

export type InWorkbook = { session: Caller; workbook: LiveWorkbook; actor: Actor };

/** The workbook of `:id` for one of its members; an administrator passes with `admin`. Undefined after a refusal. */
export async function inWorkbook(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<InWorkbook | undefined> {
  const session = await signedIn(context, request, reply);
  if (session === undefined) return undefined;
  const { id } = request.params as { id: string };
  const known = idSchema.safeParse(id).success;
  // Membership before existence: a stranger cannot tell a workbook from none, nor by the time that the answer takes.
  const { person, admin } = session.person;
  const isMember =
    known && (await context.store.membership(id as WorkbookId, person)) !== undefined;
  const workbook = isMember || admin ? await context.registry.get(id as WorkbookId) : undefined;
  const actor = workbook?.actor(person, admin);
  if (workbook === undefined || actor === undefined || (actor.role === null && !actor.admin)) {
    sendRefusal(reply, refuse('not-found'));
    return undefined;
  }
  return { session, workbook, actor };
}
