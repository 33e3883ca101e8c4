/**
 * Requests that are sent twice and carried out once: what changed anything under an Idempotency-Key is answered again.
 * Source: draft-ietf-httpapi-idempotency-key-header.
 */
import { createHash } from 'node:crypto';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import type { AnswerStore } from '@tallystick/store/port-programs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IDEMPOTENCY_MS, IDEMPOTENCY_RUN_MS } from '../service/limits.ts';
import { problemOf, sendRefusal } from './problem.ts';

/** `changed` is false where nothing was, though it is no refusal. */
export type HttpAnswer = { status: number; body: unknown; changed?: boolean };
/** A refusal as an answer to a request that may come twice. */
export function refusedAnswer(refusal: Refusal): HttpAnswer {
  const body = problemOf(refusal);
  return { status: body.status, body };
}

type Asked = { request: FastifyRequest; reply: FastifyReply; person: PersonId };

/** Printable ASCII without blanks, as long as a UUID and some. */
const KEY = /^[\x21-\x7e]{1,128}$/;

export class Idempotency {
  readonly #store: AnswerStore;
  readonly #now: () => number;
  /** Since when each key's request is under way. */
  readonly #underWay = new Map<string, { since: number }>();

  constructor(store: AnswerStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Carries a request out, or answers as the first time. Without the header it is simply carried out. */
  async once(asked: Asked, carryOut: () => Promise<HttpAnswer>): Promise<FastifyReply> {
    const { request, reply, person } = asked;
    const key = request.headers['idempotency-key'];
    if (key === undefined) return send(reply, await carryOut());
    if (typeof key !== 'string' || !KEY.test(key)) {
      return sendRefusal(reply, refuse('bad-request', 'Idempotency-Key'));
    }
    const slot = `${person} ${key}`;
    const run = { since: this.#now() };
    const other = this.#underWay.get(slot);
    if (other !== undefined && run.since - other.since < IDEMPOTENCY_RUN_MS) {
      return sendRefusal(reply, refuse('key-under-way'));
    }
    this.#underWay.set(slot, run);
    try {
      return await this.#first({ ...asked, key }, carryOut);
    } finally {
      // One that was given up may end after all, while the key is another's.
      if (this.#underWay.get(slot) === run) this.#underWay.delete(slot);
    }
  }

  async #first(
    asked: Asked & { key: string },
    carryOut: () => Promise<HttpAnswer>,
  ): Promise<FastifyReply> {
    const { request, reply, person, key } = asked;
    const since = this.#now() - IDEMPOTENCY_MS;
    const print = fingerprint(request);
    const known = await this.#store.rememberedAnswer(person, key, since);
    if (known !== undefined) {
      if (known.request !== print) return sendRefusal(reply, refuse('key-reused'));
      reply.header('idempotency-replayed', 'true');
      return send(reply, { status: known.status, body: JSON.parse(known.body) });
    }
    const answer = await carryOut();
    // What changed nothing is carried out anew: that does no harm, and may well go better the next time.
    if (answer.status < 400 && answer.changed !== false) {
      const { status } = answer;
      const body = JSON.stringify(answer.body);
      // What was answered of a workbook goes when it is deleted.
      const { id: workbook = null } = request.params as { id?: WorkbookId };
      const row = { person, key, request: print, status, body, at: this.#now(), workbook };
      // It was carried out all the same: that it cannot be remembered makes no other answer true.
      await this.#store.rememberAnswer(row, since).catch((error: Error) => {
        request.log.error({ message: error.message }, 'an answer is not remembered');
      });
    }
    return send(reply, answer);
  }
}

function fingerprint(request: FastifyRequest): string {
  const body = JSON.stringify(request.body ?? null);
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest('hex');
}

function send(reply: FastifyReply, { status, body }: HttpAnswer): FastifyReply {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  // What is kept is a problem as it was told: the log names its code, here as elsewhere.
  if (status >= 400) reply.request.refusedWith = (body as { code?: string }).code ?? null;
  return reply.code(status).type(`${type}; charset=utf-8`).send(body);
}
