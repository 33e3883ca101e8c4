/**
 * What one test run prepares once for all its files: which browser starts here, unpacked, and the data folder of a demo.
 * The run's main process has it and answers over loopback; each is made when it is asked for first.
 */
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Candidate } from './chromium.ts';

/** Where the stage of this run is, in the environment of all its processes; unset where there is none. */
const PLACE = 'TALLYSTICK_TEST_STAGE';

export type DemoFolder = { dataDir: string };
/** How a browser is started here, or why there is none; a data folder to copy. */
type Answers = { browser: Candidate | { reason: string }; demo: DemoFolder };
type Makers = { [What in keyof Answers]: () => Promise<Answers[What]> };

/** What the stage of this run has; undefined where the run has no stage, as in a measure. */
export async function askStage<What extends keyof Answers>(
  what: What,
): Promise<Answers[What] | undefined> {
  const place = process.env[PLACE];
  if (place === undefined) return undefined;
  const answer = await fetch(`${place}/${what}`);
  const said = await answer.text();
  if (!answer.ok) throw new Error(`the stage of the tests has no ${what}: ${said}`);
  return JSON.parse(said) as Answers[What];
}

export class Stage {
  #server: Server | undefined;
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #makers: Makers;

  constructor(makers: Makers) {
    this.#makers = makers;
  }

  async open(): Promise<void> {
    const makers = new Map<string, () => Promise<unknown>>(Object.entries(this.#makers));
    const server = createServer((request, response) => {
      const what = (request.url ?? '').slice(1);
      const make = makers.get(what) ?? (() => Promise.reject(new Error('it never has')));
      const made = this.#made.get(what) ?? make();
      this.#made.set(what, made);
      made.then(
        (about) => response.end(JSON.stringify(about)),
        (error: Error) => response.writeHead(500).end(error.stack),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#server = server;
    process.env[PLACE] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    delete process.env[PLACE];
    this.#server?.close();
    const demo = (await this.#made.get('demo')?.catch(() => undefined)) as DemoFolder | undefined;
    if (demo !== undefined) await rm(demo.dataDir, { recursive: true, force: true });
  }
}
