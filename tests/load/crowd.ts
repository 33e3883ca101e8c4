/** The editors of one room together: they come in, edit once a second each, or write as fast as they are answered. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Ears, Editor, editorOf } from './editor.ts';
import { type Tongue, tongue } from './speech.ts';
import { Tally, type TallyFigures, valueOf } from './tally.ts';
import type { Door } from './target.ts';
import { type ItemId, visitItems } from './yjs-update.ts';

/** How many sockets come in at once. */
const GREET_AT_ONCE = 50;
const READY_MS = 20_000;
/** Spreads the editors' moments over a second evenly, in no order (golden ratio). */
const SPREAD = 0.618_033_988_749;

/** One edit a second by everyone; `measuring` is told when the warm-up is over. */
export type EditPlan = {
  warm_ms: number;
  measure_ms: number;
  drain_ms: number;
  sampled: number;
  measuring: () => void;
};

/** `writers` of the crowd keep `window` edits unanswered each. */
export type FloodPlan = EditPlan & { writers: number; window: number };

export type EditFigures = TallyFigures & {
  /** Editors not sampled that received less than the sampled ones. */
  behind: number;
  /** Sockets that the server closed, and the first reason. */
  closed: number;
  why: string;
  /** Longest time an edit was sent after its moment. */
  late_ms: number;
  /** Processor time of the client process over the counted window and the drain. */
  client_cpu_us: number;
};

export type FloodFigures = EditFigures & { edits_per_s: number };

export class Crowd {
  readonly #door: Door;
  readonly #tongue: Tongue;
  readonly #editors: Editor[] = [];
  /** For each cell: the item last seen there, who made it and when it was seen. */
  readonly #seen = new Map<string, { item: ItemId; at_ms: number }>();
  readonly #own = new Map<Editor, ItemId>();
  #tally = new Tally([], []);
  #sampled = new Set<Editor>();
  /** The sampled editor whose updates tell everyone what stands in a shared cell. */
  #reporter: Editor | undefined;
  #closed = 0;
  #why = '';
  #onSettled: (editor: Editor) => void = () => {};

  constructor(door: Door) {
    this.#door = door;
    this.#tongue = tongue(door.speech, door.room);
  }

  /** Brings the crowd to `count` editors, all greeted and in sync. Throws when some are not in time. */
  async connect(count: number): Promise<void> {
    const deadline_ms = performance.now() + READY_MS;
    while (this.#editors.length < count) {
      const upTo = Math.min(count, this.#editors.length + GREET_AT_ONCE);
      for (let index = this.#editors.length; index < upTo; index += 1) {
        const ears = this.#ears();
        this.#editors.push(new Editor({ index, door: this.#door, tongue: this.#tongue, ears }));
      }
      while (this.#editors.some((editor) => !editor.isReady)) {
        const missing = this.#editors.filter((editor) => !editor.isReady).length;
        if (this.#closed > 0 || performance.now() > deadline_ms) {
          throw new Error(`${missing} of ${count} editors did not come in: ${this.#why || 'late'}`);
        }
        await pause(2);
      }
    }
  }

  /** Everyone edits once a second. */
  async edit(plan: EditPlan): Promise<EditFigures> {
    this.#sample(plan.sampled, 0);
    const editors = this.#editors;
    const moments = editors
      .map((editor) => ({ editor, offset_ms: ((editor.index * SPREAD) % 1) * 1000 }))
      .toSorted((one, other) => one.offset_ms - other.offset_ms);
    const start_ms = performance.now();
    const open_ms = start_ms + plan.warm_ms;
    const end_ms = open_ms + plan.measure_ms;
    this.#tally.open(open_ms, end_ms);
    const cpu = this.#whenOpen(plan);
    let late_ms = 0;
    let nth = 0;
    for (;;) {
      const now_ms = performance.now();
      const moment = moments[nth % moments.length] as (typeof moments)[number];
      const due_ms = start_ms + Math.floor(nth / moments.length) * 1000 + moment.offset_ms;
      if (due_ms >= end_ms || this.#closed === editors.length) break;
      if (due_ms > now_ms) {
        await pause(Math.max(1, Math.floor(due_ms - now_ms)));
        continue;
      }
      late_ms = Math.max(late_ms, now_ms - due_ms);
      this.#send(moment.editor);
      nth += 1;
    }
    return { ...(await this.#drain(plan.drain_ms)), late_ms, client_cpu_us: cpu() };
  }

  /** The first `writers` write as fast as they are answered; all others listen. */
  async flood(plan: FloodPlan): Promise<FloodFigures> {
    this.#sample(plan.sampled, plan.writers);
    const writers = this.#editors.slice(0, plan.writers);
    if (!this.#answers) {
      // Where no answer exists, the echo of the own edit takes its place.
      for (const writer of writers) writer.listenWhole();
    }
    const start_ms = performance.now();
    const open_ms = start_ms + plan.warm_ms;
    const end_ms = open_ms + plan.measure_ms;
    this.#tally.open(open_ms, end_ms);
    const cpu = this.#whenOpen(plan);
    let settled = 0;
    this.#onSettled = (writer) => {
      const now_ms = performance.now();
      if (now_ms >= open_ms && now_ms < end_ms) settled += 1;
      if (now_ms < end_ms) this.#send(writer);
    };
    for (const writer of writers) {
      for (let nth = 0; nth < plan.window; nth += 1) this.#send(writer);
    }
    await pause(plan.warm_ms + plan.measure_ms);
    const edits_per_s = (settled * 1000) / plan.measure_ms;
    const figures = await this.#drain(plan.drain_ms);
    return { ...figures, late_ms: 0, client_cpu_us: cpu(), edits_per_s };
  }

  end(): void {
    for (const editor of this.#editors) editor.end();
  }

  get #answers(): boolean {
    return this.#door.speech === 'hocuspocus';
  }

  /** Chooses `count` editors from `first` on, evenly spread over the order in which they came in. */
  #sample(count: number, first: number): void {
    const others = this.#editors.slice(first);
    const size = Math.min(count, others.length);
    const sampled = Array.from({ length: size }, (_, nth) => {
      return others[Math.floor(((nth + 0.5) * others.length) / size)] as Editor;
    });
    for (const editor of sampled) editor.listenWhole();
    this.#reporter = sampled[0];
    this.#tally = new Tally(this.#editors, sampled);
    this.#sampled = new Set(sampled);
  }

  /** Sends the next edit of `editor`, over what an honest client would have seen in its cell. */
  #send(editor: Editor): void {
    if (editor.isClosed) return;
    const own = this.#own.get(editor);
    const seen = this.#seen.get(editor.cell);
    const ownAt_ms = editor.sent_ms.at(-1) ?? Number.NEGATIVE_INFINITY;
    const over = seen !== undefined && seen.at_ms > ownAt_ms ? seen.item : own;
    const clock = editor.sent_ms.length;
    this.#own.set(editor, editor.edit(valueOf(editor.index, clock), over));
  }

  #ears(): Ears {
    return {
      closed: (_editor, why) => {
        this.#closed += 1;
        this.#why ||= why;
      },
      settled: (editor, saved, now_ms) => {
        this.#tally.answered(editor, saved, now_ms);
        this.#onSettled(editor);
      },
      update: (editor, update, now_ms) => {
        if (this.#sampled.has(editor)) this.#tally.met(editor, update, now_ms);
        else this.#echo(editor, update, now_ms);
        if (editor === this.#reporter) this.#see(update, now_ms);
      },
    };
  }

  /** The own items in an update settle a writer's edits where the server gives no answer. */
  #echo(editor: Editor, update: Uint8Array, now_ms: number): void {
    visitItems(update, ({ client, clock }, length) => {
      if (client !== editor.client) return;
      for (let at = clock; at < clock + length; at += 1) {
        this.#tally.answered(editor, true, now_ms);
        this.#onSettled(editor);
      }
    });
  }

  #see(update: Uint8Array, at_ms: number): void {
    if (this.#door.cells.length >= this.#editors.length) return;
    visitItems(update, ({ client, clock }, _length, value) => {
      const writer = this.#editors[editorOf(client)];
      if (value === undefined || writer === undefined) return;
      this.#seen.set(writer.cell, { item: { client, clock }, at_ms });
    });
  }

  /** Tells that the counted window opens; returns how to read the processor time since then. */
  #whenOpen(plan: EditPlan): () => number {
    let before = process.cpuUsage();
    setTimeout(() => {
      before = process.cpuUsage();
      plan.measuring();
    }, plan.warm_ms);
    return () => {
      const used = process.cpuUsage(before);
      return used.user + used.system;
    };
  }

  /** Waits until everything sent has arrived and was answered, at most `drain_ms`. */
  async #drain(
    drain_ms: number,
  ): Promise<TallyFigures & { behind: number; closed: number; why: string }> {
    const deadline_ms = performance.now() + drain_ms;
    while (!this.#tally.isComplete(this.#answers) && performance.now() < deadline_ms) {
      await pause(5);
    }
    const now_ms = performance.now();
    // The last bytes may still be on their way to those that are not sampled.
    await pause(50);
    return {
      ...this.#tally.figures(this.#answers, now_ms),
      behind: this.#tally.countBehind(),
      closed: this.#closed,
      why: this.#why,
    };
  }
}
