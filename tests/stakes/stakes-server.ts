/** A server whose clock can be set on, with people who have passwords: for what is asked of whom typed theirs, and when. */
import type { Command } from '@tallystick/domain/commands';
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import type { Role } from '@tallystick/domain/roles';
import { hashPassword } from '@tallystick/server/people/password';
import { type Running, startServer } from '@tallystick/server/server';
import { ApiClient } from '../process/api-client.ts';
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';

/** The same person of a role has the same number in each workbook that is prepared: `head 0`, `itu 1`. */
export type Who = { person: PersonId; role: Role; email: string; password: string };
export type Answer = { status: number; code: string | undefined; number: number };

export class StakesServer {
  readonly running: Running;
  readonly workbook: WorkbookId;
  readonly people: readonly Who[];
  readonly #dataDir: string;
  readonly #ahead: { ms: number };
  readonly #clients = new Map<string, ApiClient>();

  private constructor(made: {
    running: Running;
    workbook: WorkbookId;
    people: Who[];
    dataDir: string;
    ahead: { ms: number };
  }) {
    this.running = made.running;
    this.workbook = made.workbook;
    this.people = made.people;
    this.#dataDir = made.dataDir;
    this.#ahead = made.ahead;
  }

  /** `webDir`: where the page was built; without it there is none. */
  static async start(roles: Role[], webDir = '/nowhere'): Promise<StakesServer> {
    const dataDir = await temporaryDataDir();
    const prepared = await prepareWorkbook(dataDir, roles);
    const ahead = { ms: 0 };
    const running = await startServer(
      {
        port: 0,
        host: '127.0.0.1',
        dataDir,
        publicUrl: null,
        empty: true,
        webDir,
        verifyFile: '/nowhere',
      },
      { logLevel: 'silent', now: () => Date.now() + ahead.ms },
    );
    if ('fault' in running) throw new Error(running.fault);
    const people = prepared.people.map(({ person, role }) => ({
      person,
      role,
      email: `${person}@city.example`.toLowerCase(),
      password: `the quiet password of ${person}`,
    }));
    for (const { person, password } of people) {
      const change = { from: null, to: await hashPassword(password), at: 1 };
      if (!(await running.store.setPassword(person, change))) throw new Error('no password');
    }
    return new StakesServer({ running, workbook: prepared.workbook, people, dataDir, ahead });
  }

  /** The person with this role; the second of it with `at` 1. */
  who(role: Role, at = 0): Who {
    const found = this.people.filter((each) => each.role === role)[at];
    if (found === undefined) throw new Error(`nobody is ${role}`);
    return found;
  }

  /** Milliseconds since 1970, UTC, by the clock of the server. */
  now(): number {
    return Date.now() + this.#ahead.ms;
  }

  /** Sets the clock on. */
  wait(ms: number): void {
    this.#ahead.ms += ms;
  }

  /** A new session of a person, by their password. */
  async signIn({ email, password }: Who): Promise<ApiClient> {
    const { url } = this.running;
    const answer = await new ApiClient(url, '').post('/api/session', { email, password });
    const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    const session = cookie.find((each) => each?.startsWith('tallystick='));
    if (session === undefined) throw new Error(`not signed in: ${answer.status}`);
    return new ApiClient(url, session);
  }

  /** Of one session that is kept; its password may have been typed long ago. */
  async as(who: Who): Promise<ApiClient> {
    const known = this.#clients.get(who.person) ?? (await this.signIn(who));
    this.#clients.set(who.person, known);
    return known;
  }

  async ask(client: ApiClient, command: Command): Promise<Answer> {
    return await toldBy(await client.command(command, { workbook: this.workbook }));
  }

  /** Carries a command out by a session whose password was just typed; anything but done is a defect of the scene. */
  async must(who: Who, command: Command): Promise<number> {
    const answer = await this.ask(await this.signIn(who), command);
    if (answer.status !== 200)
      throw new Error(`${command.type} of ${who.person}: ${answer.status} ${answer.code}`);
    return answer.number;
  }

  async typeAgain(client: ApiClient, password: string): Promise<Answer> {
    return await toldBy(await client.post('/api/session/password', { password }));
  }

  /** Figures of the city, typed by its coordinator. */
  async fill(cells: Record<string, string>): Promise<void> {
    const { url, cookie } = await this.signIn(this.who('coordinator'));
    const answer = await fetch(`${url}/api/workbooks/${this.workbook}/cells`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify({ cells }),
    });
    if (!answer.ok) throw new Error(`cells: ${answer.status} ${await answer.text()}`);
  }

  async close(): Promise<void> {
    await this.running.close();
    await removeDataDir(this.#dataDir);
  }
}

async function toldBy(answer: Response): Promise<Answer> {
  const told = answer.status === 204 ? {} : ((await answer.json()) as Partial<Answer>);
  return { status: answer.status, code: told.code, number: told.number ?? 0 };
}
