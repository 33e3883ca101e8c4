/**
 * Handing a refused value in as a proposal. It is the one way by which a value that was refused to a page comes to the
 * server.
 */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { readCell } from '@tallystick/domain/cells/cell-text';
import type { CellId } from '@tallystick/domain/cells/ids';
import { isRefusalCode, type Refusal, type RefusalCode, refuse } from '@tallystick/domain/refusals';
import {
  proposalRequestSchema,
  refusedDraftViewSchema,
} from '@tallystick/protocol/views-refused-drafts';
import type { FastifyInstance } from 'fastify';
import { presentDraft } from '../../workbook/present-refused-drafts.ts';
import { draftIdOf, tellOfDraft } from '../../workbook/refused-drafts.ts';
import { member } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { json } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

export function proposalRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, deps, now } = context;

  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/refused-drafts',
      tag: 'history',
      summary: 'Hand a refused value in as a proposal',
      about:
        'The coordinator and the head see it at its cell; its author is told what became of it.',
      access: member('propose'),
      body: proposalRequestSchema,
      example: {
        cell: 'water_supply_loss.value:source',
        text: 'Meters of 2026',
        code: 'locked',
        note: 'The year was wrong.',
      },
      answers: { 200: json('The proposal.', refusedDraftViewSchema) },
    },
    async ({ entered: { workbook, actor }, body, reply }) => {
      const { state } = workbook;
      const catalogue = deps.catalogueOf(state.edition);
      const refusal = cannotHold(body, catalogue) ?? unknownCode(body.code);
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
      tellOfDraft(workbook, draft);
      const names = await deps.names([actor.person]);
      return presentDraft(draft, { actor, state, catalogue, now: at }, names);
    },
  );
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
  return isRefusalCode(code) ? undefined : refuse('bad-request', 'code');
}
