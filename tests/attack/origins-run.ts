/**
 * P23 over two servers: the demo on this machine, and an installation behind TLS, whose only origin is its public one.
 */
import { prepareWorkbook } from '../process/prepared-workbook.ts';
import { ApiClient } from '../process/api-client.ts';
import { RoomClient } from '../process/room-client.ts';
import {
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from '../process/server-process.ts';
import { demoDoor, type OriginsReport, sumOf, tryChanges, tryHandshakes } from './origins.ts';
import { send } from './raw-request.ts';

const PUBLIC_URL = 'https://kpi.city.example';
const SIGN_OUTS = 5;

/** All tries at both doors; `signOut_ms` is the longest time from signing out to the socket's end. */
export async function runOrigins(): Promise<OriginsReport & { signOut_ms: number }> {
  const server = await startServerProcess();
  try {
    const door = await demoDoor(server);
    const demo = [await tryHandshakes(door), await tryChanges(door)];
    const signOut_ms = await longestSignOut(server);
    return { ...sumOf([...demo, await behindTls()]), signOut_ms };
  } finally {
    await server.stop();
    await removeDataDir(server.dataDir);
  }
}

async function behindTls(): Promise<OriginsReport> {
  const dataDir = await temporaryDataDir();
  const { people } = await prepareWorkbook(dataDir, ['head', 'observer']);
  const token = (i: number) => people[i]?.cookie.split('=')[1] ?? '';
  const server = await startServerProcessAt(dataDir);
  try {
    const headers = { origin: PUBLIC_URL, cookie: `__Host-tallystick=${token(1)}` };
    await send(server.port, { method: 'DELETE', path: '/api/session', headers });
    return await tryHandshakes({
      port: server.port,
      origin: PUBLIC_URL,
      cookieName: '__Host-tallystick',
      token: token(0),
      endedToken: token(1),
    });
  } finally {
    await server.stop();
    await removeDataDir(dataDir);
  }
}

/** Behind TLS the server prints its public address, so its own port has to be chosen here. */
async function startServerProcessAt(dataDir: string): Promise<ServerProcess> {
  const port = await freePort();
  const options = { dataDir, port, args: ['--empty'], env: { PUBLIC_URL } };
  return { ...(await startServerProcess(options)), port };
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port was free');
  return address.port;
}

async function longestSignOut(server: ServerProcess): Promise<number> {
  let longest = 0;
  for (let i = 0; i < SIGN_OUTS; i++) {
    const api = await ApiClient.enter(server.url, 'p_wen');
    const client = await RoomClient.join(api, (await api.view()).room ?? '');
    const closed = new Promise<void>((done) => client.provider.on('close', () => done()));
    const headers = { origin: server.url, cookie: api.cookie };
    const began = performance.now();
    await send(server.port, { method: 'DELETE', path: '/api/session', headers });
    await closed;
    longest = Math.max(longest, performance.now() - began);
    client.close();
  }
  return longest;
}
