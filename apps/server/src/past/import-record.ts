/** From which file an edit was taken over: the event that names the file comes right behind its edits. */
import type { EventEntry } from '@tallystick/domain/entry';

/** `number`: of the event. */
export type ImportedFrom = { number: number; hash: string; name: string };

export class ImportRecord {
  /** In the order of the journal, so `first` ascends. */
  readonly #imports: { first: number; from: ImportedFrom }[] = [];

  /** Events in the order of the journal, without a gap. */
  add({ number, event }: EventEntry): void {
    if (event.type !== 'file-imported') return;
    const { first, file: hash, name } = event;
    this.#imports.push({ first, from: { number, hash, name } });
  }

  /** Undefined for an entry that came from no file. */
  of(number: number): ImportedFrom | undefined {
    const found = this.#imports.findLast(({ first }) => first <= number)?.from;
    return found !== undefined && number < found.number ? found : undefined;
  }
}
