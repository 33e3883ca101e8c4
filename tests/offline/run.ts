/**
 * Offline sessions against a real server that is restarted under them: by SIGKILL after a third of all steps, in order
 * after two thirds.
 */
import { DATABASE_FILE } from '@tallystick/server/server';
import { join } from 'node:path';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { becomeBrowser, BrowserStorage } from './browser-parts.ts';
import { journalValues } from './journal-values.ts';
import { Session, STEPS } from './session.ts';
import { setUpPlaces } from './set-up.ts';
import { newTally, type Tally } from './tally.ts';

/** Sessions that share a server at a time. */
const TOGETHER = 20;

export type OfflineReport = { tally: Tally; failed: { seed: number; faults: string[] }[] };

/** Runs a session for each seed. `say` prints progress. */
export async function runOffline(
  seeds: number[],
  say: (line: string) => void = () => {},
): Promise<OfflineReport> {
  const report: OfflineReport = { tally: newTally(), failed: [] };
  for (let at = 0; at < seeds.length; at += TOGETHER) {
    await runTogether(seeds.slice(at, at + TOGETHER), report);
    say(`${report.tally.seeds} sessions, ${report.failed.length} failed`);
  }
  return report;
}

/** A server that comes back on its port with its data. */
class Restarted {
  readonly #tally: Tally;
  #server: ServerProcess;
  #coming: Promise<void> = Promise.resolve();

  constructor(server: ServerProcess, tally: Tally) {
    this.#server = server;
    this.#tally = tally;
  }

  restart(how: 'kill' | 'stop'): void {
    this.#coming = this.#coming.then(async () => {
      await this.#server[how]();
      const { dataDir, port } = this.#server;
      this.#server = await startServerProcess({ dataDir, port });
      this.#tally.restarts++;
    });
  }

  async stop(): Promise<void> {
    await this.#coming;
    await this.#server.stop();
  }
}

async function runTogether(seeds: number[], { tally, failed }: OfflineReport): Promise<void> {
  const dataDir = await temporaryDataDir();
  const storage = new BrowserStorage();
  becomeBrowser(storage);
  try {
    const places = await setUpPlaces(dataDir, seeds);
    const first = await startServerProcess({ dataDir });
    const server = new Restarted(first, tally);
    const steps = seeds.length * STEPS;
    let done = 0;
    const onStep = () => {
      done++;
      if (done === Math.floor(steps / 3)) server.restart('kill');
      if (done === Math.floor((steps * 2) / 3)) server.restart('stop');
    };
    const ground = { url: first.url, tally, onStep };
    const sessions = places.map((place) => new Session(place, ground));
    await Promise.all(sessions.map((session) => session.run()));
    await server.stop();
    for (const session of sessions) {
      const { seed, workbook } = session.place;
      const faults = session.faults(journalValues(join(dataDir, DATABASE_FILE), workbook));
      if (faults.length > 0) failed.push({ seed, faults });
      for (const tab of session.tabs) tab.close();
    }
  } finally {
    await removeDataDir(dataDir);
  }
}
