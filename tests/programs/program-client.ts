/** A program as an HTTP client: a token, no cookie, no origin. */
import type { TokenMade, TokenRequest } from '@tallystick/protocol/tokens';
import type { ApiClient } from '../process/api-client.ts';

const HOUR_MS = 60 * 60_000;

export class ProgramClient {
  readonly url: string;
  readonly secret: string;
  readonly token: string;

  constructor(url: string, made: TokenMade) {
    this.url = url;
    this.secret = made.secret;
    this.token = made.token.id;
  }

  /** A token made by a person who is signed in. */
  static async of(person: ApiClient, asked: Partial<TokenRequest> = {}): Promise<ProgramClient> {
    const body: TokenRequest = {
      name: 'test',
      scope: ['read', 'write'],
      workbook: null,
      expiresAt: Date.now() + HOUR_MS,
      ...asked,
    };
    const answer = await person.post('/api/tokens', body);
    if (answer.status !== 201) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
    return new ProgramClient(person.url, (await answer.json()) as TokenMade);
  }

  async ask(
    method: string,
    path: string,
    more: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${this.secret}`,
      ...more.headers,
    };
    if (more.body !== undefined) headers['content-type'] = 'application/json';
    const body = more.body === undefined ? {} : { body: JSON.stringify(more.body) };
    return await fetch(this.url + path, { method, headers, ...body });
  }
}
