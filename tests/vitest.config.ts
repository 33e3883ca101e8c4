/**
 * How the tests are run. Own file because vitest reads it.
 */
import { defineConfig } from 'vitest/config';

/** Tests live beside their package (`test/`) or, where they cross packages, in `tests/`. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: browsers, servers and fuzzers share them.
    maxWorkers: 2,
    pool: 'forks',
  },
});
