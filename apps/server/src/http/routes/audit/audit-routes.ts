/** The journal of the audit side: for auditors and ITU before a screen. No program reads it, and no other route does. */
import { VERSIONED_PARTS } from '@tallystick/domain/audit/versions';
import type { CommandId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { auditCommandRequestSchema, toAuditCommand } from '@tallystick/protocol/audit/commands';
import { auditVersionsViewSchema, auditViewSchema } from '@tallystick/protocol/audit/views';
import { commandAnswerSchema, idSchema } from '@tallystick/protocol/commands';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { member } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { refusedAnswer } from '../../../edge/idempotency.ts';
import { json, keyed } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { serve } from '../../../edge/serve.ts';

export function auditRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };
  const access = member('read-audit', 'session');

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/audit',
      tag: 'audit',
      summary: 'What the audit side keeps for itself',
      about: 'Auditors and ITU alone, before a screen.',
      access,
      tagged: true,
      answers: { 200: json('All of it.', auditViewSchema) },
    },
    async ({ entered: { workbook, actor }, reply }) => {
      const desk = await context.desks.of(workbook);
      return (await desk.view(actor)) ?? sendRefusal(reply, refuse('not-found'));
    },
  );

  versionsRoute(at, access);

  serve(
    at,
    {
      method: 'post',
      path: '/api/workbooks/:id/audit/commands',
      tag: 'audit',
      summary: 'Carry out a command of the audit side',
      about: '`id` is of your own making; the same id is carried out once.',
      access,
      headers: keyed,
      body: auditCommandRequestSchema,
      example: {
        id: 'c_2m47hq',
        command: {
          type: 'write-paper',
          paper: 'wp_2m47hq',
          title: 'Visit to the water utility',
          text: 'The meters of two districts are read by hand.',
          rows: [],
          cells: [],
          seen: null,
        },
      },
      answers: { 200: json('Number of its entry in that journal.', commandAnswerSchema) },
    },
    async ({ entered: { workbook, actor }, body, request, reply }) => {
      const { person } = actor;
      return await context.idempotency.once({ request, reply, person }, async () => {
        const command = toAuditCommand(body.command);
        const desk = await context.desks.of(workbook);
        const outcome = await desk.command({ person, id: body.id as CommandId, command });
        if (!outcome.ok) return refusedAnswer(outcome.refusal);
        return { status: 200, body: outcome.value };
      });
    },
  );
}

function versionsRoute(at: Parameters<typeof serve>[0], access: ReturnType<typeof member>): void {
  const { context } = at;
  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/audit/versions',
      tag: 'audit',
      summary: 'The versions of a paper, an interview or a finding',
      about:
        'The oldest first, each with who wrote it and when. Auditors and ITU alone, before a screen.',
      access,
      query: z.strictObject({
        part: z.enum(VERSIONED_PARTS),
        item: idSchema,
      }),
      answers: { 200: json('Its versions.', auditVersionsViewSchema) },
    },
    async ({ entered: { workbook, actor }, query, reply }) => {
      const desk = await context.desks.of(workbook);
      const versions = await desk.versions(actor, { part: query.part, id: query.item });
      return versions ?? sendRefusal(reply, refuse('not-found'));
    },
  );
}
