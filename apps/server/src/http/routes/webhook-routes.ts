/** Webhooks of a workbook, and the origins that an administrator allows them. */
import { randomBytes } from 'node:crypto';
import { refuse } from '@tallystick/domain/refusals';
import {
  targetRequestSchema,
  targetsViewSchema,
  webhookMadeSchema,
  webhookRequestSchema,
  webhooksViewSchema,
  type WebhookView,
} from '@tallystick/protocol/webhooks';
import type { WebhookRow } from '@tallystick/store/port-programs';
import type { FastifyInstance } from 'fastify';
import { WEBHOOK_TARGETS_MAX, WEBHOOKS_PER_WORKBOOK_MAX } from '../../service/limits.ts';
import { targetOrigin, webhookUrl } from '../../webhooks/target.ts';
import { administrator, member } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json, nothing } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

export function webhookRoutes(app: FastifyInstance, context: RouteContext): void {
  targetRoutes(app, context);
  hookRoutes(app, context);
}

function targetRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/admin/webhook-targets',
      tag: 'administration',
      summary: 'Origins that webhooks may be sent to',
      access: administrator,
      answers: { 200: json('The origins.', targetsViewSchema) },
    },
    async () => ({ targets: await store.webhookTargets() }),
  );

  serve(
    at,
    {
      method: 'post',
      path: '/api/admin/webhook-targets',
      tag: 'administration',
      summary: 'Allow an origin',
      about:
        'A name has to lead to public addresses whenever it is used; an address of an own network is allowed by spelling it out.',
      access: administrator,
      body: targetRequestSchema,
      example: { origin: 'https://hooks.example' },
      answers: { 204: nothing('Allowed.') },
    },
    async ({ entered: { person: by }, body, reply }) => {
      const origin = targetOrigin(body.origin);
      if (!origin.ok) return sendRefusal(reply, origin.refusal);
      if ((await store.webhookTargets()).length >= WEBHOOK_TARGETS_MAX) {
        return sendRefusal(reply, refuse('too-many'));
      }
      const { person } = by;
      context.deps.log.warn(
        { act: 'webhook target', by: person, origin: origin.value },
        'administrator',
      );
      await store.allowWebhookTarget({ origin: origin.value, by: person, at: context.now() });
      return reply.code(204).send();
    },
  );

  serve(
    at,
    {
      method: 'delete',
      path: '/api/admin/webhook-targets/:origin',
      tag: 'administration',
      summary: 'Forbid an origin; its webhooks are removed',
      access: administrator,
      answers: { 204: nothing('Forbidden.') },
    },
    async ({ params, reply }) => {
      await store.forbidWebhookTarget(params.origin);
      return reply.code(204).send();
    },
  );
}

function hookRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/webhooks',
      tag: 'webhooks',
      summary: 'Where the journal is sent on',
      about: 'Coordinator and head.',
      access: member('manage-webhooks'),
      answers: { 200: json('Webhooks and allowed origins.', webhooksViewSchema) },
    },
    async ({ entered: { workbook } }) => ({
      webhooks: (await store.webhooksOf(workbook.id)).map(viewOf),
      targets: (await store.webhookTargets()).map(({ origin }) => origin),
    }),
  );

  addRoute(app, context);

  serve(
    at,
    {
      method: 'delete',
      path: '/api/workbooks/:id/webhooks/:webhook',
      tag: 'webhooks',
      summary: 'Remove a webhook',
      access: member('manage-webhooks', 'session'),
      answers: { 204: nothing('Removed.') },
    },
    async ({ entered: { workbook }, params, reply }) => {
      const was = await store.removeWebhook(workbook.id, params.webhook);
      return was ? reply.code(204).send() : sendRefusal(reply, refuse('not-found'));
    },
  );
}

function addRoute(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/webhooks',
      tag: 'webhooks',
      summary: 'Send the journal on',
      about:
        'To an origin that an administrator allowed, as whoever adds it may read it. Each delivery is a POST with `tallystick-timestamp`, `tallystick-delivery` and `tallystick-signature`: `v1=` and HMAC-SHA-256 of timestamp, a point and the body. Not answered with 2xx, it is sent again.',
      access: member('manage-webhooks', 'session'),
      body: webhookRequestSchema,
      example: { url: 'https://hooks.example/tallystick', after: 0 },
      answers: { 201: json('The webhook and its secret.', webhookMadeSchema) },
    },
    async ({ entered: { workbook, actor }, body, reply }) => {
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
      return { webhook: viewOf(row), secret: row.secret };
    },
  );
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
