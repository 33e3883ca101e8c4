/** Webhooks of a workbook, and the origins that an administrator allows them. */
import { randomBytes } from 'node:crypto';
import { refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import {
  targetRequestSchema,
  type TargetsView,
  type WebhookMade,
  webhookRequestSchema,
  type WebhooksView,
  type WebhookView,
} from '@tallystick/protocol/webhooks';
import type { WebhookRow } from '@tallystick/store/port-programs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WEBHOOK_TARGETS_MAX, WEBHOOKS_PER_WORKBOOK_MAX } from '../../service/limits.ts';
import { targetOrigin, webhookUrl } from '../../webhooks/target.ts';
import { administrator } from './admin-routes.ts';
import { type InWorkbook, inWorkbook, parse, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

export function webhookRoutes(app: FastifyInstance, context: RouteContext): void {
  targetRoutes(app, context);
  hookRoutes(app, context);
}

function targetRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;

  app.get('/api/admin/webhook-targets', async (request, reply) => {
    if ((await administrator(context, request, reply)) === undefined) return reply;
    const view: TargetsView = { targets: await store.webhookTargets() };
    return view;
  });

  app.post('/api/admin/webhook-targets', async (request, reply) => {
    const by = await administrator(context, request, reply);
    const body = by && parse(targetRequestSchema, request.body, reply);
    if (by === undefined || body === undefined) return reply;
    const origin = targetOrigin(body.origin);
    if (!origin.ok) return sendRefusal(reply, origin.refusal);
    if ((await store.webhookTargets()).length >= WEBHOOK_TARGETS_MAX) {
      return sendRefusal(reply, refuse('too-many'));
    }
    const { person } = by.person;
    context.deps.log.warn(
      { act: 'webhook target', by: person, origin: origin.value },
      'administrator',
    );
    await store.allowWebhookTarget({ origin: origin.value, by: person, at: context.now() });
    return reply.code(204).send();
  });

  app.delete('/api/admin/webhook-targets/:origin', async (request, reply) => {
    if ((await administrator(context, request, reply)) === undefined) return reply;
    const { origin } = request.params as { origin: string };
    await store.forbidWebhookTarget(origin);
    return reply.code(204).send();
  });
}

function hookRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;

  app.get('/api/workbooks/:id/webhooks', async (request, reply) => {
    const here = await leading(context, request, reply);
    if (here === undefined) return reply;
    const webhooks = (await store.webhooksOf(here.workbook.id)).map(viewOf);
    const targets = (await store.webhookTargets()).map(({ origin }) => origin);
    const view: WebhooksView = { webhooks, targets };
    return view;
  });

  app.post('/api/workbooks/:id/webhooks', async (request, reply) => {
    const here = await leading(context, request, reply);
    const body = here && parse(webhookRequestSchema, request.body, reply);
    if (here === undefined || body === undefined) return reply;
    const { workbook, actor } = here;
    const allowed = new Set((await store.webhookTargets()).map(({ origin }) => origin));
    const url = webhookUrl(body.url, allowed);
    if (!url.ok) return sendRefusal(reply, url.refusal);
    if ((await store.webhooksOf(workbook.id)).length >= WEBHOOKS_PER_WORKBOOK_MAX) {
      return sendRefusal(reply, refuse('too-many'));
    }
    const now = context.now();
    const row: WebhookRow = {
      id: `wh_${randomBytes(9).toString('hex')}`,
      workbook: workbook.id,
      url: url.value.href,
      secret: `whs_${randomBytes(32).toString('base64url')}`,
      by: actor.person,
      createdAt: now,
      sentUpTo: Math.min(body.after ?? workbook.head, workbook.head),
      failures: 0,
      lastError: null,
      nextAt: now,
    };
    await store.addWebhook(row);
    const made: WebhookMade = { webhook: viewOf(row), secret: row.secret };
    return reply.code(201).send(made);
  });

  app.delete('/api/workbooks/:id/webhooks/:webhook', async (request, reply) => {
    const here = await leading(context, request, reply);
    if (here === undefined) return reply;
    const { webhook } = request.params as { webhook: string };
    const was = await store.removeWebhook(here.workbook.id, webhook);
    return was ? reply.code(204).send() : sendRefusal(reply, refuse('not-found'));
  });
}

/** The workbook of `:id` for those who may send its journal on; undefined after a refusal. */
async function leading(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<InWorkbook | undefined> {
  const here = await inWorkbook(context, request, reply);
  if (here === undefined) return undefined;
  const refusal = may(here.actor, 'manage-webhooks', { state: here.workbook.state });
  if (refusal !== undefined) sendRefusal(reply, refusal);
  return refusal === undefined ? here : undefined;
}

function viewOf({
  id,
  url,
  by,
  createdAt,
  sentUpTo,
  failures,
  lastError,
}: WebhookRow): WebhookView {
  return { id, url, by, createdAt, sentUpTo, failures, lastError };
}
