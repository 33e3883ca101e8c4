/** Submissions: a locked version as it was, its bundle, and its screening. */
import { refuse } from '@tallystick/domain/refusals';
import { submissionViewSchema } from '@tallystick/protocol/views';
import { peersViewSchema, screeningViewSchema } from '@tallystick/protocol/audit/views-screening';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { member } from '../../edge/access.ts';
import { sendArchive } from '../../edge/archive-reply.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { version } from '../../edge/version-access.ts';
import { versionView } from '../../past/version-view.ts';
import { Peers } from '../../screening/peers.ts';
import { peersView } from '../../screening/peers-view.ts';
import { screeningView } from '../../screening/screening-view.ts';

const ofVersion = z.strictObject({
  submission: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('The locked version; without it the cells as they stand.'),
});

export function submissionRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/submissions/:n',
      tag: 'submissions',
      summary: 'A locked version',
      access: version('read-submissions'),
      answers: { 200: json('The version.', submissionViewSchema) },
    },
    async ({ entered, reply }) =>
      (await versionView(context.deps, entered)) ?? sendRefusal(reply, refuse('not-found')),
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/submissions/:n/bundle',
      tag: 'submissions',
      summary: 'What proves a locked version, as a file',
      access: version('download-bundle'),
      answers: { 200: file('A ZIP that verify.mjs checks without us.', 'application/zip') },
    },
    async ({ entered: here, request, reply }) => {
      const { submission } = here.submission;
      const asked = {
        what: { kind: 'bundle', submission },
        ending: () => `v${submission}.zip`,
      } as const;
      return await sendArchive(context, { request, reply, here }, asked);
    },
  );

  screeningRoutes(at);
}

/** What helps to judge: for the audit side alone. */
function screeningRoutes({ app, context }: { app: FastifyInstance; context: RouteContext }): void {
  const at = { app, context };
  const peers = new Peers(context.store);
  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/screening',
      tag: 'submissions',
      summary: 'What the screening asks, for the verifier',
      about:
        'Plausibility and consistency by the rules of the Verification Manual (2022). What other cities report is told as ' +
        'a span over five cities at least, never as the figure of one.',
      access: member('read-screening'),
      query: ofVersion,
      answers: { 200: json('The results, in the order of the sheet.', screeningViewSchema) },
      tagged: true,
    },
    async ({ entered, query: { submission }, reply }) => {
      const { workbook, actor } = entered;
      const { catalogueOf } = context.deps;
      const asked = { workbook, person: actor.person, submission };
      const view = await screeningView({ ...context, catalogueOf, peers }, asked);
      return view ?? sendRefusal(reply, refuse('not-found'));
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/peers',
      tag: 'submissions',
      summary: 'Where verified results of other cities lie, for the verifier',
      about:
        'By row, over five cities at least: quartiles rounded to two digits, never the figure of one. Cities of about the ' +
        'same number of inhabitants where there are five of them, else all.',
      access: member('read-screening'),
      answers: { 200: json('Rows of which enough is known.', peersViewSchema) },
      tagged: true,
    },
    async ({ entered }) => {
      const { catalogueOf } = context.deps;
      return await peersView({ catalogueOf, peers }, entered.workbook);
    },
  );
}
