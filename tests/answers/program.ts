/** A program that sets cells over HTTP, and what it is told of each. */
import { type Fetch, fetchInTurn } from '../process/fetch-from.ts';
import { SHARED, type Told } from './told.ts';
import type { Turns } from './turns.ts';

const NO_CELL = 'no.such_row:source';
/** Requests of one address in a minute are bounded, so a program has several. */
const ADDRESSES = 40;

type Answer = {
  code?: string;
  head?: number;
  saved?: string[];
  refused?: { cell: string; code: string }[];
};

type Wanted = { cells: Record<string, string | null>; mode: 'all' | 'each' };

export class Program {
  readonly told: Told[] = [];
  /** What is wrong with an answer by itself. */
  readonly faults: string[] = [];
  readonly #url: string;
  readonly #person: { person: string; cookie: string };
  readonly #fetch: Fetch;

  constructor(at: {
    server: string;
    workbook: string;
    person: { person: string; cookie: string };
    nth: number;
  }) {
    this.#url = `${at.server}/api/workbooks/${at.workbook}/cells`;
    this.#person = at.person;
    this.#fetch = fetchInTurn(at.nth, ADDRESSES);
  }

  /** One request of one cell, or of several, one of which there may not be. */
  async write(turns: Turns): Promise<void> {
    const { random } = turns;
    const count = random.chance(0.7) ? 1 : 3;
    const cells: Wanted['cells'] = {};
    for (let i = 0; i < count; i++) {
      cells[turns.cell()] = random.chance(0.1) ? SHARED : turns.text(0.15);
    }
    if (random.chance(0.1)) cells[NO_CELL] = turns.text(0);
    await this.#ask({ cells, mode: random.chance(0.5) ? 'each' : 'all' });
  }

  async #ask(wanted: Wanted): Promise<void> {
    const send = this.#fetch;
    const reply = await send(this.#url, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        cookie: this.#person.cookie,
        origin: new URL(this.#url).origin,
      },
      body: JSON.stringify(wanted),
    });
    const answer = (await reply.json()) as Answer;
    if (reply.status !== 200 && answer.code === undefined) {
      this.faults.push(`${reply.status} without a code: ${JSON.stringify(answer)}`);
    }
    const codes = new Map(answer.refused?.map(({ cell, code }) => [cell, code]));
    const saved = new Set(reply.status === 200 ? answer.saved : []);
    if (saved.size > 0 && wanted.mode === 'all' && codes.size > 0) {
      this.faults.push(`taken in part: ${JSON.stringify([wanted, answer])}`);
    }
    for (const [cell, text] of Object.entries(wanted.cells)) {
      const about = { door: 'api', by: this.#person.person, cell, text } as const;
      if (saved.has(cell)) {
        this.told.push({ ...about, answer: 'saved', number: answer.head ?? -1 });
      } else {
        const code = codes.get(cell) ?? answer.code ?? '';
        this.told.push({ ...about, answer: 'refused', code });
      }
    }
  }
}
