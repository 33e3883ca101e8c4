/** One's dates for a calendar program: at a secret address, which is made anew or ended at will. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { refuse } from '@tallystick/domain/refusals';
import { calendarMadeSchema } from '@tallystick/protocol/post/settings';
import { NO_ACCESS } from '@tallystick/store/rules';
import type { FastifyInstance } from 'fastify';
import { createHash, randomBytes } from 'node:crypto';
import { everybody, inPerson } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { file, json, nothing } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { serve } from '../../../edge/serve.ts';
import { calendarOf, type CalendarDate } from '../../../post/calendar.ts';

const SECRET_BYTES = 24;
const TYPE = 'text/calendar; charset=utf-8';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function calendarRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, now } = context;
  const at = { app, context };

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

/** Of the workbooks that are at work, for those who have something to do there. */
async function datesOf({ store, post }: RouteContext, person: PersonId): Promise<CalendarDate[]> {
  const mine = await store.listing(person);
  return mine.flatMap(({ workbook, city, title, due, locked, archived, role }) =>
    due === null || locked || archived || role === 'observer'
      ? []
      : [
          {
            uid: `${workbook}-due@tallystick`,
            at: due,
            summary: `${city}, ${title}`,
            url: `${post.url}/w/${encodeURIComponent(workbook)}`,
          },
        ],
  );
}
