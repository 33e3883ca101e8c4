/** A signed-in person as an HTTP client. */
import type { Command } from '@tallystick/domain/commands';
import type { WorkbookView } from '@tallystick/protocol/views';
import { randomUUID } from 'node:crypto';
import type { Fetch } from './fetch-from.ts';

export const DEMO_WORKBOOK = 'wb_riverton';

export class ApiClient {
  readonly url: string;
  readonly cookie: string;
  readonly fetch: Fetch;

  constructor(url: string, cookie: string, ask: Fetch = fetch) {
    this.url = url;
    this.cookie = cookie;
    this.fetch = ask;
  }

  /** Enters a demo as one of its people. */
  static async enter(url: string, person: string): Promise<ApiClient> {
    const answer = await fetch(`${url}/api/session/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ person }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) throw new Error(`could not enter as ${person}: ${answer.status}`);
    return new ApiClient(url, cookie);
  }

  async get(path: string): Promise<Response> {
    return await this.fetch(this.url + path, { headers: { cookie: this.cookie } });
  }

  async post(path: string, body: unknown): Promise<Response> {
    return await this.#send('POST', path, body);
  }

  async put(path: string, body: unknown): Promise<Response> {
    return await this.#send('PUT', path, body);
  }

  async #send(method: string, path: string, body: unknown): Promise<Response> {
    return await this.fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json', origin: this.url, cookie: this.cookie },
      body: JSON.stringify(body),
    });
  }

  async view(workbook = DEMO_WORKBOOK): Promise<WorkbookView> {
    return (await (await this.get(`/api/workbooks/${workbook}`)).json()) as WorkbookView;
  }

  async command(
    command: Command,
    options: { id?: string; workbook?: string } = {},
  ): Promise<Response> {
    const { id = randomUUID(), workbook = DEMO_WORKBOOK } = options;
    return await this.post(`/api/workbooks/${workbook}/commands`, { id, command });
  }
}
