/** Operations on webhooks. */
import {
  targetRequestSchema,
  targetsViewSchema,
  webhookMadeSchema,
  webhookRequestSchema,
  webhooksViewSchema,
} from '@tallystick/protocol/webhooks';
import { nothing, type Operation } from './operation.ts';

export const webhookOperations: Operation[] = [
  {
    method: 'get',
    path: '/api/workbooks/:id/webhooks',
    tag: 'webhooks',
    summary: 'Where the journal is sent on',
    about: 'Coordinator and head.',
    auth: 'token',
    answers: { 200: { about: 'Webhooks and allowed origins.', schema: webhooksViewSchema } },
  },
  {
    method: 'post',
    path: '/api/workbooks/:id/webhooks',
    tag: 'webhooks',
    summary: 'Send the journal on',
    about:
      'To an origin that an administrator allowed, as whoever adds it may read it. Each delivery is a POST with `tallystick-timestamp`, `tallystick-delivery` and `tallystick-signature`: `v1=` and HMAC-SHA-256 of timestamp, a point and the body. Not answered with 2xx, it is sent again.',
    auth: 'session',
    body: webhookRequestSchema,
    answers: { 201: { about: 'The webhook and its secret.', schema: webhookMadeSchema } },
  },
  {
    method: 'delete',
    path: '/api/workbooks/:id/webhooks/:webhook',
    tag: 'webhooks',
    summary: 'Remove a webhook',
    auth: 'session',
    answers: { 204: nothing('Removed.') },
  },
  {
    method: 'get',
    path: '/api/admin/webhook-targets',
    tag: 'administration',
    summary: 'Origins that webhooks may be sent to',
    auth: 'session',
    answers: { 200: { about: 'The origins.', schema: targetsViewSchema } },
  },
  {
    method: 'post',
    path: '/api/admin/webhook-targets',
    tag: 'administration',
    summary: 'Allow an origin',
    about:
      'A name has to lead to public addresses whenever it is used; an address of an own network is allowed by spelling it out.',
    auth: 'session',
    body: targetRequestSchema,
    answers: { 204: nothing('Allowed.') },
  },
  {
    method: 'delete',
    path: '/api/admin/webhook-targets/:origin',
    tag: 'administration',
    summary: 'Forbid an origin; its webhooks are removed',
    auth: 'session',
    answers: { 204: nothing('Forbidden.') },
  },
];
