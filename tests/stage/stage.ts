/**
 * What one test run prepares once for all its files: the browser, and the data folder of a demo. The run's main process
 * has it and answers over loopback; each is made when it is asked for first.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** Where the stage of this run is, in the environment of all its processes; unset where there is none. */
const PLACE = 'TALLYSTICK_TEST_STAGE';
const HOST = new URL('browser-host.ts', import.meta.url).pathname;

/** Where the browser is, or why there is none. */
export type BrowserPlace = { address: string } | { reason: string };
export type DemoFolder = { dataDir: string };
type Answers = { browser: BrowserPlace; demo: DemoFolder };

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
  #host: ChildProcess | undefined;
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #makeDemo: () => Promise<DemoFolder>;

  constructor(makeDemo: () => Promise<DemoFolder>) {
    this.#makeDemo = makeDemo;
  }

  async open(): Promise<void> {
    const makers: Record<string, () => Promise<unknown>> = {
      '/browser': () => this.#startBrowser(),
      '/demo': this.#makeDemo,
    };
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      const make = makers[path] ?? (() => Promise.reject(new Error('it never has')));
      const made = this.#made.get(path) ?? make();
      this.#made.set(path, made);
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
    const demo = (await this.#made.get('/demo')?.catch(() => undefined)) as DemoFolder | undefined;
    if (demo !== undefined) await rm(demo.dataDir, { recursive: true, force: true });
    const host = this.#host;
    if (host === undefined || host.exitCode !== null) return;
    const ended = once(host, 'exit');
    host.stdin?.end();
    await ended;
  }

  async #startBrowser(): Promise<BrowserPlace> {
    const host = spawn(process.execPath, [HOST], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#host = host;
    const ended = once(host, 'exit').then(([code]) => ({ reason: `its process ended: ${code}` }));
    const said = once(createInterface(host.stdout), 'line').then(([line]) => JSON.parse(line));
    return (await Promise.race([said, ended])) as BrowserPlace;
  }
}
