/**
 * What was sent, what arrived where, and how long it took. Counting must be right whatever the server does: merge,
 * join, or replace what was superseded.
 *
 * An edit has arrived at an editor when the item it made has: with its value, or, where a later edit of the cell
 * came in the same batch, as the deleted item that Yjs leaves of it.
 */
import { type Editor, editorOf } from './editor.ts';
import { percentile } from './percentile.ts';
import { visitItems } from './yjs-update.ts';

/** The text of edit `clock` of editor `index`; 45 to 55 characters, as a note might be. */
export function valueOf(index: number, clock: number): string {
  return `counted at the meter, quarter ${clock}, by department ${index}`;
}

/** Figures of a window of edits. Times in milliseconds; NaN where there is nothing to count. */
export type TallyFigures = {
  edits: number;
  p50_ms: number;
  p99_ms: number;
  saved_p50_ms: number;
  saved_p99_ms: number;
  /** Share of (edit, sampled other editor) pairs that arrived, 0 to 1. */
  delivered: number;
  /** Edits that the server said no to. */
  refused: number;
  /** Values that arrived other than they were sent. */
  wrong: number;
  /** Share of arrivals whose value a later edit of the same batch had replaced, 0 to 1. */
  superseded: number;
};

export class Tally {
  readonly #editors: readonly Editor[];
  readonly #sampled: readonly Editor[];
  /** For each sampled editor, the next clock it awaits of each editor. */
  readonly #next: Map<Editor, Int32Array>;
  /** For each editor, how many of its edits were answered. */
  readonly #settled: Int32Array;
  readonly #arrival_ms: number[] = [];
  readonly #saved_ms: number[] = [];
  #from_ms = Number.POSITIVE_INFINITY;
  #until_ms = Number.POSITIVE_INFINITY;
  #arrivals = 0;
  #superseded = 0;
  #refused = 0;
  #wrong = 0;

  constructor(editors: readonly Editor[], sampled: readonly Editor[]) {
    this.#editors = editors;
    this.#sampled = sampled;
    this.#next = new Map(sampled.map((editor) => [editor, new Int32Array(editors.length)]));
    this.#settled = new Int32Array(editors.length);
  }

  /** Edits sent from `from_ms` on, and before `until_ms`, are counted in the figures. */
  open(from_ms: number, until_ms: number): void {
    this.#from_ms = from_ms;
    this.#until_ms = until_ms;
  }

  /** An update reached a sampled editor. */
  met(listener: Editor, update: Uint8Array, now_ms: number): void {
    const next = this.#next.get(listener);
    if (next === undefined) throw new Error(`editor ${listener.index} is not sampled`);
    visitItems(update, ({ client, clock }, length, value) => {
      const index = editorOf(client);
      const writer = this.#editors[index];
      if (writer === undefined) return;
      const known = next[index] as number;
      // Items of one client come in order; one that skips ahead left a gap that counts as lost.
      if (clock > known || clock + length <= known) return;
      for (let at = known; at < clock + length; at += 1) this.#arrive(listener, writer, at, now_ms);
      next[index] = clock + length;
      if (value === undefined) this.#superseded += clock + length - known;
      else if (value !== valueOf(index, clock)) this.#wrong += 1;
    });
  }

  /** The server answered the oldest unanswered edit of `editor`. */
  answered(editor: Editor, saved: boolean, now_ms: number): void {
    const clock = this.#settled[editor.index] as number;
    this.#settled[editor.index] = clock + 1;
    const sent_ms = editor.sent_ms[clock];
    if (sent_ms === undefined) throw new Error('an answer to an edit that was never sent');
    if (!saved) this.#refused += 1;
    if (this.#isCounted(sent_ms)) this.#saved_ms.push(now_ms - sent_ms);
  }

  /** How many of an editor's edits were answered, or came back to it where there is no answer. */
  settledOf(editor: Editor): number {
    return this.#settled[editor.index] as number;
  }

  /** True when every edit sent has arrived at every sampled editor and, if `answers`, was answered. */
  isComplete(answers: boolean): boolean {
    for (const writer of this.#editors) {
      const sent = writer.sent_ms.length;
      if (answers && (this.#settled[writer.index] as number) < sent) return false;
      for (const [listener, next] of this.#next) {
        if (listener !== writer && (next[writer.index] as number) < sent) return false;
      }
    }
    return true;
  }

  /** The figures so far. What has not arrived by `now_ms` counts with the time it has waited: at least that. */
  figures(answers: boolean, now_ms: number): TallyFigures {
    const arrival_ms = [...this.#arrival_ms];
    const saved_ms = [...this.#saved_ms];
    const arrived = arrival_ms.length;
    let edits = 0;
    for (const writer of this.#editors) {
      for (const [clock, sent_ms] of writer.sent_ms.entries()) {
        if (!this.#isCounted(sent_ms)) continue;
        edits += 1;
        if (answers && clock >= this.settledOf(writer)) saved_ms.push(now_ms - sent_ms);
        for (const [listener, next] of this.#next) {
          const isLost = listener !== writer && clock >= (next[writer.index] as number);
          if (isLost) arrival_ms.push(now_ms - sent_ms);
        }
      }
    }
    return {
      edits,
      p50_ms: percentile(arrival_ms, 0.5),
      p99_ms: percentile(arrival_ms, 0.99),
      saved_p50_ms: percentile(saved_ms, 0.5),
      saved_p99_ms: percentile(saved_ms, 0.99),
      delivered: arrival_ms.length === 0 ? 0 : arrived / arrival_ms.length,
      refused: this.#refused,
      wrong: this.#wrong,
      superseded: this.#arrivals === 0 ? 0 : this.#superseded / this.#arrivals,
    };
  }

  /** Editors not sampled whose update bytes fall short of the sampled ones' by more than 2 %. */
  countBehind(): number {
    const full = Math.min(...this.#sampled.map((editor) => editor.updateBytes));
    return this.#editors.filter((editor) => editor.updateBytes < full * 0.98).length;
  }

  #arrive(listener: Editor, writer: Editor, clock: number, now_ms: number): void {
    this.#arrivals += 1;
    const sent_ms = writer.sent_ms[clock];
    if (sent_ms === undefined) throw new Error('an edit arrived that was never sent');
    if (listener !== writer && this.#isCounted(sent_ms)) this.#arrival_ms.push(now_ms - sent_ms);
  }

  #isCounted(sent_ms: number): boolean {
    return sent_ms >= this.#from_ms && sent_ms < this.#until_ms;
  }
}
