import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteStore } from '../src/sqlite-store.ts';
import { runStoreContract } from './contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'store-contract-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
runStoreContract('SQLite', () => {
  files += 1;
  return openSqliteStore({ file: join(folder, `${files}.db`) });
});
