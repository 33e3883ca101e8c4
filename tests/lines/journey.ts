/** Somebody types on every kind of bad line: what the page says is held against what is so, and nothing typed is lost. */
import { setTimeout as after } from 'node:timers/promises';
import type { Browser } from 'playwright';
import { WorkbookPage } from '../e2e/workbook-page.ts';
import { ApiClient, DEMO_WORKBOOK } from '../process/api-client.ts';
import { type Conditions, Line } from './line.ts';
import { NOTICED_S, untrue, wordsOf } from './words.ts';

export type Tally = {
  samples: number;
  untrue: string[];
  typed: number;
  lost: string[];
  /** Seconds until a line that swallows everything was said to be none. */
  noticed_s: number;
};

/** Between two looks while nothing happens, in milliseconds. */
const LOOK_MS = 250;

type Bad = { name: string; conditions: Conditions; flaps?: number };

const BAD: readonly Bad[] = [
  { name: 'far', conditions: { delay_ms: 300 } },
  { name: 'lossy', conditions: { delay_ms: 80, loss: 0.1 } },
  { name: 'flapping', conditions: {}, flaps: 3 },
  { name: 'swallowing for a while', conditions: { swallows: true } },
  { name: 'without sockets', conditions: { sockets: 'refused' }, flaps: 1 },
];
const CELLS = [
  ['smart_water_meters.value', 'numerator'],
  ['water_supply_loss.value', 'numerator'],
] as const;

class Journey {
  readonly tally: Tally = { samples: 0, untrue: [], typed: 0, lost: [], noticed_s: 0 };
  private readonly typed = new Map<string, string>();
  private silentSince: number | undefined;
  readonly page: WorkbookPage;
  private readonly line: Line;
  private readonly api: ApiClient;

  constructor(page: WorkbookPage, line: Line, api: ApiClient) {
    this.page = page;
    this.line = line;
    this.api = api;
  }

  set(conditions: Conditions): void {
    this.line.conditions = conditions;
    this.silentSince = conditions.swallows ? performance.now() : undefined;
  }

  async type(): Promise<void> {
    for (const [row, column] of CELLS) {
      this.tally.typed += 1;
      const typed = String(10_000 + this.tally.typed);
      await this.page.type(row, column, typed);
      this.typed.set(`${row}:${column}`, typed);
      await this.sample();
    }
  }

  /** Reads the words, then what the server has: what it lacks then was not saved when they were read. */
  async sample(): Promise<string> {
    const words = await wordsOf(this.page);
    const missing = await this.missing();
    const silent_s =
      this.silentSince === undefined ? 0 : (performance.now() - this.silentSince) / 1_000;
    const truth = { silent_s, unsaved: missing.length, reported: await this.reported() };
    this.tally.samples += 1;
    // What one has just typed may count before it is saved.
    const counted = missing.length === 0 ? words : { ...words, reported: '' };
    this.tally.untrue.push(...untrue(counted, truth));
    return words.notices;
  }

  /** What was typed and the server does not have. */
  async missing(): Promise<string[]> {
    const lacking: string[] = [];
    for (const [cell, typed] of this.typed) {
      const path = `/api/workbooks/${DEMO_WORKBOOK}/cells/${encodeURIComponent(cell)}`;
      const answer = await this.api.get(path);
      if (!answer.ok) throw new Error(`what the server has could not be read: ${answer.status}`);
      const { text } = (await answer.json()) as { text: string | null };
      if (text !== typed) lacking.push(`${cell} ${typed}`);
    }
    return lacking;
  }

  private async reported(): Promise<number> {
    const answer = await this.api.get(`/api/workbooks/${DEMO_WORKBOOK}/results`);
    return ((await answer.json()) as { reported: number }).reported;
  }

  async on({ conditions, flaps = 0 }: Bad): Promise<void> {
    for (let flap = 0; flap < Math.max(flaps, 1); flap += 1) {
      if (flaps > 0) this.line.cut();
      this.set(conditions);
      await this.type();
    }
    this.set(conditions.sockets ? conditions : {});
    await this.page.saved();
    await this.sample();
    this.tally.lost.push(...(await this.missing()));
    this.set({});
  }

  /** Everything is swallowed until the page says so, or should have. */
  async halfOpen(): Promise<void> {
    this.set({ swallows: true });
    const began = performance.now();
    const since_s = (): number => (performance.now() - began) / 1_000;
    // Each look asks the server, which lets nobody ask without end.
    while (!(await this.sample()).includes('Not connected') && since_s() < NOTICED_S * 2)
      await after(LOOK_MS);
    this.tally.noticed_s = since_s();
    await this.type();
    this.set({});
    await this.page.saved();
    this.tally.lost.push(...(await this.missing()));
  }
}

export async function onBadLines(
  browser: Browser,
  url: string,
  { rounds, say }: { rounds: number; say: (line: string) => void },
): Promise<Tally> {
  const line = await Line.lay();
  const api = await ApiClient.enter(url, 'p_bruno');
  const options = { proxy: line.proxy };
  const page = await WorkbookPage.enter({ browser, url, person: 'p_wen', options });
  const journey = new Journey(page, line, api);
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const bad of BAD) {
        await journey.on(bad);
        say(`${bad.name}: ${journey.tally.untrue.length} untrue of ${journey.tally.samples}`);
      }
    }
    await journey.halfOpen();
    return journey.tally;
  } finally {
    await page.context.close();
    await line.close();
  }
}
