/** Templates: files of the installation into which every workbook can be exported, each with its map. */
import { rowsWithoutPlace } from '@tallystick/domain/outgoing/check-map';
import { emptyState } from '@tallystick/domain/fold';
import { no, type Refusal, refuse, yes } from '@tallystick/domain/refusals';
import { may, RIGHTS } from '@tallystick/domain/rights';
import { ZIP_BYTES } from '@tallystick/exchange/zip/limits';
import { FILE_HASH_CHARS } from '@tallystick/protocol/limits';
import {
  saveTemplateSchema,
  templateHeadSchema,
  templateTableSchema,
  templateFileQuerySchema,
  type TemplateLine,
  templateReadingSchema,
  templateSavedSchema,
  templatesViewSchema,
} from '@tallystick/protocol/views-templates';
import { INSTALLATION } from '@tallystick/store/port-files';
import type { TemplateVersion } from '@tallystick/store/port-templates';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import { inPerson } from '../../edge/access.ts';
import { leaving } from '../../edge/archive-reply.ts';
import type { RouteContext } from '../../edge/context.ts';
import { type Access, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { BYTES_TYPE, bytesOf } from '../../edge/raw-body.ts';
import { serve } from '../../edge/serve.ts';
import { checkTemplate, readingView, readTemplateFile } from '../../files/template-file.ts';
import type { Session } from '../../people/sessions.ts';
import { intoTemplateRoutes } from './into-template-routes.ts';
import { mapOf } from '../../record/into-template.ts';
import { FILE_WAITS_MS } from '../../service/limits.ts';

/** ITU's people of any workbook, and administrators: templates are for all cities. */
const keeper: Access<Session> = {
  auth: 'session',
  right: 'keep-templates',
  enter: async (context, request, reply) => {
    const session = await inPerson.enter(context, request, reply);
    if (session === undefined || (await mayKeep(context, session))) return session;
    sendRefusal(reply, refuse('not-your-role'));
    return undefined;
  },
};

async function mayKeep({ store }: RouteContext, { person }: Session): Promise<boolean> {
  const actor = { person: person.person, role: null, entity: null, admin: person.admin };
  if (may(actor, 'keep-templates', { state: emptyState() }) === undefined) return true;
  const memberships = await store.memberships(person.person);
  return memberships.some(({ role }) => RIGHTS['keep-templates'][role] === 'always');
}

export function templateRoutes(app: FastifyInstance, context: RouteContext): void {
  listRoutes(app, context);
  fileRoute(app, context);
  tableRoute(app, context);
  saveRoute(app, context);
  intoTemplateRoutes(app, context);
}

function listRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/templates',
      tag: 'exports',
      summary: 'The templates into which workbooks can be exported',
      access: inPerson,
      answers: { 200: json('The last version of each, newest first.', templatesViewSchema) },
    },
    async ({ entered: session }) => ({
      templates: await linesOf(context, await store.templates()),
      mayKeep: await mayKeep(context, session),
    }),
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/templates/:template',
      tag: 'exports',
      summary: 'A template with its map and a preview of its file',
      access: keeper,
      answers: { 200: json('As it was saved last.', templateReadingSchema) },
      refuses: [422],
    },
    async ({ entered: { person }, params, reply }) => {
      const version = await store.template(params.template);
      if (version === undefined) return sendRefusal(reply, refuse('unknown-template'), 404);
      const { edition, file: hash } = version;
      const holder = { person: person.person, left: leaving(reply) };
      const read = await readTemplateFile(context, { hash, edition, ...holder });
      return read.ok ? readingView(read.value, mapOf(version)) : sendUnread(reply, read.refusal);
    },
  );
}

/** A template without its file is as one that is not there. */
const sendUnread = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  sendRefusal(reply, refusal, refusal.code === 'unknown-file' ? 404 : undefined);

function fileRoute(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, files, now } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/templates/files',
      tag: 'exports',
      summary: 'Hand in a file that is to become a template',
      about:
        'Answers a map that is proposed from the codes and heads in it, and a preview to correct it by. It becomes a ' +
        'template once it is saved with a map; a file that nobody saves is dropped after a day.',
      access: keeper,
      query: templateFileQuerySchema,
      takes: BYTES_TYPE,
      answers: { 200: json('What was read of it.', templateReadingSchema) },
      refuses: [422],
    },
    async ({ entered: session, query: { name }, request, reply }) => {
      const by = session.person.person;
      const { edition } = deps.catalogueOf('');
      const left = leaving(reply);
      const taken = await files.holding({ person: by, left }, async () => {
        const body = await bytesOf(request, { bytesMax: ZIP_BYTES });
        if (!body.ok) return body;
        const bytes = body.value;
        const reading = await files.readTemplate(bytes, { name, edition, person: by, left });
        if (!reading.ok) return reading;
        const at = now();
        const put = await store.putFile(
          { workbook: INSTALLATION, name, bytes, by, at, keptAt: null },
          { since: at - FILE_WAITS_MS },
        );
        if (!put.ok) return no('too-many');
        const file = { hash: put.hash, name, size: bytes.length };
        return yes({ reading: reading.value, file });
      });
      return taken.ok ? readingView(taken.value) : sendRefusal(reply, taken.refusal);
    },
  );
}

function tableRoute(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/templates/files/:hash/table',
      tag: 'exports',
      summary: 'A table of a file by the row of its heads',
      about:
        'Where the heads stand elsewhere than was proposed, or no table was: what the heads of that row mean, and which ' +
        'rows below can be told. Nothing is saved.',
      access: keeper,
      body: templateHeadSchema,
      example: { edition: '2017', sheet: 'KPI data', head: 7 },
      answers: { 200: json('Maybe without columns and rows.', templateTableSchema) },
      refuses: [404, 422],
    },
    async ({ entered: { person }, params: { hash }, body, reply }) => {
      const { edition, ...at } = body;
      const holder = { person: person.person, left: leaving(reply) };
      const read = await readTemplateFile(context, { hash, edition, at, ...holder });
      if (!read.ok) return sendUnread(reply, read.refusal);
      const { map, unknown } = read.value.reading;
      const [table] = map.tables;
      return table ? { table, unknown } : sendRefusal(reply, refuse('map-unknown-sheet', at.sheet));
    },
  );
}

function saveRoute(app: FastifyInstance, context: RouteContext): void {
  const { store, now } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/templates',
      tag: 'exports',
      summary: 'Save a template, or a new version of one',
      about:
        'Versions are added and never changed; a workbook is exported into the last one. A map is held against its file ' +
        'and the KPI set: each row known, in one place, below its heads.',
      access: keeper,
      body: saveTemplateSchema,
      example: {
        template: null,
        version: 0,
        name: 'Data collection template',
        file: 'ab'.repeat(FILE_HASH_CHARS / 2),
        map: {
          edition: '2017',
          tables: [
            {
              sheet: 'KPI data',
              head: 9,
              columns: [{ column: 10, field: 'numerator' }],
              rows: [{ row: 10, point: 'household_internet_access.value' }],
            },
          ],
        },
      },
      answers: { 200: json('As it was saved.', templateSavedSchema) },
      refuses: [404, 409, 422],
    },
    async ({ entered: session, body, reply }) => {
      const { file, map, name } = body;
      const holder = { person: session.person.person, left: leaving(reply) };
      const checked = await checkTemplate(context, { hash: file, map, ...holder });
      if (!checked.ok) return sendUnread(reply, checked.refusal);
      const at = now();
      if (!(await store.keepFile(INSTALLATION, file, at)))
        return sendRefusal(reply, refuse('unknown-file'), 404);
      const next: TemplateVersion = {
        template: body.template ?? `tpl_${randomBytes(8).toString('hex')}`,
        version: body.version + 1,
        name,
        edition: map.edition,
        file,
        map: JSON.stringify(map),
        by: session.person.person,
        at,
      };
      // Somebody else saved one meanwhile, or there is no such template.
      if (!(await store.addTemplateVersion(next)))
        return sendRefusal(reply, refuse('template-changed'), 409);
      const [line] = await linesOf(context, [next]);
      return line ?? sendRefusal(reply, refuse('unknown-template'), 404);
    },
  );
}

async function linesOf(
  { store, deps }: RouteContext,
  versions: readonly TemplateVersion[],
): Promise<TemplateLine[]> {
  const names = await deps.names(versions.map(({ by }) => by));
  const files = new Map((await store.files(INSTALLATION)).map((file) => [file.hash, file.name]));
  const placesOf = (version: TemplateVersion) => {
    const map = mapOf(version);
    const without = rowsWithoutPlace(map, deps.catalogueOf(map.edition)).length;
    return { rows: map.tables.reduce((sum, { rows }) => sum + rows.length, 0), without };
  };
  return versions.map((each) => ({
    template: each.template,
    version: each.version,
    name: each.name,
    edition: each.edition,
    fileName: files.get(each.file) ?? '',
    by: names.get(each.by) ?? '',
    at: each.at,
    ...placesOf(each),
  }));
}
