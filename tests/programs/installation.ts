/** A real installation with its first administrator, who has opened a workbook and coordinates it. */
import { ApiClient } from '../process/api-client.ts';
import {
  type ServerOptions,
  type ServerProcess,
  startServerProcess,
} from '../process/server-process.ts';

export const EMAIL = 'admin@city.example';
export const PASSWORD = 'a long and quiet password';

export type Installation = {
  server: ServerProcess;
  admin: ApiClient;
  workbook: string;
  /** The token of the link by which the administrator was made; used up. */
  link: string;
  /** Signs the administrator in anew; undefined where that is refused. */
  enter: () => Promise<ApiClient | undefined>;
};

export async function startInstallation(options: ServerOptions = {}): Promise<Installation> {
  const server = await startServerProcess({ ...options, args: ['--empty'] });
  const link = await firstLink(server);
  const post = async (path: string, body: unknown) =>
    await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify(body),
    });
  await post(`/api/links/${link}`, { password: PASSWORD, name: 'Ada', email: EMAIL });
  const enter = async () => {
    const answer = await post('/api/session', { email: EMAIL, password: PASSWORD });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    return cookie === undefined ? undefined : new ApiClient(server.url, cookie);
  };
  const admin = await enter();
  if (admin === undefined) throw new Error('the administrator could not sign in');
  const opening = { city: 'Hookham', title: 'Pilot', due: null, coordinate: true };
  const opened = (await (await admin.post('/api/workbooks', opening)).json()) as {
    workbook: string;
  };
  return { server, admin, workbook: opened.workbook, link, enter };
}

/** The token of the first administrator's link, which the server prints right after its address. */
async function firstLink(server: ServerProcess): Promise<string> {
  for (let i = 0; i < 1_000; i++) {
    const token = /\/link\/([\w-]+)/.exec(server.output())?.[1];
    if (token !== undefined) return token;
    await new Promise((later) => setTimeout(later, 5));
  }
  throw new Error('no link of the first administrator');
}
