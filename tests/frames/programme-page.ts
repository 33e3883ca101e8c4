/**
 * The programme's page, built and served on a private port. Own file because it is no part of the product: only its grid is.
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

/** Builds the page into a folder of its own and serves it on loopback. */
export async function serveProgramme(): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-frames-'));
  const args = ['build', '--config', 'test/frames/vite.config.ts', '--outDir', folder];
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
