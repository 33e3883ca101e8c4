/** Workbooks: the list, one of them, its commands, the last change of a cell. */
import { nounOfCommand } from '@tallystick/domain/nouns/nouns';
import { valueText } from '@tallystick/domain/formula/cell-formula';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import type { Command } from '@tallystick/domain/commands';
import { isFormula } from '@tallystick/domain/formula/formula-text';
import type { CellId, CommandId, PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { type Outcome, refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import {
  type CommandAnswer,
  commandAnswerSchema,
  commandRequestSchema,
  toCommand,
} from '@tallystick/protocol/commands';
import { INSTANT_MS_MAX, NAME_CHARS_MAX } from '@tallystick/protocol/limits';
import {
  type CellView,
  cellViewSchema,
  workbooksViewSchema,
  workbookViewSchema,
} from '@tallystick/protocol/views';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Asked } from '../../workbook/command.ts';
import type { LiveWorkbook } from '../../workbook/live-workbook.ts';
import { openWorkbook, openingRefusal } from '../../workbook/open-workbook.ts';
import { rulingsElsewhere } from '../../workbook/rulings.ts';
import { workbookView } from '../../workbook/workbook-view.ts';
import { caller, callerInPerson, member } from '../../edge/access.ts';
import { needsPassword } from '../../edge/password-again.ts';
import type { InWorkbook, RouteContext } from '../../edge/context.ts';
import { refusedAnswer } from '../../edge/idempotency.ts';
import { json, keyed } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';
import { presentLine } from '../../present/present-line.ts';

const opening = z.strictObject({
  city: z.string().trim().min(1).max(NAME_CHARS_MAX),
  title: z.string().trim().min(1).max(NAME_CHARS_MAX),
  due: z.int().min(0).max(INSTANT_MS_MAX).nullable(),
  zone: z
    .string()
    .max(NAME_CHARS_MAX)
    .nullable()
    .default(null)
    .describe('Time zone of the city by name, `Africa/Cairo`.'),
  coordinate: z
    .boolean()
    .default(false)
    .describe('Makes whoever opens it its coordinator. Without it the workbook has no member yet.'),
});

export function workbookRoutes(app: FastifyInstance, context: RouteContext): void {
  listRoutes(app, context);
  oneRoutes(app, context);
  commandRoute(app, context);
}

function listRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks',
      tag: 'workbooks',
      summary: 'The workbooks one is a member of',
      access: caller,
      tagged: true,
      answers: { 200: json('One line each.', workbooksViewSchema) },
    },
    async ({ entered: { person: me, token } }) => {
      const only = token?.workbook ?? null;
      const rows = (await context.store.listing(me.person)).filter(
        ({ workbook }) => only === null || workbook === only,
      );
      const { catalogueOf } = context.deps;
      return { workbooks: rows.map((row) => presentLine(row, catalogueOf(row.edition))) };
    },
  );

  serve(
    at,
    {
      method: 'post',
      path: '/api/workbooks',
      tag: 'workbooks',
      summary: 'Open a workbook',
      about: 'Administrators, before a screen.',
      access: callerInPerson,
      body: opening,
      example: {
        city: 'Hookham',
        title: '2027',
        due: null,
        zone: 'Africa/Cairo',
        coordinate: true,
      },
      answers: { 200: json('Its id.', z.strictObject({ workbook: z.string() })) },
    },
    async ({ entered, body, reply }) => {
      if (!entered.person.admin) return sendRefusal(reply, refuse('not-your-role'));
      const { person } = entered.person;
      const refusal = openingRefusal(body);
      if (refusal !== undefined) return sendRefusal(reply, refusal);
      const { coordinate, ...heading } = body;
      const made = await openWorkbook(context, person, heading);
      if (coordinate) await addFirstCoordinator(context, made.workbook, person);
      return made;
    },
  );
}

function oneRoutes(app: FastifyInstance, context: RouteContext): void {
  const at = { app, context };

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id',
      tag: 'workbooks',
      summary: 'A workbook as the own role sees it',
      about: 'All but the cells, which are under /cells.',
      access: member(null),
      tagged: true,
      answers: { 200: json('The workbook.', workbookViewSchema) },
    },
    async ({ entered: { workbook, actor }, reply }) => {
      if (actor.role === null) return sendRefusal(reply, refuse('not-found'));
      return await workbookView(context.deps, { workbook, actor });
    },
  );

  serve(
    at,
    {
      method: 'get',
      path: '/api/workbooks/:id/cells/:cell',
      tag: 'cells',
      summary: 'The last change of a cell',
      access: member('read-room'),
      tagged: true,
      answers: { 200: json('The cell.', cellViewSchema) },
    },
    async ({ entered, params }) => await cellView(context, entered.workbook, params.cell),
  );
}

function commandRoute(app: FastifyInstance, context: RouteContext): void {
  serve(
    { app, context },
    {
      method: 'post',
      path: '/api/workbooks/:id/commands',
      tag: 'workbooks',
      summary: 'Carry out a command',
      about:
        'Everything that is not a cell. `id` is of your own making; the same id is carried out once.',
      access: member(null),
      headers: keyed,
      body: commandRequestSchema,
      example: {
        id: 'c_7hq2m4',
        command: { type: 'unlock', reason: 'The figure of 2026 was typed for 2025.' },
      },
      answers: { 200: json('Number of its entry.', commandAnswerSchema) },
    },
    async ({ entered: here, body, request, reply }) => {
      const { person, admin } = here.actor;
      const isByProgram = here.session.token !== undefined;
      const { byToken, isSigned, isHighStakes } = nounOfCommand(body.command.type);
      if (isByProgram && !byToken) return sendRefusal(reply, refuse('token-scope'));
      // Before the key is kept: the same request is sent again once the password was typed.
      if (isHighStakes && (await needsPassword(context, here.session)))
        return sendRefusal(reply, refuse('password-needed'));
      return await context.idempotency.once({ request, reply, person }, async () => {
        const command = toCommand(body.command);
        const id = body.id as CommandId;
        if (await namesNobody(context, here, command))
          return refusedAnswer(refuse('unknown-person'));
        const outcome = await carryOut(context, here, { person, admin, id, command, door: 'api' });
        if (!outcome.ok) return refusedAnswer(outcome.refusal);
        if (isSigned) await context.checkpoints.signHead(context.deps.log);
        return { status: 200, body: outcome.value };
      });
    },
  );
}

/** A release takes its texts from the journal of the audit side, which notes afterwards that it was done. */
async function carryOut(
  { desks, store }: RouteContext,
  { workbook, actor }: InWorkbook,
  asked: Asked,
): Promise<Outcome<CommandAnswer>> {
  const { type } = asked.command;
  if (type === 'mark-rows') return await markRows(workbook, asked);
  if (type === 'join-clarification' || type === 'acknowledge-ruling') {
    const { edition } = workbook.state;
    const elsewhere = await rulingsElsewhere(store, { edition, of: workbook.id });
    const rulings = new Map(elsewhere.map((each) => [each.id, each]));
    return await workbook.command({ ...asked, rulings });
  }
  if (type !== 'release-findings' && type !== 'withdraw-finding')
    return await workbook.command(asked);
  const desk = await desks.of(workbook);
  const outcome = await workbook.command({ ...asked, findings: await desk.chosen(actor) });
  if (outcome.ok) await desk.follow();
  return outcome;
}

/** What is said of the last row of a reopening ends it: whoever said it is who ended it. */
async function markRows(workbook: LiveWorkbook, asked: Asked): Promise<Outcome<CommandAnswer>> {
  const outcome = await workbook.command(asked);
  if (!outcome.ok || !workbook.state.locked) return outcome;
  for (const { number, ended } of workbook.state.reopened) {
    if (ended !== null) continue;
    // Refused while a row is left.
    await workbook.command({
      ...asked,
      id: `ended-${outcome.value.number}-${number}` as CommandId,
      command: { type: 'end-reopening', reopening: number },
      door: 'system',
    });
  }
  return outcome;
}

/** Whether somebody is to become a member who is not known here. Who may not add members is not told. */
async function namesNobody(
  { store }: RouteContext,
  { actor, workbook }: InWorkbook,
  command: Command,
): Promise<boolean> {
  if (command.type !== 'add-member') return false;
  if (may(actor, 'manage-members', { state: workbook.state }) !== undefined) return false;
  return (await store.person(command.person)) === undefined;
}

async function cellView(
  context: RouteContext,
  workbook: LiveWorkbook,
  cell: string,
): Promise<CellView> {
  const row = await context.store.cell(workbook.id, cell as CellId);
  if (row === undefined) return { cell, text: null, number: null, by: null, at: null };
  const name = (await context.deps.names([row.by])).get(row.by) ?? '';
  const catalogue = context.deps.catalogueOf(workbook.state.edition);
  const { texts } = workbook.room.index;
  // The store is a moment behind the room at most; the text told is the one whose value is told.
  const read = (each: CellId) => (each === cell ? row.text : texts.get(each));
  const spec = cellSpec(catalogue, cell);
  const value =
    spec !== undefined && isFormula(spec, row.text)
      ? { value: valueText(catalogue, cell, read) ?? null }
      : {};
  const by = { person: row.by, name };
  return { cell, text: row.text, ...value, number: row.number, by, at: row.at };
}

/** Who makes a workbook and wants to lead it is its first member. */
async function addFirstCoordinator(
  context: RouteContext,
  workbook: WorkbookId,
  person: PersonId,
): Promise<void> {
  const made = await context.registry.get(workbook);
  const outcome = await made?.command({
    person,
    admin: true,
    id: `first-${workbook}` as CommandId,
    command: { type: 'add-member', person, role: 'coordinator', entity: null },
    door: 'api',
  });
  if (!outcome?.ok) throw new Error('the first coordinator was not added');
}
