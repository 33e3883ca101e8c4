/** P19, P20: the reviewed tables against the server as it is. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROUTE_LINES } from './route-lines.ts';
import { runMatrix } from './rights-matrix.ts';
import { routesUndecided } from './route-matrix.ts';

test('everybody may at every door what the tables say, and is shown nothing else', async () => {
  const report = await runMatrix();
  expect(report.wrong).toEqual([]);
  expect(report.undecided).toEqual([]);
  expect(report.unfound).toEqual([]);
  expect(report.edits).toBeGreaterThan(1_500);
  expect(report.editsTaken).toBeGreaterThan(100);
  expect(report.passed).toBeGreaterThan(200);
  expect(report.listeners).toBe(6);
  expect(report.hookOwners).toBe(2);
  expect(report.hookEntries).toBeGreaterThan(9);
}, 180_000);

test('every route that is declared has its line, and every line its route', async () => {
  expect(await routesUndecided()).toEqual([]);
});

test('a route that is tried elsewhere names where', () => {
  const files = ROUTE_LINES.flatMap(({ elsewhere }) =>
    elsewhere?.startsWith('tests/') ? [elsewhere] : [],
  );
  const root = new URL('../../', import.meta.url);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
});
