/** Templates: files of the installation into which every workbook can be exported, each with its map. */
import { emptyState } from '@tallystick/domain/fold';
import { no, refuse, yes } from '@tallystick/domain/refusals';
import { may, RIGHTS } from '@tallystick/domain/rights';
import { ZIP_BYTES } from '@tallystick/exchange/zip/limits';
import { FILE_HASH_CHARS } from '@tallystick/protocol/limits';
import {
  saveTemplateSchema,
  templateFileQuerySchema,
  type TemplateLine,
  templateReadingSchema,
  templateSavedSchema,
  templatesViewSchema,
} from '@tallystick/protocol/views-templates';
import { INSTALLATION } from '@tallystick/store/port-files';
import type { TemplateVersion } from '@tallystick/store/port-templates';
import type { FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import { inPerson } from '../../edge/access.ts';
import { leaving } from '../../edge/archive-reply.ts';
import type { RouteContext } from '../../edge/context.ts';
import { type Access, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { BYTES_TYPE, bytesOf } from '../../edge/raw-body.ts';
import { serve } from '../../edge/serve.ts';
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
  saveRoute(app, context);
  intoTemplateRoutes(app, context);
}

function listRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, files } = context;
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
      const { edition } = deps.catalogueOf(version.edition);
      const by = { person: person.person, left: leaving(reply) };
      const read = await files.holding(by, async () => {
        const file = await store.file(INSTALLATION, version.file);
        if (file === undefined) return no('unknown-template');
        const { name, hash, size, bytes } = file;
        const reading = await files.readTemplate(bytes, { name, edition, ...by });
        return reading.ok ? yes({ ...reading.value, file: { hash, name, size } }) : reading;
      });
      if (read.ok) return { ...read.value, map: mapOf(version) };
      const { code } = read.refusal;
      return sendRefusal(reply, read.refusal, code === 'unknown-template' ? 404 : undefined);
    },
  );
}

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
        return yes({ ...reading.value, file: { hash: put.hash, name, size: bytes.length } });
      });
      return taken.ok ? taken.value : sendRefusal(reply, taken.refusal);
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
      about: 'Versions are added and never changed; a workbook is exported into the last one.',
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
      refuses: [404, 409],
    },
    async ({ entered: session, body, reply }) => {
      const { file, map, name } = body;
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
  return versions.map((each) => ({
    template: each.template,
    version: each.version,
    name: each.name,
    edition: each.edition,
    fileName: files.get(each.file) ?? '',
    by: names.get(each.by) ?? '',
    at: each.at,
    rows: mapOf(each).tables.reduce((sum, { rows }) => sum + rows.length, 0),
  }));
}
