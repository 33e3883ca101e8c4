/** A real installation with an administrator and two cities. */
import { randomUUID } from 'node:crypto';
import { ApiClient } from '../process/api-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';

export const PASSWORD = 'seven tall ships at sea';

export type Installation = {
  server: ServerProcess;
  admin: ApiClient;
  /** Two workbooks of two cities, both opened by the administrator. */
  workbooks: [string, string];
  close: () => Promise<void>;
};

const json = async <T>(answer: Response): Promise<T> => (await answer.json()) as T;

/** The session cookie that an answer sets. */
export function cookieOf(answer: Response): string {
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`no cookie: ${answer.status}`);
  return cookie;
}

export async function openInstallation(): Promise<Installation> {
  const dataDir = await temporaryDataDir();
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const link = /\/link\/(\S+)/.exec(await printedLink(server))?.[1] ?? '';
  const nobody = new ApiClient(server.url, '');
  const account = { password: PASSWORD, name: 'Ada', email: 'ada@install.example' };
  const made = await nobody.post(`/api/links/${link}`, account);
  const admin = new ApiClient(server.url, cookieOf(made));
  const open = async (city: string) =>
    (
      await json<{ workbook: string }>(
        await admin.post('/api/workbooks', { city, title: '2026', due: null, coordinate: true }),
      )
    ).workbook;
  const workbooks: [string, string] = [await open('Northam'), await open('Southam')];
  return {
    server,
    admin,
    workbooks,
    close: async () => {
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}

/** The link is printed after the address. */
async function printedLink(server: ServerProcess): Promise<string> {
  while (!server.output().includes('/link/')) await new Promise((turn) => setTimeout(turn, 5));
  return server.output();
}

/** DELETE as the web app sends it. */
export async function remove(api: ApiClient, path: string): Promise<Response> {
  return await api.fetch(api.url + path, {
    method: 'DELETE',
    headers: { origin: api.url, cookie: api.cookie },
  });
}

export type Invitation = { role: string; entity?: string | null; note?: string; days?: number };

/** Invites and answers the link's secret. */
export async function invite(api: ApiClient, workbook: string, how: Invitation): Promise<string> {
  const body = { entity: null, note: 'a test', days: 3, ...how };
  const answer = await api.post(`/api/workbooks/${workbook}/invitations`, body);
  const made = await json<{ link: string }>(answer);
  if (answer.status !== 200) throw new Error(`not invited: ${JSON.stringify(made)}`);
  return made.link.replace('/invite/', '');
}

/** Joins by a link as somebody new; answers their client and the server's answer. */
export async function joinAsNew(
  url: string,
  token: string,
  name: string,
): Promise<{ api: ApiClient; answer: Response; email: string }> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@city.example`;
  const account = { name, email, password: PASSWORD };
  const answer = await new ApiClient(url, '').post(`/api/invitations/${token}`, { account });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { api: new ApiClient(url, cookie), answer, email };
}
