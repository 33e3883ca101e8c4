/** Files that stand behind values: handed in, fetched and shown. Which row they stand behind is said by the command. */
import type { EvidenceId, QueryId, RowId } from '@tallystick/domain/cells/ids';
import { mayAttach } from '@tallystick/domain/nouns/evidence/evidence';
import { no, refuse } from '@tallystick/domain/refusals';
import { evidenceQuerySchema, handedInSchema } from '@tallystick/protocol/views-files';
import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { member } from '../../../edge/access.ts';
import type { InWorkbook, RouteContext } from '../../../edge/context.ts';
import { file, json } from '../../../edge/operation.ts';
import { sendRefusal } from '../../../edge/problem.ts';
import { BYTES_TYPE } from '../../../edge/raw-body.ts';
import { serve } from '../../../edge/serve.ts';
import { EVIDENCE_FILE_BYTES_MAX } from '../../../service/limits.ts';
import { sendToSave, sendToShow, shownAs } from './send-evidence.ts';

export function evidenceRoutes(app: FastifyInstance, context: RouteContext): void {
  handIn(app, context);
  fetchFile(app, context);
  showFile(app, context);
}

function handIn(app: FastifyInstance, context: RouteContext): void {
  const { deps, evidence, now } = context;
  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/evidence',
      tag: 'cells',
      summary: 'Hand in a file as evidence',
      about:
        'Answers its hash, by which the command `attach-evidence` puts it behind a value. What it is is told by its ' +
        'content: PDF, PNG, JPEG, WebP, CSV, text, .xlsx, .docx, .ods. A file that no command names is dropped after a day.',
      access: member('read-evidence'),
      query: evidenceQuerySchema,
      takes: BYTES_TYPE,
      answers: { 200: json('It is on the disk.', handedInSchema) },
      refuses: [403, 408, 409, 422],
    },
    async ({ entered: { workbook, actor }, query, request, reply }) => {
      const { state } = workbook;
      const catalogue = deps.catalogueOf(state.edition);
      const row = query.row as RowId;
      if (!catalogue.rows.has(row)) return sendRefusal(reply, refuse('unknown-row'));
      const thread = query.query as QueryId | undefined;
      const right = mayAttach(state, actor, { row, query: thread, catalogue, now: now() });
      if (right !== undefined) return sendRefusal(reply, right);
      const { body, headers } = request;
      const isTooLarge = Number(headers['content-length'] ?? 0) > EVIDENCE_FILE_BYTES_MAX;
      const taken = isTooLarge
        ? no('evidence-too-large', String(EVIDENCE_FILE_BYTES_MAX))
        : body instanceof Readable
          ? await evidence.handIn({ workbook: workbook.id, person: actor.person }, body)
          : no('file-damaged', 'empty');
      if (!taken.ok) return sendRefusal(reply, taken.refusal);
      const { hash, ...told } = taken.value;
      return { file: hash, ...told };
    },
  );
}

function fetchFile(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/evidence/:evidence',
      tag: 'cells',
      summary: 'A file that stands behind a value',
      access: member('read-evidence'),
      answers: { 200: file('Byte for byte as it was handed in, to be saved.', BYTES_TYPE) },
    },
    async ({ entered, params: { evidence }, reply }) => {
      const found = await fileOf(context, entered, evidence);
      if (found === undefined) return sendRefusal(reply, refuse('unknown-evidence'), 404);
      return sendToSave(reply, found.item, found.bytes);
    },
  );
}

function showFile(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/evidence/:evidence/preview',
      tag: 'cells',
      summary: 'A file that stands behind a value, to be looked at',
      about:
        'Pictures and PDF as they are, of a text its beginning. All other kinds are to be saved.',
      access: member('read-evidence'),
      answers: { 200: file('A picture, a PDF or plain text.', BYTES_TYPE) },
      refuses: [422],
    },
    async ({ entered, params: { evidence }, reply }) => {
      const item = entered.workbook.state.evidence.get(evidence as EvidenceId);
      if (item !== undefined && shownAs(item.media) === undefined)
        return sendRefusal(reply, refuse('evidence-not-shown'));
      const found = await fileOf(context, entered, evidence);
      if (found === undefined) return sendRefusal(reply, refuse('unknown-evidence'), 404);
      return sendToShow(reply, found.item, found.bytes);
    },
  );
}

/** Also of what was taken away: a version may rest on it. */
async function fileOf({ evidence }: RouteContext, { workbook }: InWorkbook, id: string) {
  const item = workbook.state.evidence.get(id as EvidenceId);
  if (item === undefined || item.file === null) return undefined;
  const bytes = await evidence.read({ workbook: workbook.id, hash: item.file });
  return bytes && { item, bytes };
}
