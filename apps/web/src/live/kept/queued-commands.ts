/**
 * Commands on their way: given now, carried out when the server can be reached, in the order in which they were given.
 * A command without a connection must be as safe as a value: kept first, then sent, and shown to its author where it
 * was refused. Their ids are made here, so sending one twice carries it out once.
 */
import type { Command } from '@tallystick/domain/commands';
import { nounOfCommand } from '@tallystick/domain/nouns/nouns';
import { no, type Outcome, type RefusalCode, yes } from '@tallystick/domain/refusals';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import type { Keeping, QueuedCommand } from './keeping.ts';

/** Whether a command may be carried out later than it was given. */
export const mayWait = (command: Command): boolean => nounOfCommand(command.type).mayWait;

/** Commands that wait at once: far more than a person gives in a day without a line. */
const WAITING_MAX = 500;
/** Tries of one command in a row, and the wait between them in milliseconds, before the next sign of a connection. */
const TRIES = 4;
const WAIT_MS = 600;

/** What is not the server's decision: the command stays, and is sent again. */
const NOT_DECIDED: ReadonlySet<RefusalCode> = new Set([
  'unavailable',
  'not-signed-in',
  'too-many',
  'token-scope',
]);

/** The answer to a command; `waiting` where it is kept here and not sent yet. */
export type Given = CommandAnswer & { waiting?: true };
type Send = (body: { id: string; command: Command }) => Promise<Outcome<CommandAnswer>>;

type Made = {
  keeping: Keeping;
  send: Send;
  /** Something here looks different now. */
  changed: () => void;
  /** The server has carried one out. */
  carriedOut: () => void;
  /** The server knows nobody here, or somebody else. */
  signedOut: () => void;
  wait: (wait_ms: number) => Promise<void>;
};

function commandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `c_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
/** Commands wait for values on their way: looks, and milliseconds between them. */
const CALM_LOOKS = 50;
const CALM_MS = 100;

/**
 * Invariant: a command that may wait is kept before it is first sent and until the server has carried it out, or its
 * author has read the refusal and let it go.
 */
export class QueuedCommands {
  private readonly made: Made;
  private queue: QueuedCommand[];
  /** Being tried for the first time: their givers wait for the answer themselves, and nothing overtakes them. */
  private readonly fresh = new Set<string>();
  private sending: Promise<void> | undefined;
  private isClosed = false;

  constructor(made: Made) {
    this.made = made;
    this.queue = made.keeping.commands();
  }

  /** Those that wait or were refused, oldest first. */
  all(): readonly QueuedCommand[] {
    return this.queue.filter(({ id }) => !this.fresh.has(id));
  }

  /** Gives a command. `isConnected`: whether it is sent at once. */
  async give(command: Command, isConnected: boolean): Promise<Outcome<Given>> {
    const queued: QueuedCommand = { id: commandId(), command, at: Date.now() };
    if (!mayWait(command))
      return isConnected ? await this.decideNow(queued) : no('needs-connection');
    if (this.queue.length >= WAITING_MAX) return no('unavailable');
    const isFirst =
      this.sending === undefined && this.queue.every(({ refusal }) => refusal !== undefined);
    this.queue = [...this.queue, queued];
    this.made.keeping.keepCommand(queued);
    if (!isFirst || !isConnected) {
      this.made.changed();
      if (isConnected) void this.flush();
      return yes({ number: 0, head: 0, waiting: true });
    }
    this.fresh.add(queued.id);
    const answer = await this.send({ id: queued.id, command });
    this.fresh.delete(queued.id);
    if (!answer.ok && NOT_DECIDED.has(answer.refusal.code)) {
      this.made.changed();
      if (answer.refusal.code !== 'not-signed-in') void this.flush();
      return yes({ number: 0, head: 0, waiting: true });
    }
    if (answer.ok) this.made.carriedOut();
    // A refusal is told to its giver, who still has the text before them.
    this.drop(queued.id);
    void this.flush();
    return answer;
  }

  private async send(body: Parameters<Send>[0]): ReturnType<Send> {
    const answer = await this.made.send(body);
    if (!answer.ok && answer.refusal.code === 'not-signed-in') this.made.signedOut();
    return answer;
  }

  /** Sends what waits, in order, until one cannot be sent. Calls made meanwhile share the round. */
  async flush(): Promise<void> {
    if (this.next() === undefined) return;
    this.sending ??= this.sendAll();
    await this.sending;
  }

  /** Sends what waits after the values on their way, which it may be about. `isBusy`: some are. */
  async flushWhenCalm(isBusy: () => boolean): Promise<void> {
    if (this.all().length === 0) return;
    for (let look = 0; look < CALM_LOOKS && !this.isClosed && isBusy(); look += 1)
      await this.made.wait(CALM_MS);
    await this.flush();
  }

  /** Lets a refused command wait again: it is given anew, after all that were given since. */
  retry(id: string): void {
    const { refusal: _, ...again } = this.queue.find((each) => each.id === id) ?? {};
    if (!('command' in again)) return;
    this.queue = [...this.queue.filter((each) => each.id !== id), again as QueuedCommand];
    this.replace({ ...(again as QueuedCommand), at: Date.now() });
    void this.flush();
  }

  drop(id: string): void {
    this.queue = this.queue.filter((each) => each.id !== id);
    this.made.keeping.dropCommand(id);
    this.made.changed();
  }

  close(): void {
    this.isClosed = true;
  }

  /** The oldest that waits, unless one is under way already: it may be older. */
  private next(): QueuedCommand | undefined {
    if (this.isClosed || this.fresh.size > 0) return undefined;
    return this.queue.find(({ refusal }) => refusal === undefined);
  }

  private async sendAll(): Promise<void> {
    try {
      for (let next = this.next(); next !== undefined; next = this.next())
        if (!(await this.sendOne(next))) return;
    } finally {
      // In the same step as the last look, so that a call made afterwards begins a round of its own.
      this.sending = undefined;
    }
  }

  /** False where it could not be sent. */
  private async sendOne(queued: QueuedCommand): Promise<boolean> {
    const answer = await this.trySeveralTimes(queued);
    if (this.isClosed) return false;
    if (answer.ok) {
      this.drop(queued.id);
      this.made.carriedOut();
    } else if (NOT_DECIDED.has(answer.refusal.code)) return false;
    // Let go of meanwhile: nothing to show.
    else if (this.queue.some(({ id }) => id === queued.id))
      this.replace({ ...queued, refusal: answer.refusal });
    return true;
  }

  private async decideNow(queued: QueuedCommand): Promise<Outcome<Given>> {
    const answer = await this.trySeveralTimes(queued);
    if (answer.ok) this.made.carriedOut();
    return answer;
  }

  private replace(queued: QueuedCommand): void {
    this.queue = this.queue.map((each) => (each.id === queued.id ? queued : each));
    this.made.keeping.keepCommand(queued);
    this.made.changed();
  }

  private async trySeveralTimes({ id, command }: QueuedCommand): Promise<Outcome<CommandAnswer>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.send({ id, command });
      const isAway = !answer.ok && answer.refusal.code === 'unavailable';
      if (!isAway || tries >= TRIES || this.isClosed) return answer;
      await this.made.wait(WAIT_MS * tries);
    }
  }
}
