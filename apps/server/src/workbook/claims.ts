/**
 * Which person each client id belongs to. There is a client id for every page that was ever opened and written in: a
 * million of them in a map of texts would take more memory than everything else, in two arrays of numbers they take
 * little.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { JournalReads } from '@tallystick/store/port-journal';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CLAIMS_PAGE } from '../service/limits.ts';

export class Claims {
  /** Ascending. */
  readonly #clients: number[] = [];
  /** For each client id the place of its owner in `#people`. */
  readonly #owners: number[] = [];
  readonly #people: PersonId[] = [];
  readonly #places = new Map<PersonId, number>();
  /** Those that came since it was read. */
  readonly #fresh = new Map<number, PersonId>();

  /** All claims of a workbook as the store has them, read page by page. */
  static async read(store: Pick<JournalReads, 'claims'>, workbook: WorkbookId): Promise<Claims> {
    const claims = new Claims();
    for (let after = -1; ; await nextTurn()) {
      const page = await store.claims(workbook, { after, limit: CLAIMS_PAGE });
      for (const { client, person } of page) {
        claims.#clients.push(client);
        claims.#owners.push(claims.#placeOf(person));
      }
      const last = page.at(-1);
      if (last === undefined || page.length < CLAIMS_PAGE) return claims;
      after = last.client;
    }
  }

  /** Undefined while nobody has written under the client id. */
  get(client: number): PersonId | undefined {
    let low = 0;
    let high = this.#clients.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#clients[middle] as number) < client) low = middle + 1;
      else high = middle;
    }
    if (this.#clients[low] === client) return this.#people[this.#owners[low] as number];
    return this.#fresh.get(client);
  }

  set(client: number, person: PersonId): void {
    if (this.get(client) === undefined) this.#fresh.set(client, person);
  }

  #placeOf(person: PersonId): number {
    const known = this.#places.get(person);
    if (known !== undefined) return known;
    this.#places.set(person, this.#people.length);
    return this.#people.push(person) - 1;
  }
}
