/** Refusals over HTTP: a status and a body that a person and a program can read (RFC 9457). */
import { type Refusal, type RefusalCode, refuse } from '@tallystick/domain/refusals';
import { detailOf, sentenceOf } from '@tallystick/protocol/refusal-sentences';
import type { ProblemView } from '@tallystick/protocol/views';
import type { FastifyReply } from 'fastify';

const STATUS: Partial<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'not-found': 404,
  'not-a-member': 404,
  'not-your-role': 403,
  'not-your-row': 403,
  'not-assigned': 403,
  locked: 409,
  archived: 409,
  'not-archived': 409,
  'already-archived': 409,
  'deletion-asked': 409,
  'deletion-not-asked': 409,
  'second-person-needed': 403,
  'password-needed': 403,
  'second-eyes-needed': 403,
  'changed-proposal': 409,
  'not-independent': 403,
  'interest-needed': 403,
  'conflict-declared': 403,
  'version-moved': 409,
  'verdicts-moved': 409,
  'verdicts-not-released': 409,
  'already-signed': 409,
  'not-attested': 409,
  'asker-without-right': 409,
  'not-locked': 409,
  'result-moved': 409,
  'content-moved': 409,
  'already-closed': 409,
  'already-open': 409,
  'member-exists': 409,
  'entity-exists': 409,
  'too-many-entities': 409,
  'entity-not-empty': 409,
  'token-scope': 403,
  'key-under-way': 409,
  'too-many': 429,
  'too-many-exports': 429,
  'too-many-files': 429,
  'file-stalled': 408,
  'too-much-evidence': 409,
  'evidence-full': 409,
  'evidence-too-large': 413,
  'evidence-unscanned': 503,
  'too-large': 413,
  'archive-too-large': 413,
  unavailable: 503,
  'history-behind': 503,
  'link-used': 410,
  'invitation-used': 410,
  'invitation-ended': 410,
  'already-so': 409,
  'reminded-today': 429,
  'last-lead': 409,
  'last-admin': 409,
  'email-known': 409,
  'bad-request': 400,
  'other-address': 403,
  'upgrade-needed': 426,
};

/** A refusal as a problem (RFC 9457). One without a status of its own is a 422: understood, and not possible. */
export function problemOf(refusal: Refusal, as?: number): ProblemView {
  // Whether a thing exists is not told to those who may not see it.
  const shown = refusal.code === 'not-a-member' ? refuse('not-found') : refusal;
  const detail = detailOf(shown);
  return {
    type: `urn:tallystick:refusal:${shown.code}`,
    title: sentenceOf(shown),
    status: as ?? STATUS[shown.code] ?? 422,
    code: shown.code,
    ...(detail === undefined ? {} : { detail }),
    ...(shown.detail === undefined ? {} : { fact: shown.detail }),
  };
}

/** Answers a refusal. `as` is for a caller that knows a truer status than the code has. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal, as?: number): FastifyReply {
  const problem = problemOf(refusal, as);
  const { log, id } = reply.request;
  reply.request.refusedWith = problem.code;
  // Who hung up is answered by nobody, and is no fault of the store's.
  const isHeard = !reply.raw.destroyed;
  if (isHeard && problem.code === 'unavailable' && problem.detail === undefined) {
    log.error('not carried out: the store cannot write, or the workbook is being reloaded');
    // A person who reports it names this one line.
    problem.detail = id;
    problem.fact = id;
  }
  const { status } = problem;
  // RFC 9110 11.6.1: every 401 says how one is let in.
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="tallystick"');
  return reply.code(status).type('application/problem+json').send(problem);
}
