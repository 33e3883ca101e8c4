/** How the tests are run: which share a process, and in which order. */
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './stage/longest-first.ts';

const ROOT = new URL('..', import.meta.url).pathname;
/** No clock, no chance, no files: whatever ran before in the same thread makes no difference. */
const PURE =
  'packages/{catalogue,domain,exchange,ledger,picture,protocol,room,score}/test/**/*.test.ts';
/** These make a browser of their own process, with its globals: each begins in a fresh one. */
const ALONE = ['apps/*/test/**/*.test.ts', 'tests/offline/**/*.test.ts'];
/** All others drive processes, sockets and pages from outside, and share what only costs time to load. */
const WHOLE = ['packages/store/test/**/*.test.ts', 'tests/**/*.test.ts'];
/** What a failed test leaves running is ended. */
const NO_SERVER = new URL('stage/leave-no-server.ts', import.meta.url).pathname;
const NO_TESTS = '**/node_modules/**';

export default defineConfig({
  root: ROOT,
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: browsers, servers and fuzzers share them.
    maxWorkers: 2,
    expect: { poll: { interval: 15 } },
    // As every command of the project begins; one file alone may be run without the command.
    execArgv: ['--import', new URL('../packages/tooling/quick-imports.mjs', import.meta.url).href],
    sequence: { sequencer: LongestFirst },
    globalSetup: ['tests/stage/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'whole',
          include: WHOLE,
          exclude: [NO_TESTS, ...ALONE],
          pool: 'forks',
          isolate: false,
          setupFiles: [NO_SERVER],
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: ALONE, pool: 'forks', setupFiles: [NO_SERVER] },
      },
      { extends: true, test: { name: 'pure', include: [PURE], pool: 'threads', isolate: false } },
    ],
  },
});
