/** What a person was told of, and that they have read it. */
import { refuse } from '@tallystick/domain/refusals';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import {
  inboxAsking,
  inboxCountSchema,
  inboxViewSchema,
  readRequestSchema,
} from '@tallystick/protocol/post/inbox';
import type { FastifyInstance } from 'fastify';
import { inPerson } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { json } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { serve } from '../../../edge/serve.ts';
import { inboxOf, placeOf, unreadCount } from '../../../post/inbox.ts';
import { INBOX_PAGE } from '../../../service/limits.ts';

export function inboxRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, registry, deps, now } = context;
  const at = { app, context };
  const sources = { ...deps, store, registry };
  const count = async (person: PersonId) => ({ unread: await unreadCount(sources, person) });

  serve(
    at,
    {
      method: 'get',
      path: '/api/me/inbox',
      tag: 'inbox',
      summary: 'What one was told of, newest first',
      about: 'Of all workbooks. What one may not see any more is left out.',
      access: inPerson,
      query: inboxAsking,
      answers: { 200: json('A page of notices.', inboxViewSchema) },
    },
    async ({ entered: { person }, query, reply }) => {
      const before = query.before === undefined ? undefined : placeOf(query.before);
      if (query.before !== undefined && before === undefined)
        return sendRefusal(reply, refuse('bad-request', 'before'), 400);
      const page = { person: person.person, limit: query.limit ?? INBOX_PAGE };
      return await inboxOf(sources, { ...page, ...(before && { before }) });
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/me/inbox/count',
      tag: 'inbox',
      summary: 'How much of it one has not read',
      access: inPerson,
      answers: { 200: json('The number.', inboxCountSchema) },
    },
    async ({ entered: { person } }) => await count(person.person),
  );

  serve(
    at,
    {
      method: 'post',
      path: '/api/me/inbox/read',
      tag: 'inbox',
      summary: 'Mark notices as read',
      about: 'Some of them by their ids, or all of a workbook.',
      access: inPerson,
      body: readRequestSchema,
      example: { workbook: 'wb_riverton' },
      answers: { 200: json('How much is not read yet.', inboxCountSchema) },
    },
    async ({ entered: { person }, body }) => {
      const which =
        'ids' in body ? { ids: body.ids } : { workbook: body.workbook as string as WorkbookId };
      await store.markRead({ person: person.person, which, at: now() });
      context.post.tellInbox(new Set([person.person]));
      return await count(person.person);
    },
  );
}
