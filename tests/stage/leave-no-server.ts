/** After each test file: a server that a failed test has left running is ended, and does not weigh on the files that follow. */
import { afterAll } from 'vitest';
import { killLeftServers } from '../process/server-process.ts';

afterAll(async () => {
  const left = await killLeftServers();
  if (left > 0) console.warn(`killed ${left} server(s) that this file left running`);
});
