/**
 * One random session from a seed: people edit one workbook over a bad network while the server restarts, locks and
 * unlocks; then all comes to rest.
 *
 * Only the seed decides: who acts, which message of which connection arrives next, when a commit goes through. Frames
 * keep their order within a connection, as TCP has it.
 */
import type { Command } from '@tallystick/domain/commands';
import type { CellId, CommandId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import type { Outcome } from '@tallystick/domain/refusals';
import type { Store } from '@tallystick/store/port';
import { type Random, randomFrom } from '../gate/random.ts';
import { Editor } from './editor.ts';
import { JournalMirror } from './journal-mirror.ts';
import { type Link, serverErrors, SimServer } from './sim-server.ts';
import type { View } from './surroundings.ts';
import type { Tally } from './tally.ts';
import {
  ENTITY,
  FIGURE_CELLS,
  HEAD,
  HOT_CELLS,
  HOT_ROWS,
  personRow,
  setUpWorkbook,
  TEXT_CELLS,
} from './workbook-setup.ts';
import type { PersonRow } from '@tallystick/store/rows';

/** Operations of each client. */
export const OPERATIONS = 100;
/** A session that needs more steps than this is not coming to rest. */
const STEPS_MAX = 200_000;

export type SessionOptions = {
  seed: number;
  store: Store;
  workbook: WorkbookId;
  tally: Tally;
  operations?: number;
};

type WaitingCommand = { id: CommandId; command: Command; asked: boolean; answered: number };
type Choice = { weight: number; act: () => void | Promise<void> };

export class Session {
  readonly mirror = new JournalMirror();
  readonly editors: Editor[] = [];
  readonly faults: string[] = [];
  readonly commands: WaitingCommand[] = [];
  readonly workbook: WorkbookId;
  readonly store: Store;
  readonly random: Random;
  readonly #tally: Tally;
  readonly #operations: number;
  readonly #left = new Map<Editor, number>();
  readonly #owners = new Map<Link, Editor>();
  server: SimServer;
  #clock = 0;
  #counter = 0;
  #steps = 0;

  constructor(options: SessionOptions) {
    this.random = randomFrom(options.seed);
    this.#tally = options.tally;
    this.#operations = options.operations ?? OPERATIONS;
    this.workbook = options.workbook;
    this.store = options.store;
    this.server = this.#newServer();
  }

  /** Milliseconds of a clock that moves on when it is looked at. */
  readonly now = (): number => ++this.#clock;

  async run(): Promise<void> {
    serverErrors.length = 0;
    await this.#setUp();
    for (const editor of this.editors) this.#left.set(editor, this.#operations);
    while ([...this.#left.values()].some((left) => left > 0)) await this.#step(this.#busy());
    for (const editor of this.editors) editor.wantsOffline = false;
    for (;;) {
      const choices = this.#quiet();
      if (choices.length === 0) break;
      await this.#step(choices);
      if (this.#steps > STEPS_MAX) {
        this.faults.push(`not at rest after ${STEPS_MAX} steps`);
        break;
      }
    }
    this.#tally.steps += this.#steps;
    for (const line of serverErrors) this.faults.push(`the server logged ${line.trim()}`);
  }

  #newServer(): SimServer {
    const { store, mirror, workbook, now } = this;
    return new SimServer({ store, mirror, now, workbook });
  }

  async #setUp(): Promise<void> {
    const random = this.random;
    const count = 2 + random.below(5);
    const people = Array.from({ length: count }, (_, i) => {
      // Now and then one person has two tabs open.
      const person = personRow(`p_${i > 0 && random.chance(0.15) ? i - 1 : i}`);
      const role =
        i > 0 && random.chance(0.4) ? ('contributor' as const) : ('coordinator' as const);
      return { person, role };
    });
    const members = people.filter(
      ({ person }, i) => people.findIndex((each) => each.person.person === person.person) === i,
    );
    await setUpWorkbook({ ...this, now: this.now }, members);
    const tally = this.#tally;
    for (const [i, { person }] of people.entries()) {
      const view = await this.#view(person);
      const editor: Editor = new Editor(
        { name: `tab ${i} of ${person.person}`, person, view, isPlain: random.chance(0.15) },
        {
          random,
          mirror: this.mirror,
          tally,
          fault: (text) => this.faults.push(text),
          connect: (who) => this.#connect(editor, who),
        },
      );
      this.editors.push(editor);
    }
  }

  #connect(editor: Editor, person: Editor['person']): Link | undefined {
    if (!this.server.open) return undefined;
    const link = this.server.connect(person);
    this.#owners.set(link, editor);
    return link;
  }

  async #view(person: PersonRow): Promise<View> {
    const { room, state } = await this.server.workbook();
    const member = state.members.get(person.person);
    const mine = [...state.assignments].filter(([, entity]) => entity === member?.entity);
    return {
      room: room.name,
      locked: state.locked,
      mine: member?.role === 'contributor' ? new Set(mine.map(([row]) => row)) : 'all',
    };
  }

  async #step(choices: Choice[]): Promise<void> {
    this.#steps++;
    let at = this.random.unit() * choices.reduce((sum, { weight }) => sum + weight, 0);
    const chosen = choices.find(({ weight }) => (at -= weight) < 0) ?? choices.at(-1);
    await chosen?.act();
  }

  /** What may happen while people are at work. */
  #busy(): Choice[] {
    const choices = this.#quiet();
    for (const editor of this.editors) {
      if ((this.#left.get(editor) ?? 0) > 0) {
        choices.push({ weight: 1, act: () => this.#operate(editor) });
      }
    }
    for (const link of this.server.links) {
      if (link.clientOpen) choices.push({ weight: 0.004, act: () => this.#cut(link) });
    }
    choices.push({ weight: 0.04, act: () => this.#newCommand() });
    choices.push({ weight: 0.004, act: () => this.#restart() });
    return choices;
  }

  /** What is still to be done when nobody acts any more: messages, commits, coming back. */
  #quiet(): Choice[] {
    const { server } = this;
    const choices: Choice[] = [];
    for (const link of server.links) {
      if (link.canReachServer) {
        choices.push({ weight: 2, act: () => this.#toServer(link) });
      }
      if (link.clientOpen && link.toClient.length > 0) {
        choices.push({ weight: 2, act: () => this.#toClient(link) });
      }
    }
    if (server.commitsWaiting > 0) {
      choices.push({
        weight: 2,
        act: async () => {
          await server.commit();
          await server.settle();
        },
      });
    }
    for (const editor of this.editors) {
      if (editor.link !== null) continue;
      const weight = editor.wantsOffline ? 0.03 : 0.5;
      choices.push({ weight, act: () => this.#comeBack(editor) });
    }
    for (const command of this.commands) {
      if (!command.asked) choices.push({ weight: 0.5, act: () => this.#ask(command) });
    }
    return choices;
  }

  async #toServer(link: Link): Promise<void> {
    // Several frames may arrive in one turn of the event loop.
    do link.deliverToServer();
    while (link.canReachServer && this.random.chance(0.3));
    await this.server.settle();
  }

  #toClient(link: Link): void {
    const editor = this.#owners.get(link);
    do {
      const delivery = link.toClient.shift();
      if (delivery !== undefined && editor?.link === link) editor.hear(delivery);
    } while (link.toClient.length > 0 && this.random.chance(0.6));
  }

  async #comeBack(editor: Editor): Promise<void> {
    editor.wantsOffline = false;
    if (editor.wantsView) editor.look(await this.#view(editor.person));
    editor.connect();
    this.#tally.reconnects++;
  }

  #cut(link: Link): void {
    const editor = this.#owners.get(link);
    link.cut();
    if (editor?.link === link) editor.disconnected();
    this.#tally.cuts++;
  }

  #operate(editor: Editor): void {
    const random = this.random;
    this.#left.set(editor, (this.#left.get(editor) ?? 0) - 1);
    const draw = random.unit();
    if (draw < 0.03) {
      editor.goOffline();
      this.#tally.offline++;
    } else if (draw < 0.06) {
      if (editor.resend()) this.#tally.resent++;
    } else if (draw < 0.12) this.#paste(editor);
    else if (draw < 0.15) this.#retype(editor);
    else if (draw < 0.17) this.#type(editor, [[random.pick(FIGURE_CELLS), 'no figure']]);
    else if (draw < 0.25) this.#type(editor, [[random.pick(HOT_CELLS), null]]);
    else if (draw < 0.3) this.#type(editor, [[random.pick(TEXT_CELLS), this.#text(editor)]]);
    else this.#type(editor, [[random.pick(HOT_CELLS), this.#text(editor)]]);
  }

  #type(editor: Editor, changes: [CellId, string | null][]): void {
    // Now and then a tab does not know what everybody else knows.
    this.#tally.typed += editor.type(changes, this.random.chance(0.03)).length;
  }

  #text(editor: Editor): string {
    return `${editor.person.person} wrote ${++this.#counter}`;
  }

  #paste(editor: Editor): void {
    const first = this.random.below(TEXT_CELLS.length);
    const cells = TEXT_CELLS.slice(first, first + 2 + this.random.below(30));
    this.#type(
      editor,
      cells.map((cell) => [cell, this.#text(editor)]),
    );
    this.#tally.pastes++;
  }

  /** Types what stood there earlier, as undoing does. */
  #retype(editor: Editor): void {
    const earlier = editor.log.filter(({ text }) => text !== null && text !== 'no figure');
    if (earlier.length === 0) return;
    const { cell, text } = this.random.pick(earlier);
    this.#type(editor, [[cell, text]]);
  }

  #newCommand(): void {
    const random = this.random;
    const id = `c_${this.workbook}_${this.commands.length}` as CommandId;
    const rows = HOT_ROWS.filter(() => random.chance(0.5));
    const cell = random.pick(HOT_CELLS);
    const draw = random.unit();
    const command: Command =
      draw < 0.2
        ? { type: 'lock' }
        : draw < 0.65
          ? { type: 'unlock', reason: 'A source is missing' }
          : draw < 0.85 && rows.length > 0
            ? { type: 'assign-rows', rows, entity: random.chance(0.6) ? ENTITY : null }
            : { type: 'comment', cell, parent: null, text: `note ${id}`, audience: 'members' };
    this.commands.push({ id, command, asked: false, answered: 0 });
  }

  /** Asks for a command; where the answer is lost with the server, it is asked again under the same id. */
  async #ask(waiting: WaitingCommand): Promise<void> {
    const { server } = this;
    waiting.asked = true;
    this.#tally.commands++;
    const workbook = await server.workbook();
    const { id, command } = waiting;
    const asked = { person: HEAD, admin: false, id, command, door: 'api' as const };
    const times = this.random.chance(0.3) ? 2 : 1;
    this.#tally.commandsRepeated += times - 1;
    for (let i = 0; i < times; i++) {
      workbook.command(asked).then(
        (outcome) => this.#answered(waiting, outcome),
        (error: unknown) => this.faults.push(`command ${id} was not answered: ${String(error)}`),
      );
    }
    await server.settle();
  }

  #answered(waiting: WaitingCommand, outcome: Outcome<CommandAnswer>): void {
    if (!outcome.ok) {
      if (outcome.refusal.code === 'unavailable') waiting.asked = false;
      else if (waiting.answered > 0) {
        this.faults.push(`${waiting.id} was done, then refused: ${outcome.refusal.code}`);
      }
      return;
    }
    const { number } = outcome.value;
    if (waiting.answered > 0 && waiting.answered !== number) {
      this.faults.push(`${waiting.id} was answered ${waiting.answered}, then ${number}`);
    }
    if (waiting.answered === 0) {
      if (waiting.command.type === 'lock') this.#tally.locks++;
      if (waiting.command.type === 'unlock') this.#tally.unlocks++;
    }
    waiting.answered = number;
  }

  async #restart(): Promise<void> {
    const { server } = this;
    if (this.random.chance(0.5)) {
      await server.stop();
      this.#tally.stops++;
    } else {
      const isWritten = server.commitsWaiting > 0 && this.random.chance(0.5);
      await server.crash(isWritten);
      this.#tally.crashes++;
      if (isWritten) this.#tally.crashesAfterWriting++;
      for (const command of this.commands) command.asked &&= command.answered > 0;
    }
    for (const editor of this.editors) {
      if (editor.link !== null) editor.disconnected();
    }
    this.#owners.clear();
    this.server = this.#newServer();
  }
}
