/** How one wants to be told by mail; whose mails do not arrive, for those who look after members. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import {
  postRequestSchema,
  type PostView,
  postViewSchema,
  refusedAddressesSchema,
} from '@tallystick/protocol/post/settings';
import type { PersonRow } from '@tallystick/store/rows';
import type { FastifyInstance } from 'fastify';
import { inPerson, member } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { json } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { serve } from '../../../edge/serve.ts';

export function postSettingRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/me/post',
      tag: 'inbox',
      summary: 'How one is told by mail',
      access: inPerson,
      answers: { 200: json('The choices.', postViewSchema) },
    },
    async ({ entered: { person } }) => await viewOf(context, person),
  );

  serve(
    at,
    {
      method: 'put',
      path: '/api/me/post',
      tag: 'inbox',
      summary: 'Choose how one is told by mail',
      about:
        'What is not named stays as it is. A choice for a kind in a workbook goes before one for the workbook, this before one for the kind.',
      access: inPerson,
      body: postRequestSchema,
      example: { language: 'en', settings: [{ workbook: null, kind: 'comment', how: 'daily' }] },
      answers: { 200: json('The choices.', postViewSchema) },
      refuses: [404],
    },
    async ({ entered: { person }, body, reply }) => {
      const { language, settings = [] } = body;
      const mine = new Set(
        (await store.memberships(person.person)).map(({ workbook }) => workbook as string),
      );
      if (settings.some(({ workbook }) => workbook !== null && !mine.has(workbook)))
        return sendRefusal(reply, refuse('not-found'));
      if (language !== undefined) await store.setPostLanguage(person.person, language);
      for (const { workbook, kind, how } of settings)
        await store.setPostSetting(person.person, {
          workbook: workbook as WorkbookId | null,
          kind,
          how,
        });
      return await viewOf(context, person);
    },
  );

  refusedRoute(app, context);
}

function refusedRoute(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/refused-addresses',
      tag: 'people',
      summary: 'Members whose last mail was refused',
      access: member('manage-members'),
      answers: { 200: json('Who and why.', refusedAddressesSchema) },
    },
    async ({ entered: { workbook } }) => {
      const members = [...workbook.state.members.keys()];
      const refused = await store.refusedMails(members);
      const names = await context.deps.names(refused.map(({ person }) => person));
      return {
        people: refused.map(({ person, madeAt, answer }) => ({
          person,
          name: names.get(person) ?? '',
          at: madeAt,
          answer: answer ?? '',
        })),
      };
    },
  );
}

async function viewOf(
  { store, post }: RouteContext,
  { person, email }: PersonRow,
): Promise<PostView> {
  const { language, hasCalendar: calendar } = await store.postPerson(person);
  const [refused] = await store.refusedMails([person]);
  return {
    mails: post.mails,
    address: email,
    refused: refused?.madeAt ?? null,
    language,
    settings: await store.postSettings(person),
    calendar,
  };
}
