/**
 * A server whose clock is turned by hand, with two workbooks and as many people as are asked for; and the question
 * what a one-time link has changed of whom.
 */
import { randomUUID } from 'node:crypto';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { hashPassword } from '@tallystick/server/people/password';
import { Sessions } from '@tallystick/server/people/sessions';
import { type Running, startServer } from '@tallystick/server/server';
import { send } from '../attack/raw-request.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';

export const PASSWORD = 'seven tall ships at sea';
export const HOUR_MS = 3_600_000;

export type Reply = { status: number; code: string; body: Record<string, unknown>; cookie: string };
export type Ask = { method?: string; cookie?: string; body?: unknown };
export type Someone = { person: PersonId; email: string; cookie: string };

export class LinkStage {
  readonly running: Running;
  readonly clock: { now: number };
  readonly #close: () => Promise<void>;
  #hash = '';
  /** Cookie and address of the first administrator, once there is one. */
  admin = '';
  adminEmail = '';
  workbooks: [string, string] = ['', ''];

  private constructor(running: Running, clock: { now: number }, close: () => Promise<void>) {
    this.running = running;
    this.clock = clock;
    this.#close = close;
  }

  static async open(): Promise<LinkStage> {
    const dataDir = await temporaryDataDir();
    const clock = { now: Date.now() };
    const config = { port: 0, host: '127.0.0.1', dataDir, publicUrl: null, empty: true };
    const running = await startServer(
      { ...config, webDir: dataDir, verifyFile: dataDir },
      { logLevel: 'silent', now: () => clock.now },
    );
    if ('fault' in running) throw new Error(running.fault);
    return new LinkStage(running, clock, async () => {
      await running.close();
      await removeDataDir(dataDir);
    });
  }

  async close(): Promise<void> {
    await this.#close();
  }

  get store() {
    return this.running.store;
  }

  async ask(path: string, { method = 'GET', cookie = '', body }: Ask = {}): Promise<Reply> {
    const { port, url } = this.running;
    const headers = { origin: url, cookie };
    const json = { ...headers, 'content-type': 'application/json' };
    const sent = body === undefined ? { headers } : { headers: json, body: JSON.stringify(body) };
    const answer = await send(port, { method, path, ...sent });
    const read = answer.body.startsWith('{') ? JSON.parse(answer.body) : {};
    const set = (answer.headers['set-cookie'] as string[] | undefined)?.[0] ?? '';
    const { status } = answer;
    return { status, code: String(read.code ?? ''), body: read, cookie: set.split(';')[0] ?? '' };
  }

  async post(path: string, body: unknown, cookie = ''): Promise<Reply> {
    return await this.ask(path, { method: 'POST', body, cookie });
  }

  /** Turns the clock on; the administrator signs in once more, as every session has ended. */
  async later(by_ms: number): Promise<void> {
    this.clock.now += by_ms;
    if (this.admin === '') return;
    const answer = await this.post('/api/session', { email: this.adminEmail, password: PASSWORD });
    this.admin = answer.cookie;
  }

  /** Two workbooks, opened by the administrator. */
  async openWorkbooks(): Promise<void> {
    const open = async (city: string) =>
      String(
        (
          await this.post(
            '/api/workbooks',
            { city, title: '2026', due: null, coordinate: true },
            this.admin,
          )
        ).body['workbook'],
      );
    this.workbooks = [await open('Northam'), await open('Southam')];
  }

  /** Somebody with a password, signed in. */
  async someone(name: string, role?: string): Promise<Someone> {
    if (this.#hash === '') this.#hash = await hashPassword(PASSWORD);
    const person = `p_${name}_${randomUUID().slice(0, 8)}` as PersonId;
    const email = `${person}@city.example`;
    await this.store.addPerson({
      person,
      email,
      name,
      passwordHash: this.#hash,
      admin: false,
      demo: false,
      createdAt: this.clock.now,
    });
    const token = await new Sessions(this.store, () => this.clock.now).begin(person);
    if (role !== undefined) await this.add(this.admin, { email, role });
    return { person, email, cookie: `tallystick=${token}` };
  }

  /** Adds to the first workbook, or the second; answers the person and the link's path. */
  async add(
    cookie: string,
    { email, role, to = 0 }: { email: string; role: string; to?: 0 | 1 },
  ): Promise<{ person: PersonId; link: string | null }> {
    const body = { id: randomUUID(), name: 'New', email, role, entity: null };
    const answer = await this.post(`/api/workbooks/${this.workbooks[to]}/people`, body, cookie);
    if (answer.status !== 200) throw new Error(`not added: ${answer.status} ${answer.code}`);
    return answer.body as { person: PersonId; link: string | null };
  }

  async command(cookie: string, command: object): Promise<void> {
    const path = `/api/workbooks/${this.workbooks[0]}/commands`;
    const answer = await this.post(path, { id: randomUUID(), command }, cookie);
    if (answer.status !== 200) throw new Error(`refused: ${answer.status} ${answer.code}`);
  }

  async act(person: PersonId, act: string, body: unknown = {}): Promise<Reply> {
    return await this.post(`/api/admin/people/${person}/${act}`, body, this.admin);
  }

  /** Everybody, as what they are and may. */
  async census(): Promise<Map<PersonId, string>> {
    const people = await this.store.searchPeople('', 10_000);
    const lines = people.map(async (row) => {
      const memberships = await this.store.memberships(row.person);
      return [row.person, JSON.stringify([row, memberships])] as const;
    });
    return new Map(await Promise.all(lines));
  }
}

/** Who is another after than before: ids of those who changed, and how many are new. */
export function changes(
  before: ReadonlyMap<PersonId, string>,
  after: ReadonlyMap<PersonId, string>,
): { changed: PersonId[]; made: number } {
  const changed = [...before].filter(([id, line]) => after.get(id) !== line).map(([id]) => id);
  return { changed, made: [...after.keys()].filter((id) => !before.has(id)).length };
}
