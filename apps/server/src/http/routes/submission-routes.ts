/** Submissions: a locked version as it was, and its bundle. */
import { refuse } from '@tallystick/domain/refusals';
import { told } from '@tallystick/domain/nouns/fields';
import { SUBMISSION_FIELDS } from '@tallystick/domain/nouns/lock';
import { may } from '@tallystick/domain/rights';
import type { Submission } from '@tallystick/domain/state';
import type { SubmissionView } from '@tallystick/protocol/views';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mentionedIn } from '../../present/mentioned.ts';
import { readerIn } from '../../present/present.ts';
import { versionForObserver } from '../../present/present-observer.ts';
import { verdictsOn } from '../../past/present-version.ts';
import { sendArchive } from '../../edge/archive-reply.ts';
import { type InWorkbook, inWorkbook, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

export function submissionRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/workbooks/:id/submissions/:n', async (request, reply) => {
    const found = await submissionOf(context, { request, reply }, 'read-submissions');
    if (found === undefined) return reply;
    const { workbook, actor, submission } = found;
    const snapshot = await context.store.snapshot(workbook.id, submission.submission);
    if (snapshot === undefined) return sendRefusal(reply, refuse('not-found'));
    const version = { submission, snapshot };
    const { verifications, stale } = await verdictsOn(context.deps, { workbook, actor }, version);
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
  });

  app.get('/api/workbooks/:id/submissions/:n/bundle', async (request, reply) => {
    const found = await submissionOf(context, { request, reply }, 'download-bundle');
    if (found === undefined) return reply;
    const { submission } = found.submission;
    const asked = {
      what: { kind: 'bundle', submission },
      ending: () => `v${submission}.zip`,
    } as const;
    return await sendArchive(context, { request, reply, here: found }, asked);
  });
}

async function submissionOf(
  context: RouteContext,
  exchange: { request: FastifyRequest; reply: FastifyReply },
  act: 'read-submissions' | 'download-bundle',
): Promise<(InWorkbook & { submission: Submission }) | undefined> {
  const { request, reply } = exchange;
  const here = await inWorkbook(context, request, reply);
  if (here === undefined) return undefined;
  const { n } = request.params as { n: string };
  const { state } = here.workbook;
  const submission = state.submissions.find((each) => String(each.submission) === n);
  const refusal =
    submission === undefined ? refuse('not-found') : may(here.actor, act, { state, submission });
  if (submission === undefined || refusal !== undefined) {
    sendRefusal(reply, refuse('not-found'));
    return undefined;
  }
  return { ...here, submission };
}
