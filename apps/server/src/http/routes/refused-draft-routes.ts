/** Refused drafts: the list, and settling one by taking it over or discarding it. */
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import {
  refusedDraftsQuerySchema,
  refusedDraftsViewSchema,
  settledViewSchema,
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
import { member } from '../../edge/access.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

export function refusedDraftRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, now } = context;
  settleRoute(app, context);

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/workbooks/:id/refused-drafts',
      tag: 'history',
      summary: 'Values that were refused and kept',
      about: 'Their author sees them, the coordinator and the head.',
      access: member('read-room'),
      query: refusedDraftsQuerySchema,
      answers: { 200: json('The drafts, newest first.', refusedDraftsViewSchema) },
    },
    async ({ entered: { workbook, actor }, query }) => {
      const { state } = workbook;
      const ofCell = query.cell === undefined ? {} : { cell: query.cell as CellId };
      const rows = await store.refusedDrafts(workbook.id, {
        open: true,
        limit: REFUSED_DRAFTS_READ_MAX,
        ...ofCell,
        ...(maySeeDraft(state, actor, { by: NOBODY }) ? {} : { by: actor.person }),
      });
      const seen = rows.filter((row) => maySeeDraft(state, actor, row));
      const mine = await store.refusedDrafts(workbook.id, {
        by: actor.person,
        open: false,
        handedIn: true,
        limit: SETTLED_SHOWN_MAX,
        ...ofCell,
      });
      const people = [...seen.map((row) => row.by), ...mine.map((row) => row.settledBy ?? row.by)];
      const names = await deps.names([...new Set(people)]);
      const catalogue = deps.catalogueOf(state.edition);
      const at = { actor, state, catalogue, now: now() };
      return {
        drafts: seen.map((row) => presentDraft(row, at, names)),
        settled: mine.flatMap((row) => presentSettled(row, names) ?? []),
      };
    },
  );
}

function settleRoute(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  /** Drafts that are being settled. */
  const settling = new Set<string>();

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/refused-drafts/:draft/settle',
      tag: 'history',
      summary: 'Take a refused value over, or discard it',
      access: member(null),
      body: settleRequestSchema,
      example: { how: 'discard', word: 'The figure of 2025 stands.' },
      answers: { 200: json('What was settled.', settledViewSchema) },
    },
    async ({ entered: here, params: { draft: id }, body, reply }) => {
      const { workbook, actor } = here;
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
      return { id, how: body.how };
    },
  );
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
