/**
 * Cells in bulk and results, for programs. What is written here passes the same gate and the same rights as a
 * keystroke.
 */
import { pointName } from '@tallystick/catalogue/catalogue';
import { computeAll } from '@tallystick/domain/formula/compute';
import type { CellId, PersonId } from '@tallystick/domain/cells/ids';
import type { Refusal } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import { meantTexts } from '@tallystick/domain/cells/typed/plain-value';
import { contentPrint } from '@tallystick/domain/nouns/verdict-content';
import {
  type CellsChange,
  type CellsChanged,
  cellsChangedSchema,
  cellsChangeSchema,
  type CellsPage,
  cellsPageSchema,
  type RefusedCell,
  type ResultsView,
  resultsViewSchema,
} from '@tallystick/protocol/cells';
import type { FastifyInstance } from 'fastify';
import { writeCells } from '../../workbook/cell-writer.ts';
import { contentsNow } from '../../workbook/contents-now.ts';
import { member } from '../../edge/access.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { type HttpAnswer, refusedAnswer } from '../../edge/idempotency.ts';
import { json, keyed } from '../../edge/operation.ts';
import { cellPage } from '../../edge/page.ts';
import { problemOf } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

export function cellRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/cells',
      tag: 'cells',
      summary: 'Cells, page by page',
      access: member('read-room'),
      query: cellPage,
      tagged: true,
      answers: { 200: json('Cells with a text, by id.', cellsPageSchema) },
    },
    async ({ entered, query }) => await pageOf(context, entered, query),
  );

  serve(
    at,
    {
      method: 'patch',
      path: '/api/workbooks/:id/cells',
      tag: 'cells',
      summary: 'Set cells',
      about:
        'Through the same gate and rights as typing them. Whole or not at all, unless `mode` is `each`. A refusal names each cell under `refused`.',
      access: member('read-room'),
      headers: keyed,
      body: cellsChangeSchema,
      example: {
        cells: { 'water_supply_loss.value:source': 'Meters of 2026' },
        mode: 'each',
      },
      answers: { 200: json('What was taken.', cellsChangedSchema) },
    },
    async ({ entered, body, request, reply }) => {
      const { person } = entered.actor;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      return await context.idempotency.once({ request, reply, person }, () =>
        change(entered, body, gone.signal),
      );
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/results',
      tag: 'cells',
      summary: 'The results of all data points',
      access: member('read-room'),
      tagged: true,
      answers: { 200: json('As computed now.', resultsViewSchema) },
    },
    async ({ entered }) => resultsOf(context, entered),
  );
}

async function pageOf(
  context: RouteContext,
  { workbook }: InWorkbook,
  page: { after: string; limit: number },
): Promise<CellsPage> {
  const { head } = workbook;
  const all = await context.store.cells(workbook.id);
  const catalogue = context.deps.catalogueOf(workbook.state.edition);
  const values = meantTexts(catalogue, new Map(all.map(({ cell, text }) => [cell, text])));
  const rows = all
    .filter((row) => row.cell > page.after)
    .sort((a, b) => (a.cell < b.cell ? -1 : 1));
  const shown = rows.slice(0, page.limit);
  const names = await context.deps.names(shown.map((row) => row.by));
  const named = (person: PersonId) => ({ person, name: names.get(person) ?? '' });
  return {
    workbook: workbook.id,
    head,
    cells: shown.map(({ cell, text, number, by, at }) => ({
      cell,
      text,
      ...(values.has(cell) ? { value: values.get(cell) ?? null } : {}),
      number,
      by: named(by),
      at,
    })),
    next: rows.length > shown.length ? (shown.at(-1)?.cell ?? null) : null,
  };
}

/** Writes cells as one edit. They are judged when they are decided, each by itself, so that each is answered. */
async function change(
  { workbook, actor, session }: InWorkbook,
  { cells, mode = 'all', seen = {} }: CellsChange,
  gone: AbortSignal,
): Promise<HttpAnswer> {
  const wanted = Object.entries(cells) as [CellId, string | null][];
  const door = session.token === undefined ? 'page' : 'api';
  const known = new Map(Object.entries(seen));
  const by = { person: actor.person, door, mode, seen: known, gone } as const;
  const written = await writeCells(workbook, by, wanted);
  const refused = [...written.refused].map(([cell, refusal]) => refusedCell(cell, refusal));
  if (!written.ok) {
    const answer = refusedAnswer(written.refusal);
    return refused.length === 0 ? answer : withCells(answer, refused);
  }
  const saved = wanted.map(([cell]) => cell).filter((cell) => !written.refused.has(cell));
  const body: CellsChanged = { head: written.number, saved, refused };
  return { status: 200, body, changed: saved.length > 0 };
}

/** RFC 9457 lets a problem say more: which cells, and why each. */
function withCells(answer: HttpAnswer, refused: RefusedCell[]): HttpAnswer {
  return { ...answer, body: { ...(answer.body as object), refused } };
}

function refusedCell(cell: CellId, refusal: Refusal): RefusedCell {
  const { code, title, detail, fact } = problemOf(refusal);
  const said = detail === undefined ? {} : { detail };
  return { cell, code, title, ...said, ...(fact === undefined ? {} : { fact }) };
}

function resultsOf(context: RouteContext, { workbook, actor }: InWorkbook): ResultsView {
  const { state } = workbook;
  const catalogue = context.deps.catalogueOf(state.edition);
  const cells: ReadonlyMap<string, string> = workbook.room.cells();
  const results = computeAll(catalogue, (cell) => cells.get(cell));
  const verifies = may(actor, 'verify', { state }) === undefined;
  const contentNow = contentsNow(workbook, catalogue);
  const lines = catalogue.dataPoints.flatMap((point) => {
    const result = results.get(point.row as never);
    if (result === undefined) return [];
    const { status, source, text, decimal, unit, trace, warnings } = result;
    const missing = result.missing.map(({ cell }) => cell);
    const about = { row: point.row, kpi: point.kpi.id, name: pointName(point) };
    const line = { ...about, status, source, text, decimal, unit, missing, trace, warnings };
    const content = verifies ? contentNow(result.row) : undefined;
    return [content ? { ...line, content: contentPrint(content) } : line];
  });
  return {
    workbook: workbook.id,
    head: workbook.head,
    reported: lines.filter((line) => line.status === 'reported').length,
    total: lines.length,
    results: lines,
  };
}
