/**
 * Refused drafts: the list, handing one in as a proposal, and settling one by taking it over or discarding it. Own file:
 * one noun, the refused draft.
 */
import type { Catalogue } from '@tallystick/catalogue/catalogue';
import type { CellId, PersonId } from '@tallystick/domain/ids';
import { cellSpec } from '@tallystick/domain/cell-spec';
import { readCell } from '@tallystick/domain/cell-text';
import { REFUSALS, type Refusal, type RefusalCode, refuse } from '@tallystick/domain/refusals';
import { actorOf, may } from '@tallystick/domain/rights';
import {
  proposalRequestSchema,
  refusedDraftsQuerySchema,
  type RefusedDraftsView,
  type RefusedDraftView,
  type SettledView,
  settleRequestSchema,
} from '@tallystick/protocol/views-refused-drafts';
import { REFUSED_DRAFTS_READ_MAX } from '@tallystick/store/limits';
import type { RefusedDraftRow } from '@tallystick/store/port-refused-drafts';
import type { FastifyInstance } from 'fastify';
import { writeCells } from '../collab/cell-writer.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { maySeeDraft, presentDraft, presentSettled } from '../workbook/present-refused-drafts.ts';
import { draftIdOf } from '../workbook/refused-drafts.ts';
import { inWorkbook, parse, type RouteContext } from './context.ts';
import { sendRefusal } from './problem.ts';

export function refusedDraftRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, now } = context;

  app.get('/api/workbooks/:id/refused-drafts', async (request, reply) => {
    const here = await inWorkbook(context, request, reply);
    const query = here && parse(refusedDraftsQuerySchema, request.query, reply);
    if (here === undefined || query === undefined) return reply;
    const { workbook, actor } = here;
    const { state } = workbook;
    const refusal = may(actor, 'read-room', { state });
    if (refusal !== undefined) return sendRefusal(reply, refusal);
    const rows = await store.refusedDrafts(workbook.id, {
      open: true,
      limit: REFUSED_DRAFTS_READ_MAX,
      ...(query.cell === undefined ? {} : { cell: query.cell as CellId }),
      ...(maySeeDraft(state, actor, { by: NOBODY }) ? {} : { by: actor.person }),
    });
    const seen = rows.filter((row) => maySeeDraft(state, actor, row));
    const mine = await store.refusedDrafts(workbook.id, {
      by: actor.person,
      open: false,
      handedIn: true,
      limit: SETTLED_SHOWN_MAX,
      ...(query.cell === undefined ? {} : { cell: query.cell as CellId }),
    });
    const people = [...seen.map((row) => row.by), ...mine.map((row) => row.settledBy ?? row.by)];
    const names = await deps.names([...new Set(people)]);
    const catalogue = deps.catalogueOf(state.edition);
    const at = { actor, state, catalogue, now: now() };
    const view: RefusedDraftsView = {
      drafts: seen.map((row) => presentDraft(row, at, names)),
      settled: mine.flatMap((row) => presentSettled(row, names) ?? []),
    };
    return view;
  });

  app.post('/api/workbooks/:id/refused-drafts', async (request, reply) => {
    const here = await inWorkbook(context, request, reply);
    const body = here && parse(proposalRequestSchema, request.body, reply);
    if (here === undefined || body === undefined) return reply;
    const { workbook, actor } = here;
    const { state } = workbook;
    const catalogue = deps.catalogueOf(state.edition);
    const refusal =
      may(actor, 'propose', { state }) ?? cannotHold(body, catalogue) ?? unknownCode(body.code);
    if (refusal !== undefined) return sendRefusal(reply, refusal);
    const { text, code, detail } = body;
    const cell = body.cell as CellId;
    const id = draftIdOf([workbook.id, actor.person, cell, text, code]);
    const at = now();
    const kept = { id, workbook: workbook.id, cell, text, by: actor.person, at, detail };
    const refused = { door: 'socket' as const, code: code as RefusalCode, head: workbook.head };
    if ((await store.keepRefusedDrafts([{ ...kept, ...refused }])) === 0) {
      return sendRefusal(reply, refuse('too-many'));
    }
    await store.handInRefusedDraft(id, body.note, at);
    const draft = await store.refusedDraft(workbook.id, id);
    if (draft === undefined) return sendRefusal(reply, refuse('unavailable'));
    tellOf(workbook, draft);
    const names = await deps.names([actor.person]);
    const view: RefusedDraftView = presentDraft(draft, { actor, state, catalogue, now: at }, names);
    return view;
  });

  app.post('/api/workbooks/:id/refused-drafts/:draft/settle', async (request, reply) => {
    const here = await inWorkbook(context, request, reply);
    const body = here && parse(settleRequestSchema, request.body, reply);
    if (here === undefined || body === undefined) return reply;
    const { workbook, actor } = here;
    const { draft: id } = request.params as { draft: string };
    const draft = await store.refusedDraft(workbook.id, id);
    if (draft === undefined || !maySeeDraft(workbook.state, actor, draft)) {
      return sendRefusal(reply, refuse('not-found'));
    }
    if (draft.settledAt !== null) return sendRefusal(reply, refuse('already-so'));
    if (body.how === 'take-over') {
      // An ordinary edit of who takes over, through the gate; only what was taken is settled.
      const by = { person: actor.person, door: 'api' as const };
      const written = await writeCells(workbook, by, [[draft.cell, draft.text]]);
      if (!written.ok) return sendRefusal(reply, written.refusal);
    }
    const { how, word } = body;
    const isFirst = await store.settleRefusedDraft(id, { by: actor.person, at: now(), how, word });
    if (!isFirst) return sendRefusal(reply, refuse('already-so'));
    if (draft.handedInAt !== null) tellOf(workbook, draft);
    const settled: SettledView = { id, how: body.how };
    return settled;
  });
}

/** A proposal holds what its cell could hold: whoever takes it over is not asked to mend it. */
function cannotHold(
  { cell, text }: { cell: string; text: string | null },
  catalogue: Catalogue,
): Refusal | undefined {
  const spec = cellSpec(catalogue, cell);
  if (spec === undefined) return refuse('unknown-cell');
  if (text === null) return undefined;
  const reading = readCell(spec, text);
  return reading.ok ? undefined : reading.refusal;
}

function unknownCode(code: string): Refusal | undefined {
  return Object.hasOwn(REFUSALS, code) ? undefined : refuse('bad-request', 'code');
}

/** Tells the author and the city's leads who are here that there is something to look at. */
function tellOf(workbook: LiveWorkbook, draft: RefusedDraftRow): void {
  const { state } = workbook;
  const isFor = (person: PersonId) => maySeeDraft(state, actorOf(state, person), draft);
  workbook.tellAll({ type: 'proposal', cell: draft.cell }, isFor);
}

/** Settled proposals that their author is shown: those of some weeks. */
const SETTLED_SHOWN_MAX = 100;

/** The author of no draft: whoever may see theirs may see everybody's. */
const NOBODY = '' as PersonId;
