/** Files that are handed in: read and compared with the workbook; kept once something is taken over from one. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, refuse, yes } from '@tallystick/domain/refusals';
import { ZIP_BYTES } from '@tallystick/exchange/zip/limits';
import { FILE_HASH_CHARS } from '@tallystick/protocol/limits';
import {
  fileQuerySchema,
  type IncomingFileView,
  incomingFileSchema,
} from '@tallystick/protocol/views-files';
import type { NewFile, StoredFile } from '@tallystick/store/port-files';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { member } from '../../edge/access.ts';
import { asFile, leaving } from '../../edge/archive-reply.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { BYTES_TYPE, bytesOf, takeBytes } from '../../edge/raw-body.ts';
import { serve } from '../../edge/serve.ts';
import { incomingView } from '../../files/incoming-view.ts';
import { FILE_WAITS_MS } from '../../service/limits.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';

export function fileRoutes(app: FastifyInstance, context: RouteContext): void {
  takeBytes(app);
  handIn(app, context);
  compareAnew(app, context);
  fetchKept(app, context);
}

function handIn(app: FastifyInstance, context: RouteContext): void {
  const { store, files, now } = context;
  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/files',
      tag: 'exports',
      summary: 'Hand a spreadsheet in',
      about:
        'Answers what the file brings for each cell, beside the workbook as it is now; nothing is changed. What is to ' +
        'be taken over is written by the command `import-file`, which names the file by its hash; a file that no ' +
        'command names is dropped after a day.',
      access: member('import-file'),
      query: fileQuerySchema,
      takes: BYTES_TYPE,
      answers: { 200: json('What it brings.', incomingFileSchema) },
    },
    async ({ entered, query: { name }, request, reply }) => {
      const { workbook, actor } = entered;
      const { person } = actor;
      const compared = await files.holding({ person, left: leaving(reply) }, async () => {
        const body = await bytesOf(request, { bytesMax: ZIP_BYTES });
        if (!body.ok) return body;
        const bytes = body.value;
        const read = await readFor(context, { ...entered, reply }, { name, bytes });
        if (!read.ok) return read;
        const at = now();
        const put = await store.putFile(
          { workbook: workbook.id, name, bytes, by: person, at, keptAt: null },
          { since: at - FILE_WAITS_MS },
        );
        return put.ok ? yes(() => read.value(put.hash)) : no('too-many');
      });
      if (!compared.ok) return sendRefusal(reply, compared.refusal);
      return await compared.value();
    },
  );
}

function compareAnew(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/files/:hash/comparison',
      tag: 'exports',
      summary: 'Compare a file anew that was handed in',
      about:
        'The answer of handing it in once more, without its bytes: for whoever handed it in while it waits, a day, and ' +
        'for everybody who may hand files in once something was taken over from it.',
      access: member('import-file'),
      answers: { 200: json('What it brings now.', incomingFileSchema) },
    },
    async ({ entered, params: { hash }, reply }) => {
      const { person } = entered.actor;
      const compared = await context.files.holding({ person, left: leaving(reply) }, async () => {
        const found = await fileOf(context, entered.workbook, hash);
        return found === undefined || !isFor(found, person, context.now())
          ? no('unknown-file')
          : await readFor(context, { ...entered, reply }, found);
      });
      if (compared.ok) return await compared.value(hash);
      const { refusal } = compared;
      return sendRefusal(reply, refusal, refusal.code === 'unknown-file' ? 404 : undefined);
    },
  );
}

/** One that only waits is its bearer's alone, and its day may be over before another file of the workbook ends it. */
function isFor({ keptAt, by, at }: StoredFile, person: PersonId, now: number): boolean {
  return keptAt !== null || (by === person && at > now - FILE_WAITS_MS);
}

function fetchKept(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/files/:hash',
      tag: 'exports',
      summary: 'A file from which values were taken over',
      access: member('read-history'),
      answers: { 200: file('Byte for byte as it was handed in.', BYTES_TYPE) },
    },
    async ({ entered: { workbook }, params: { hash }, reply }) => {
      const found = await fileOf(context, workbook, hash);
      // One that only waits is nobody's but its bearer's, who has it.
      if (found === undefined || found.keptAt === null)
        return sendRefusal(reply, refuse('unknown-file'), 404);
      const ascii = found.name.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
      return asFile(reply, { own: found.name, ascii }, BYTES_TYPE).send(Buffer.from(found.bytes));
    },
  );
}

async function fileOf({ store }: RouteContext, { id }: LiveWorkbook, hash: string) {
  const isHash = hash.length === FILE_HASH_CHARS && /^[0-9a-f]+$/.test(hash);
  return isHash ? await store.file(id, hash) : undefined;
}

/** Reads a file; answers what compares it with the workbook as it is when that is asked. Refusals: those of `FileReader`. */
async function readFor(
  { store, deps, files, now }: RouteContext,
  { workbook, actor, reply }: InWorkbook & { reply: FastifyReply },
  { name, bytes }: Pick<NewFile, 'name' | 'bytes'>,
): Promise<Outcome<(hash: string) => Promise<IncomingFileView>>> {
  const { edition } = workbook.state;
  const asked = { name, edition, person: actor.person, left: leaving(reply) };
  const reading = await files.read(bytes, asked);
  if (!reading.ok) return reading;
  const made = { store, catalogue: deps.catalogueOf(edition), workbook, actor };
  // The bytes themselves are let go with the file's place.
  const size = bytes.length;
  return yes((hash) => incomingView({ ...made, now: now() }, { hash, name, size }, reading.value));
}
