/**
 * Pages that are no part of the product, built and served on a private port: the programme's, which is its grid alone,
 * and the bare one.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';

const WEB = resolve(import.meta.dirname, '../../apps/web');
const KINDS: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export type ServedPage = { url: string; close: () => Promise<void> };

/** A programme's rows in the product's grid. */
export const serveProgramme = (): Promise<ServedPage> =>
  serveBuilt(['--config', 'test/frames/vite.config.ts']);

/** Plain cells of a room (see `bare/bare.ts` for what it is asked with). */
export const serveBare = (): Promise<ServedPage> =>
  serveBuilt([resolve(import.meta.dirname, 'bare'), '--emptyOutDir']);

/** The same room in a grid as AG Grid's documents show it; `way`: transaction, cell or rows. */
export const servePlainGrid = (): Promise<ServedPage> =>
  serveBuilt(['test/frames/plain-grid', '--config', 'test/frames/vite.config.ts']);

/** Builds a page into a folder of its own and serves it on loopback. */
async function serveBuilt(how: string[]): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-frames-'));
  const args = ['build', ...how, '--outDir', folder];
  await promisify(execFile)(join(WEB, 'node_modules/.bin/vite'), args, { cwd: WEB });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (body) => response.setHeader('content-type', KINDS[extname(file)] ?? 'text/plain').end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true });
    },
  };
}
