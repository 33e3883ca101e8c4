/**
 * Baseline (b): stock Hocuspocus with its SQLite extension, as its documentation shows it. The database is a file in a
 * temporary folder. Source: https://tiptap.dev/docs/hocuspocus/server/extensions/sqlite
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';
import { announce, wantedPort } from './listening.ts';

const folder = mkdtempSync(join(tmpdir(), 'load-hocuspocus-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const server = new Server({
  port: wantedPort(),
  address: '127.0.0.1',
  // The start screen would come before the one line that the runner waits for.
  quiet: true,
  extensions: [new SQLite({ database: join(folder, 'db.sqlite') })],
});

await server.listen();
announce(server.address.port);
