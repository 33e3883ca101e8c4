/** A coordinator's reminder to the people of an entity, once a day. */
import type { EntityId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { chasedSchema } from '@tallystick/protocol/post/settings';
import type { FastifyInstance } from 'fastify';
import { member } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { json } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { serve } from '../../../edge/serve.ts';
import { chaseNotices } from '../../../post/due-dates.ts';
import { CHASE_PAUSE_MS } from '../../../service/limits.ts';

export function chaseRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, post, now } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/entities/:entity/chase',
      tag: 'inbox',
      summary: 'Remind the people of an entity of their open rows',
      about: 'Coordinator and head; once a day for each entity. They are told as they chose.',
      access: member('assign', 'session'),
      answers: { 200: json('How many people are told.', chasedSchema) },
      refuses: [404, 429],
    },
    async ({ entered: { workbook, actor }, params, reply }) => {
      const { state } = workbook;
      const entity = params.entity as EntityId;
      if (!state.entities.has(entity)) return sendRefusal(reply, refuse('unknown-entity'));
      const chase = { workbook: workbook.id, entity, by: actor.person, at: now() };
      const notices = chaseNotices(state, chase);
      for (const notice of notices) notice.mailAt = await post.mailAt(notice, state);
      const begun = notices.length > 0 && { ...chase, notices };
      if (begun && !(await store.beginChase(begun, now() - CHASE_PAUSE_MS)))
        return sendRefusal(reply, refuse('reminded-today'));
      post.tellInbox(new Set(notices.map(({ person }) => person)));
      return { people: notices.length };
    },
  );
}
