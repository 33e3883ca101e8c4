/** Refused drafts: the list, and settling one by taking it over or discarding it. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import {
  refusedDraftsQuerySchema,
  type RefusedDraftsView,
  type SettledView,
  settleRequestSchema,
} from '@tallystick/protocol/views-refused-drafts';
import { REFUSED_DRAFTS_READ_MAX } from '@tallystick/store/limits';
import type { RefusedDraftRow } from '@tallystick/store/port-refused-drafts';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { writeCells } from '../../workbook/cell-writer.ts';
import {
  isOthersProposal,
  maySeeDraft,
  presentDraft,
  presentSettled,
} from '../../workbook/present-refused-drafts.ts';
import { tellOfDraft } from '../../workbook/refused-drafts.ts';
import { type InWorkbook, inWorkbook, parse, type RouteContext } from '../../edge/context.ts';
import { sendRefusal } from '../../edge/problem.ts';

export function refusedDraftRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, now } = context;
  /** Drafts that are being settled. */
  const settling = new Set<string>();

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

  app.post('/api/workbooks/:id/refused-drafts/:draft/settle', async (request, reply) => {
    const here = await inWorkbook(context, request, reply);
    const body = here && parse(settleRequestSchema, request.body, reply);
    if (here === undefined || body === undefined) return reply;
    const { workbook, actor } = here;
    const { draft: id } = request.params as { draft: string };
    // Two at once would both believe that it is theirs: one writes it while the other tells its author that nobody will.
    if (settling.has(id)) return sendRefusal(reply, refuse('already-so'));
    settling.add(id);
    try {
      const draft = await store.refusedDraft(workbook.id, id);
      if (draft === undefined || !maySeeDraft(workbook.state, actor, draft)) {
        return sendRefusal(reply, refuse('not-found'));
      }
      const refusal = await settle(context, here, draft, body);
      if (refusal !== undefined) return sendRefusal(reply, refusal);
      tellOfDraft(workbook, draft);
    } finally {
      settling.delete(id);
    }
    const settled: SettledView = { id, how: body.how };
    return settled;
  });
}

/** Writes what is taken over, then notes what became of the draft; why not, where it is refused. */
async function settle(
  { store, now }: RouteContext,
  { workbook, actor }: InWorkbook,
  draft: RefusedDraftRow,
  { how, word }: z.infer<typeof settleRequestSchema>,
): Promise<Refusal | undefined> {
  if (draft.settledAt !== null) return refuse('already-so');
  if (how === 'take-over') {
    // An ordinary edit of who takes over, through the gate; only what was taken is settled.
    const takesOver = isOthersProposal(actor, draft) ? { takesOver: true as const } : {};
    const by = { person: actor.person, door: 'api' as const, ...takesOver };
    const written = await writeCells(workbook, by, [[draft.cell, draft.text]]);
    if (!written.ok) return written.refusal;
  }
  const settled = { by: actor.person, at: now(), how, word };
  return (await store.settleRefusedDraft(draft.id, settled)) ? undefined : refuse('already-so');
}

/** Settled proposals that their author is shown: those of some weeks. */
const SETTLED_SHOWN_MAX = 100;

/** The author of no draft: whoever may see theirs may see everybody's. */
const NOBODY = '' as PersonId;
