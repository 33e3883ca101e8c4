/** One's dates for a calendar program: at a secret address, which is made anew or ended at will. */
import type { CallId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { FILE_LANGUAGES } from '@tallystick/exchange/own/words/file-words';
import { isMailLanguage, type MailLanguage } from '@tallystick/protocol/post/mail-words';
import { calendarMadeSchema } from '@tallystick/protocol/post/settings';
import { NO_ACCESS } from '@tallystick/store/rules';
import type { FastifyInstance } from 'fastify';
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { everybody, inPerson, member } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { file, json, nothing } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { serve } from '../../../edge/serve.ts';
import { calendarOf, type CalendarDate } from '../../../post/calendar.ts';
import { callDate, personDates } from '../../../post/person-dates.ts';
import { readState } from '../../../workbook/load.ts';

const SECRET_BYTES = 24;
const TYPE = 'text/calendar; charset=utf-8';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function calendarRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, now } = context;
  const at = { app, context };
  callRoute(at);

  serve(
    at,
    {
      method: 'post',
      path: '/api/me/calendar',
      tag: 'inbox',
      summary: 'Make an address for a calendar program',
      about: 'The one before it ends.',
      access: inPerson,
      answers: { 201: json('The address, told this once.', calendarMadeSchema) },
    },
    async ({ entered: { person } }) => {
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      await store.setCalendar(person.person, hashOf(secret));
      return { path: `/calendar/${secret}.ics` };
    },
  );

  serve(
    at,
    {
      method: 'delete',
      path: '/api/me/calendar',
      tag: 'inbox',
      summary: 'End the address for a calendar program',
      access: inPerson,
      answers: { 204: nothing('Ended.') },
    },
    async ({ entered: { person }, reply }) => {
      await store.setCalendar(person.person, null);
      return reply.code(204).send();
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/calendar/:file',
      tag: 'inbox',
      summary: 'The dates of whoever made the address',
      access: everybody,
      answers: { 200: file('Due dates (RFC 5545).', 'text/calendar') },
    },
    async ({ params, reply }) => {
      const secret = /^([\w-]{1,100})\.ics$/.exec(params.file)?.[1];
      const person =
        secret === undefined ? undefined : await store.personOfCalendar(hashOf(secret));
      // Whoever is shut out has no other door either.
      const row = person && (await store.person(person));
      if (person === undefined || row === undefined || row.passwordHash === NO_ACCESS)
        return sendRefusal(reply, refuse('not-found'));
      const dates = await datesOf(context, person);
      reply.header('cache-control', 'private, no-cache');
      return reply.type(TYPE).send(calendarOf(dates, now()));
    },
  );
}

/** Of the workbooks that are at work, for those who have something to do there. None is opened for it. */
async function datesOf({ store, post }: RouteContext, person: PersonId): Promise<CalendarDate[]> {
  const dates: CalendarDate[] = [];
  const language = (await store.postPerson(person)).language ?? 'en';
  for (const { workbook, archived, role } of await store.listing(person)) {
    if (archived || role === 'observer') continue;
    const row = await store.workbook(workbook);
    if (row === undefined || row.deletedAt !== null) continue;
    const state = await readState(store, workbook, row.head);
    const url = workbookUrl(post.url, workbook);
    dates.push(...personDates({ workbook, state, url, language: languageOf(language) }, person));
  }
  return dates;
}

const workbookUrl = (base: string, workbook: WorkbookId): string =>
  `${base}/w/${encodeURIComponent(workbook)}`;

const languageOf = (code: string): MailLanguage => (isMailLanguage(code) ? code : 'en');

/** One call as a file, for whoever reads clarifications. */
function callRoute({ app, context }: { app: FastifyInstance; context: RouteContext }): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/calls/:call/calendar.ics',
      tag: 'clarifications',
      summary: 'A call on a clarification, for a calendar program',
      access: member('read-clarifications'),
      query: z.strictObject({ language: z.enum(FILE_LANGUAGES).default('en') }),
      answers: { 200: file('The call (RFC 5545).', 'text/calendar') },
    },
    async ({ entered: { workbook }, params, query, reply }) => {
      const { id, state } = workbook;
      const call = state.calls.get(params.call as CallId);
      if (call === undefined) return sendRefusal(reply, refuse('unknown-call'));
      const url = workbookUrl(context.post.url, id);
      const date = callDate(call, { workbook: id, state, url, language: query.language });
      reply.header('content-disposition', 'attachment; filename="call.ics"');
      return reply.type(TYPE).send(calendarOf([date], context.now()));
    },
  );
}
