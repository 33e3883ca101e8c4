/** Lets a server listen, or says in a sentence why the system does not. */
import type { FastifyInstance } from 'fastify';
import { type AddressInfo, createServer } from 'node:net';

type Place = { host: string; port: number };

/** `127.0.0.1:3000`, `[::1]:3000`. */
function placed({ host, port }: Place): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where it listens then; other errors than the system's on addresses are thrown. */
export async function listen(
  app: FastifyInstance,
  at: Place,
): Promise<{ url: string; port: number } | { fault: string }> {
  try {
    await app.listen(at);
  } catch (error) {
    const fault = listenFault(error, at);
    if (fault === undefined) throw error;
    return { fault };
  }
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://${placed({ ...at, port })}`, port };
}

/**
 * A port that was free a moment ago: the allowed origins must name it before the server listens. Or why the address is none
 * of this machine.
 */
export async function freePort(host: string): Promise<{ port: number } | { fault: string }> {
  const probe = createServer();
  try {
    await new Promise<void>((listening, failed) => {
      probe.once('error', failed);
      probe.listen(0, host, listening);
    });
  } catch (error) {
    const fault = listenFault(error, { host, port: 0 });
    if (fault === undefined) throw error;
    return { fault };
  }
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return { port };
}

/** A sentence where the system does not let a server listen; undefined for other errors. */
function listenFault(error: unknown, at: Place): string | undefined {
  const next = `PORT=${at.port + 1}`;
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'EADDRINUSE':
      return `Another program listens at ${placed(at)}. Stop it, or set another port, for example ${next}.`;
    case 'EACCES':
      return `This user may not listen at ${placed(at)}. Set a port above 1023, for example PORT=3000.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST=${at.host} is no address of this machine. Set one that it has, for example HOST=127.0.0.1.`;
    default:
      return undefined;
  }
}
