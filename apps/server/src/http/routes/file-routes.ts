/** Files that are handed in: read and compared with the workbook; kept once something is taken over from one. */
import { no, refuse, yes } from '@tallystick/domain/refusals';
import { ZIP_BYTES } from '@tallystick/exchange/zip/limits';
import { FILE_HASH_CHARS } from '@tallystick/protocol/limits';
import { fileQuerySchema, incomingFileSchema } from '@tallystick/protocol/views-files';
import type { FastifyInstance } from 'fastify';
import { member } from '../../edge/access.ts';
import { asFile, leaving } from '../../edge/archive-reply.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file, json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { BYTES_TYPE, bytesOf, takeBytes } from '../../edge/raw-body.ts';
import { serve } from '../../edge/serve.ts';
import { incomingView } from '../../files/incoming-view.ts';
import { FILE_WAITS_MS } from '../../service/limits.ts';

export function fileRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, files, now } = context;
  const at = { app, context };
  takeBytes(app);

  serve(
    at,
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
    async ({ entered: { workbook, actor }, query: { name }, request, reply }) => {
      const { edition } = workbook.state;
      const { person } = actor;
      const left = leaving(reply);
      const taken = await files.holding({ person, left }, async () => {
        const body = await bytesOf(request, { bytesMax: ZIP_BYTES });
        if (!body.ok) return body;
        const bytes = body.value;
        const reading = await files.read(bytes, { name, edition, person, left });
        if (!reading.ok) return reading;
        const at = now();
        const put = await store.putFile(
          { workbook: workbook.id, name, bytes, by: person, at, keptAt: null },
          { since: at - FILE_WAITS_MS },
        );
        if (!put.ok) return no('too-many');
        return yes({ reading: reading.value, file: { hash: put.hash, name, size: bytes.length } });
      });
      if (!taken.ok) return sendRefusal(reply, taken.refusal);
      const { file, reading } = taken.value;
      const seen = { store, catalogue: deps.catalogueOf(edition), workbook, actor, now: now() };
      return await incomingView(seen, file, reading);
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/files/:hash',
      tag: 'exports',
      summary: 'A file from which values were taken over',
      access: member('read-history'),
      answers: { 200: file('Byte for byte as it was handed in.', BYTES_TYPE) },
    },
    async ({ entered: { workbook }, params: { hash }, reply }) => {
      const isHash = hash.length === FILE_HASH_CHARS && /^[0-9a-f]+$/.test(hash);
      const found = isHash ? await store.file(workbook.id, hash) : undefined;
      // One that only waits is nobody's but its bearer's, who has it.
      if (found === undefined || found.keptAt === null)
        return sendRefusal(reply, refuse('unknown-file'), 404);
      const ascii = found.name.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
      return asFile(reply, { own: found.name, ascii }, BYTES_TYPE).send(Buffer.from(found.bytes));
    },
  );
}
