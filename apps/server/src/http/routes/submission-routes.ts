/** Submissions: a locked version as it was, and its bundle. */
import { refuse } from '@tallystick/domain/refusals';
import { told } from '@tallystick/domain/nouns/fields';
import { SUBMISSION_FIELDS } from '@tallystick/domain/nouns/lock';
import { may } from '@tallystick/domain/rights';
import { type SubmissionView, submissionViewSchema } from '@tallystick/protocol/views';
import type { FastifyInstance } from 'fastify';
import { mentionedIn } from '../../present/mentioned.ts';
import { readerIn } from '../../present/present.ts';
import { versionForObserver } from '../../present/present-observer.ts';
import { verdictsOn } from '../../past/present-version.ts';
import { sendArchive } from '../../edge/archive-reply.ts';
import { version } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

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
    async ({ entered: { workbook, actor, submission }, reply }) => {
      const snapshot = await context.store.snapshot(workbook.id, submission.submission);
      if (snapshot === undefined) return sendRefusal(reply, refuse('not-found'));
      const locked = { submission, snapshot };
      const actorNow = () => workbook.actor(actor.person, actor.admin);
      const reader = { workbook, actorNow };
      const { verifications, stale } = await verdictsOn(context.deps, reader, locked);
      const mentioned = mentionedIn({ verifications, submissions: [submission] });
      const names = await context.deps.names([...workbook.state.members.keys(), ...mentioned]);
      const view: SubmissionView = {
        submission: told(submission, SUBMISSION_FIELDS, readerIn(workbook.state, actor)),
        snapshot,
        verifications,
        stale,
        members: [...names].map(([person, name]) => ({ person, name })),
      };
      return may(actor, 'read-room', workbook) === undefined
        ? view
        : versionForObserver(view, submission.consent ?? 'results');
    },
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
