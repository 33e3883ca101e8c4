/**
 * The journal of the audit side at work: one thing at a time is decided, made durable, and only then folded and told. It
 * holds no room and no sockets; who is on the audit side is asked of the workbook's state at each decision.
 */
import type { AuditCommand } from '@tallystick/domain/audit/commands';
import { decideAudit, emptyAuditState, foldAudit } from '@tallystick/domain/audit/decide';
import type { AuditEntry } from '@tallystick/domain/audit/entry';
import { auditJournalOf } from '@tallystick/domain/audit/journal-id';
import { nounOfAuditCommand } from '@tallystick/domain/audit/nouns';
import type { AuditState } from '@tallystick/domain/audit/state';
import { toldAudit, toldItems } from '@tallystick/domain/audit/told';
import { versionOf, type VersionedItem, type VersionsOf } from '@tallystick/domain/audit/versions';
import { chosenFindings, type Releasable } from '@tallystick/domain/audit/finding';
import { followingOf } from '@tallystick/domain/audit/follow';
import type { AuditJournalId, CommandId, FindingId, PersonId } from '@tallystick/domain/cells/ids';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { type Actor, actorOf, may } from '@tallystick/domain/rights';
import type { AuditVersionsView, AuditView } from '@tallystick/protocol/audit/views';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import type { AuditAppendResult, AuditStore } from '@tallystick/store/port-audit';
import { drawSalt } from '../workbook/command.ts';
import type { Deps } from '../workbook/deps.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import { ENTRIES_PAGE } from '../service/limits.ts';

type AuditDeps = Pick<Deps, 'catalogueOf' | 'now' | 'log'> & { store: AuditStore };
type Beside = Pick<LiveWorkbook, 'id' | 'state' | 'tellAll'>;

export type AuditAsked = { person: PersonId; id: CommandId; command: AuditCommand };

export class AuditDesk {
  readonly #deps: AuditDeps;
  readonly #beside: Beside;
  readonly #journal: AuditJournalId;
  readonly #state: AuditState = emptyAuditState();
  #head = 0;
  /** What is asked waits for what was asked before it. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(deps: AuditDeps, beside: Beside) {
    this.#deps = deps;
    this.#beside = beside;
    this.#journal = auditJournalOf(beside.id);
  }

  static async open(deps: AuditDeps, beside: Beside): Promise<AuditDesk> {
    const desk = new AuditDesk(deps, beside);
    await desk.#catchUp();
    return desk;
  }

  /** Carries out a command once, however often it is asked under one id. */
  async command(asked: AuditAsked): Promise<Outcome<CommandAnswer>> {
    return await this.#inTurn(() => this.#carryOut(asked));
  }

  /** All of it for somebody of the audit side; undefined for anybody else. */
  async view(actor: Actor): Promise<AuditView | undefined> {
    return await this.#inTurn(async () => {
      await this.#follow();
      const told = toldAudit(this.#state, { workbook: this.#beside.state, actor });
      return told && { head: this.#head, ...told };
    });
  }

  /** All versions of one item, the oldest first, for somebody of the audit side; undefined for anybody else. */
  async versions(actor: Actor, of: VersionsOf): Promise<AuditVersionsView | undefined> {
    const { state: workbook } = this.#beside;
    if (may(actor, 'read-audit', { state: workbook }) !== undefined) return undefined;
    const state = emptyAuditState();
    const found: VersionedItem[] = [];
    for (let after = 0; ; ) {
      const range = { after, limit: ENTRIES_PAGE };
      const page = await this.#deps.store.auditEntries(this.#journal, range);
      const last = page.at(-1);
      if (last === undefined) break;
      for (const { entry } of page) found.push(...[versionOf(state, entry, of) ?? []].flat());
      after = last.entry.number;
    }
    return { papers: [], interviews: [], findings: [], [of.part]: toldItems(of.part, found) };
  }

  /** Findings that somebody of the audit side may give to the city now. */
  async chosen(actor: Actor): Promise<ReadonlyMap<FindingId, Releasable>> {
    const { state } = this.#beside;
    if (may(actor, 'read-audit', { state }) !== undefined) return new Map();
    return await this.#inTurn(async () => {
      await this.#follow();
      return chosenFindings(this.#state);
    });
  }

  /** Notes what the workbook's journal says of findings; whoever asks next would do it as well. */
  async follow(): Promise<void> {
    await this.#inTurn(() => this.#follow());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    // One that fails is its asker's; the next one goes on.
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #carryOut(asked: AuditAsked): Promise<Outcome<CommandAnswer>> {
    await this.#follow();
    for (;;) {
      const workbook = this.#beside.state;
      const now = this.#deps.now();
      const decided = decideAudit(this.#state, asked.command, {
        workbook,
        person: asked.person,
        now,
        command: asked.id,
        catalogue: this.#deps.catalogueOf(workbook.edition),
      });
      // Another process may know more.
      if (!decided.ok && (await this.#catchUp())) continue;
      // What refuses it may be the same command, carried out before.
      if (!decided.ok) return (await this.#doneBefore(asked)) ?? decided;
      const said = { at: now, by: asked.person, command: asked.id, event: decided.value };
      const result = await this.#append({ ...said, door: 'api' });
      if (result.ok) return yes({ number: result.head, head: result.head });
      if (result.why === 'repeated') return answerAgain(asked, result.entry);
      if (result.why === 'deleted') return no('not-found');
      if (result.why === 'unavailable') return no('unavailable');
      await this.#catchUp();
    }
  }

  /** Reads what is new here, then notes what is new beside it; what cannot be written now is noted at another turn. */
  async #follow(): Promise<void> {
    await this.#catchUp();
    for (const following of followingOf(this.#state, this.#beside.state)) {
      const said = { ...following, at: this.#deps.now(), door: 'system' } as const;
      const result = await this.#append(said);
      if (!result.ok) return;
    }
  }

  async #append(
    said: Pick<AuditEntry, 'at' | 'by' | 'door' | 'command' | 'event'>,
  ): Promise<AuditAppendResult> {
    const workbook = this.#journal;
    const entry = { v: 1, kind: 'event', workbook, ...said, salt: drawSalt() } as const;
    const append = { workbook, expected: this.#head, entries: [entry] };
    const result = await this.#deps.store.appendAudit(append);
    if (result.ok) {
      this.#fold({ ...entry, number: result.head });
      this.#tell();
    } else if (result.why === 'unavailable')
      this.#deps.log.error({ workbook, message: result.message }, 'cannot write');
    return result;
  }

  /** The answer to a command that was carried out before; undefined where it was not, or is not the asker's to know of. */
  async #doneBefore(asked: AuditAsked): Promise<Outcome<CommandAnswer> | undefined> {
    const { state } = this.#beside;
    if (may(actorOf(state, asked.person), 'read-audit', { state })) return undefined;
    const done = await this.#deps.store.auditEntryOfCommand(this.#journal, asked.id);
    return done && answerAgain(asked, done.entry);
  }

  /** Reads what another process has appended; whether there was anything. */
  async #catchUp(): Promise<boolean> {
    const before = this.#head;
    for (;;) {
      const range = { after: this.#head, limit: ENTRIES_PAGE };
      const page = await this.#deps.store.auditEntries(this.#journal, range);
      if (page.length === 0) return this.#head > before;
      for (const { entry } of page) this.#fold(entry);
    }
  }

  #fold(entry: AuditEntry): void {
    foldAudit(this.#state, entry);
    this.#head = entry.number;
  }

  /** Tells those of the audit side who are here that there is more to ask for, and nobody else that anything happened. */
  #tell(): void {
    const { state } = this.#beside;
    this.#beside.tellAll(
      { type: 'audit', head: this.#head },
      (person) => may(actorOf(state, person), 'read-audit', { state }) === undefined,
    );
  }
}

/** As of a workbook's commands: an id is its author's, and was of a command of this kind. */
function answerAgain({ person, command }: AuditAsked, entry: AuditEntry): Outcome<CommandAnswer> {
  const { becomes } = nounOfAuditCommand(command.type);
  const isSame = entry.by === person && entry.event.type === becomes;
  return isSame
    ? yes({ number: entry.number, head: entry.number })
    : no('bad-request', 'id: it was used for another command');
}

/** The desks of the workbooks at work: each lives as long as its workbook does. */
export class AuditDesks {
  readonly #deps: AuditDeps;
  readonly #open = new WeakMap<LiveWorkbook, Promise<AuditDesk>>();

  constructor(deps: AuditDeps) {
    this.#deps = deps;
  }

  async of(workbook: LiveWorkbook): Promise<AuditDesk> {
    const known = this.#open.get(workbook);
    if (known !== undefined) return await known;
    const opening = AuditDesk.open(this.#deps, workbook);
    this.#open.set(workbook, opening);
    try {
      return await opening;
    } catch (error) {
      // The next to ask tries again.
      this.#open.delete(workbook);
      throw error;
    }
  }
}
