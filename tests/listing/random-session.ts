/**
 * A random life of two workbooks: figures and formulas, marks, entities, locks, reopenings, verdicts, releases, consent,
 * archiving, deletion. After every few steps the list of each person is held against the opened workbooks.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type { Command } from '@tallystick/domain/commands';
import { computeRow } from '@tallystick/domain/formula/compute';
import {
  type CellId,
  cellId,
  type CommandId,
  type EntityId,
  type PersonId,
  type RowId,
} from '@tallystick/domain/cells/ids';
import { ROLES } from '@tallystick/domain/roles';
import { writeCells } from '@tallystick/server/workbook/cell-writer';
import { type Deps, SYSTEM } from '@tallystick/server/workbook/deps';
import type { LiveWorkbook } from '@tallystick/server/workbook/live-workbook';
import { openWorkbook } from '@tallystick/server/workbook/open-workbook';
import { presentLine } from '@tallystick/server/present/present-line';
import { Registry } from '@tallystick/server/workbook/registry';
import type { Store } from '@tallystick/store/port';
import type { Random } from '../ledger/seeded-random.ts';
import { depsOver } from '../process/prepared-workbook.ts';
import { openedLine } from './opened-line.ts';

const catalogue = loadCatalogue();
/** Some rows of both sheets, among them those that others are computed from. */
const ROWS = [
  ...catalogue.profile.map(({ row }) => row),
  ...catalogue.dataPoints.filter((_, i) => i % 9 === 0).map(({ row }) => row),
].map((row) => row as RowId);
const POINT = ROWS.at(-1) as RowId;
const ENTITIES = ['e_1', 'e_2', 'e_3', 'e_4', 'e_5', 'e_6'] as EntityId[];
/** Of each role one, a second head, who confirms deletions, and a second contributor. */
const PEOPLE = [...ROLES, 'head', 'contributor'].map((role, i) => ({
  role: role as (typeof ROLES)[number],
  person: `p_${role}_${i}` as PersonId,
}));
const personOf = (role: string, nth = 0): PersonId =>
  PEOPLE.filter((each) => each.role === role)[nth]?.person as PersonId;

type Step = { random: Random; workbook: LiveWorkbook; now: number };
type Deed = { as: PersonId; command: Command } | Map<CellId, string | null>;

export type SessionReport = {
  /** Steps that were carried out, by kind. */
  done: Map<string, number>;
  /** Lines that were compared. */
  compared: number;
  /** Each line that differs, with what the opened workbook says. */
  differing: string[];
};

export class RandomSession {
  readonly #store: Store;
  readonly #deps: Deps;
  readonly #registry: Registry;
  readonly #random: Random;
  readonly #report: SessionReport = { done: new Map(), compared: 0, differing: [] };
  #now = 1_700_000_000_000;
  #serial = 0;

  constructor(store: Store, random: Random) {
    this.#store = store;
    this.#random = random;
    this.#deps = depsOver(store, () => this.#now);
    this.#registry = new Registry(this.#deps);
  }

  /** Plays it and compares; the store is left as it then is. */
  async play(steps: number): Promise<SessionReport> {
    const ids = [await this.#begin('Hereham'), await this.#begin('Thereby')];
    for (let step = 0; step < steps; step++) {
      const id = ids[this.#random.below(ids.length)] as (typeof ids)[number];
      const workbook = await this.#registry.get(id);
      if (workbook === undefined) throw new Error(`${id} is gone`);
      await this.#do(workbook);
      if (step % 4 === 0) await this.#compare(ids);
    }
    await this.#compare(ids);
    await this.#delete(ids[0] as (typeof ids)[number]);
    await this.#compare(ids.slice(1));
    await this.#registry.close();
    return this.#report;
  }

  async #begin(city: string) {
    const opening = { city, title: '2026', due: null };
    const { workbook: id } = await openWorkbook(
      { store: this.#store, registry: this.#registry, now: () => this.#now },
      SYSTEM,
      opening,
    );
    const workbook = (await this.#registry.get(id)) as LiveWorkbook;
    const [entity] = ENTITIES as [EntityId];
    const add = ({ person, role }: (typeof PEOPLE)[number]) => {
      const of = role === 'contributor' ? entity : null;
      return this.#must(workbook, SYSTEM, { type: 'add-member', person, role, entity: of });
    };
    const heads = PEOPLE.filter(({ role }) => role === 'head');
    for (const head of heads) await add(head);
    for (const each of ENTITIES.slice(0, 4))
      await this.#must(workbook, personOf('head'), {
        type: 'add-entity',
        entity: each,
        name: each,
      });
    for (const other of PEOPLE.filter((each) => !heads.includes(each))) await add(other);
    await this.#must(workbook, personOf('auditor'), { type: 'declare-interest', conflict: '' });
    // Something to verify from the beginning.
    const by = { person: personOf('coordinator'), door: 'api' } as const;
    await writeCells(workbook, by, [[cellId(POINT, 'override'), '7']]);
    return id;
  }

  async #must(workbook: LiveWorkbook, person: PersonId, command: Command): Promise<void> {
    if (!(await this.#command(workbook, person, command)))
      throw new Error(`${command.type} was refused`);
  }

  async #command(workbook: LiveWorkbook, person: PersonId, command: Command): Promise<boolean> {
    const id = `c_${this.#serial++}` as CommandId;
    const admin = person === SYSTEM;
    const outcome = await workbook.command({ person, admin, id, command, door: 'api' });
    return outcome.ok;
  }

  async #do(workbook: LiveWorkbook): Promise<void> {
    this.#now += 1_000;
    const step = { random: this.#random, workbook, now: this.#now };
    const deed = deedOf(step);
    const name = nameOf(deed);
    const isDone =
      deed instanceof Map
        ? (
            await writeCells(
              workbook,
              { person: personOf('coordinator'), door: 'api', mode: 'each' },
              deed,
            )
          ).ok
        : await this.#command(workbook, deed.as, deed.command);
    if (isDone) this.#report.done.set(name, (this.#report.done.get(name) ?? 0) + 1);
  }

  async #compare(ids: Parameters<Registry['get']>[0][]): Promise<void> {
    for (const { person } of PEOPLE) {
      const rows = await this.#store.listing(person);
      const listed = rows.map((row) => presentLine(row, this.#deps.catalogueOf(row.edition)));
      const opened = [];
      for (const id of ids.toSorted()) {
        const workbook = (await this.#registry.get(id)) as LiveWorkbook;
        const line = openedLine(this.#deps, workbook, person);
        if (line !== undefined) opened.push(line);
      }
      this.#report.compared += opened.length;
      const is = JSON.stringify(listed);
      const wanted = JSON.stringify(opened);
      if (is !== wanted) this.#report.differing.push(`${person}\n  ${is}\n  ${wanted}`);
    }
  }

  /** By two people, after it was archived. */
  async #delete(id: Parameters<Registry['get']>[0]): Promise<void> {
    const workbook = (await this.#registry.get(id)) as LiveWorkbook;
    const [one, two] = [personOf('head'), personOf('head', 1)];
    await this.#command(workbook, one, { type: 'archive', reason: 'It is over.' });
    await this.#command(workbook, one, { type: 'ask-deletion', reason: 'It is over.' });
    const asked = workbook.state.deletion?.number ?? 0;
    const { city } = workbook.state;
    await this.#must(workbook, two, { type: 'delete', asked, city });
  }
}

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)] as T;

function nameOf(deed: Deed): string {
  if (deed instanceof Map) return 'edit';
  const { command } = deed;
  return command.type === 'mark-rows' ? `mark ${command.as}` : command.type;
}

/** What somebody does next; much of it is refused, as the workbook stands. */
function deedOf(step: Step): Deed {
  const { random, workbook } = step;
  const head = personOf('head');
  // While it is archived or locked little else can be done.
  if (workbook.state.archived !== null && random.below(2) === 0)
    return { as: head, command: { type: 'unarchive' } };
  if (workbook.state.locked && random.below(8) === 0)
    return { as: head, command: { type: 'unlock', reason: 'A figure is missing.' } };
  const kind = random.below(20);
  if (kind < 3) return chained(step);
  if (kind < 8) return edited(step);
  if (kind < 12) return marked(step);
  if (kind < 15) return setUp(step);
  return judged(step);
}

/** A figure, a result that is it by a formula, and one that leads there by the first: what one empties, all lose. */
const CHAIN: [CellId, string][] = (() => {
  const [first, second] = ROWS.filter((row) => row !== POINT)
    .slice(-2)
    .map((row) => cellId(row, 'override')) as [CellId, CellId];
  const [row] = first.split(':');
  return [
    [cellId('city.population', 'value'), '1000'],
    [first, '=population'],
    [second, `=${row}.override`],
  ];
})();

function chained({ random }: Step): Deed {
  const [cell, text] = pick(random, CHAIN);
  return new Map([[cell, random.below(3) === 0 ? null : text]]);
}

/** Single cells of any sort, or all that a row needs; emptied now and then. */
function edited({ random }: Step): Deed {
  const row = pick(random, ROWS);
  const specs = rowSpecs(catalogue, row);
  const whole = random.below(2) === 0;
  const chosen = whole ? specs : [pick(random, specs)];
  const texts: [CellId, string | null][] = chosen
    .filter(({ column }) => !whole || column !== 'override')
    .map(({ cell, kind, column, choices }) => {
      if (random.below(6) === 0) return [cell, null];
      if (kind === 'yes-no') return [cell, pick(random, ['yes', 'no'])];
      if (kind === 'choice') return [cell, pick(random, choices ?? [''])];
      if (kind === 'year') return [cell, '2024'];
      if (kind === 'unit') return [cell, 'EUR'];
      if (kind === 'text') return [cell, `Register ${random.below(9)}`];
      const figures = ['40', '12', '0', '=population / 2', '=1 / 0', '=nobody', '=households'];
      return [cell, pick(random, column === 'override' ? ['7', '=population'] : figures)];
    });
  return new Map(texts);
}

function marked({ random, workbook }: Step): Deed {
  const open = ROWS.filter(() => random.below(4) === 0);
  const rows = open.length === 0 ? [pick(random, ROWS)] : open;
  const as = pick(random, ['ready', 'ready', 'not-available', 'in-progress'] as const);
  const reason = as === 'not-available' ? { reason: 'Nobody counts them.' } : {};
  // One that fits the row is likelier to be taken.
  const read = (cell: CellId) => workbook.room.cells().get(cell);
  const fitting = rows.filter((row) => {
    const isPoint = catalogue.rows.get(row)?.kind === 'data-point';
    return isPoint && computeRow(catalogue, row, read).status === 'reported';
  });
  const chosen = as === 'ready' && fitting.length > 0 ? [pick(random, fitting)] : rows.slice(0, 1);
  return {
    as: personOf('coordinator'),
    command: { type: 'mark-rows', rows: chosen, as, ...reason },
  };
}

function setUp({ random, now }: Step): Deed {
  const as = personOf('head');
  const entity = pick(random, ENTITIES);
  const rows = ROWS.filter(() => random.below(3) === 0);
  const commands: Command[] = [
    { type: 'add-entity', entity, name: `Entity ${random.below(99)}` },
    { type: 'rename-entity', entity, name: `Entity ${random.below(99)}` },
    { type: 'merge-entities', entity, into: pick(random, ENTITIES) },
    { type: 'remove-entity', entity },
    { type: 'assign-rows', rows, entity: random.below(5) === 0 ? null : entity },
    { type: 'assign-rows', rows, entity },
    {
      type: 'change-member',
      person: personOf('contributor', random.below(2)),
      role: 'contributor',
      entity,
    },
    {
      type: 'correct-workbook',
      city: `City ${random.below(9)}`,
      title: `Title ${random.below(9)}`,
      due: random.below(2) === 0 ? null : now + 86_400_000,
      zone: pick(random, [null, 'Africa/Cairo', 'Europe/Oslo']),
    },
    { type: 'remove-member', person: personOf('contributor', 1) },
    {
      type: 'add-member',
      person: personOf('contributor', 1),
      role: 'contributor',
      entity,
    },
  ];
  return { as, command: pick(random, commands) };
}

/** A comment or a reply by the city, and the end of one or its return. */
function threads({ random, workbook }: Step): { as: PersonId; command: Command }[] {
  const comments = [...workbook.state.comments.values()];
  const cell = cellId(POINT, 'override');
  const as = personOf('auditor');
  const said = { type: 'comment', cell, text: 'So it is.', audience: 'members' } as const;
  const found = comments.length === 0 ? undefined : pick(random, comments);
  if (found === undefined) return [{ as: personOf('head'), command: { ...said, parent: null } }];
  return [
    { as: personOf('head'), command: { ...said, parent: null } },
    { as, command: { ...said, cell: found.cell, audience: found.audience, parent: found.id } },
    { as, command: { type: 'resolve-comment', comment: found.id } },
    { as, command: { type: 'resolve-comment', comment: found.id } },
    { as, command: { type: 'reopen-comment', comment: found.id } },
  ];
}

function judged(step: Step): Deed {
  const { random, workbook, now } = step;
  const { submissions, reopened } = workbook.state;
  const row = pick(random, ROWS);
  const submission = submissions.length === 0 ? 1 : 1 + random.below(submissions.length);
  const head = personOf('head');
  const auditor = personOf('auditor');
  const cell = rowSpecs(catalogue, row)[0]?.cell as CellId;
  const read = (each: CellId) => workbook.room.cells().get(each);
  const result = computeRow(catalogue, POINT, read).text;
  const deeds: { as: PersonId; command: Command }[] = [
    { as: head, command: { type: 'lock' } },
    { as: head, command: { type: 'lock' } },
    {
      as: head,
      command: {
        type: 'reopen-cells',
        cells: [],
        rows: [row],
        reason: 'Typed wrong.',
        until: now + 86_400_000,
      },
    },
    { as: head, command: { type: 'end-reopening', reopening: reopened[0]?.number ?? 0 } },
    ...threads(step),
    {
      as: auditor,
      command: { type: 'comment', cell, parent: null, text: 'Where from?', audience: 'audit' },
    },
    { as: auditor, command: { type: 'verify', row: POINT, verdict: 'yes', result, note: 'Seen.' } },
    { as: auditor, command: { type: 'verify', row: POINT, verdict: 'no', result, note: 'Seen.' } },
    { as: auditor, command: { type: 'release-verification' } },
    {
      as: head,
      command: { type: 'consent', submission, to: pick(random, ['results', 'figures']) },
    },
    { as: head, command: { type: 'consent', submission, to: 'figures' } },
    { as: head, command: { type: 'withdraw-consent', submission } },
    { as: head, command: { type: 'archive', reason: 'A pause.' } },
  ];
  return pick(random, deeds);
}
