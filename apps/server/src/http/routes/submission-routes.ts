/** Submissions: a locked version as it was, and its bundle. */
import { refuse } from '@tallystick/domain/refusals';
import { submissionViewSchema } from '@tallystick/protocol/views';
import type { FastifyInstance } from 'fastify';
import { sendArchive } from '../../edge/archive-reply.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { version } from '../../edge/version-access.ts';
import { versionView } from '../../past/version-view.ts';

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
}
