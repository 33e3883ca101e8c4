/** What the store has made durable, as it happened: the record that screens and acknowledgements are held against. */
import type { EditEntry, Entry, NewEntry } from '@tallystick/domain/entry';
import type { CellId } from '@tallystick/domain/cells/ids';
import type { Store } from '@tallystick/store/port';
import type { AppendRequest, AppendResult } from '@tallystick/store/port-journal';

export class JournalMirror {
  readonly entries: Entry[] = [];
  readonly #shown = new Set<string>();
  /** Every value that some screen has had, by cell; kept beside the journal, to be looked for in its history. */
  readonly onScreens = new Map<CellId, Set<string>>();
  readonly #typed = new Map<string, number>();

  add(request: AppendRequest, result: AppendResult): void {
    if (!result.ok) return;
    request.entries.forEach((entry: NewEntry, i) => {
      const numbered = { ...entry, number: result.first + i } as Entry;
      this.entries.push(numbered);
      if (numbered.kind === 'edit') this.#index(numbered);
    });
  }

  /** A screen shows this. */
  sees(cell: CellId, text: string): void {
    const known = this.onScreens.get(cell);
    if (known === undefined) this.onScreens.set(cell, new Set([text]));
    else known.add(text);
  }

  /** Whether some entry gave the cell this text. */
  hasShown(cell: string, text: string | null): boolean {
    return text === null || this.#shown.has(`${cell}\n${text}`);
  }

  /** How many entries of this person set this text in this cell, also where it lost against another. */
  timesTyped(person: string, cell: string, text: string | null): number {
    return this.#typed.get(`${person}\n${cell}\n${text}`) ?? 0;
  }

  #index(entry: EditEntry): void {
    for (const { cell, after, attempted, through = [] } of entry.cells) {
      this.#shown.add(`${cell}\n${after}`);
      for (const text of [...through, attempted === undefined ? after : attempted]) {
        const key = `${entry.by}\n${cell}\n${text}`;
        this.#typed.set(key, (this.#typed.get(key) ?? 0) + 1);
      }
    }
  }
}

type Held = { run: () => Promise<void> };

/**
 * A store whose appends wait until they are let through, one at a time: so a schedule decides what happens between the
 * gate's decision and the commit, and what a crash at that moment leaves.
 */
export class HeldStore {
  readonly store: Store;
  readonly #held: Held[] = [];
  #dead = false;

  /** With a `pace` nobody has to let appends through: each waits that long before the commit and before the answer. */
  constructor(inner: Store, mirror: JournalMirror, pace?: () => Promise<void>) {
    this.store = {
      ...inner,
      append: (requests) =>
        new Promise((answer, fail) => {
          const run = async () => {
            const results = await inner.append(requests);
            requests.forEach((request, i) => mirror.add(request, results[i] as AppendResult));
            await pace?.();
            if (!this.#dead) answer(results);
          };
          this.#held.push({ run: () => run().catch(fail) });
          void pace?.().then(() => this.commit());
        }),
    };
  }

  get waiting(): number {
    return this.#held.length;
  }

  /** Lets the oldest append through and answers it. */
  async commit(): Promise<void> {
    await this.#held.shift()?.run();
  }

  /** The process dies: what is held is written or not, and nobody is answered any more. */
  async die(isWritten: boolean): Promise<void> {
    this.#dead = true;
    const held = this.#held.splice(0);
    if (isWritten) await held[0]?.run();
  }
}
