/** The API's description: of every route, of nothing else, and readable. */
import { refusalsOf, openApi } from '@tallystick/server/http/api/document';
import { docsPage } from '@tallystick/server/http/api/docs-page';
import { OPERATIONS } from '@tallystick/server/http/api/operations';
import { expect, test } from 'vitest';
import { registeredRoutes } from './routes.ts';

test('every route of the server is in the document, and the document names no other', async () => {
  const routes = await registeredRoutes();
  const told = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(routes.length).toBeGreaterThan(30);
  expect(told.toSorted()).toEqual(routes.toSorted());
});

test('every operation tells its answers, the refusals of its kind and its own id', () => {
  const document = openApi(OPERATIONS) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  };
  expect(document.openapi).toBe('3.1.1');
  const ids = Object.values(document.paths).flatMap((each) =>
    Object.values(each).map((operation) => operation.operationId),
  );
  expect(ids.length).toBe(OPERATIONS.length);
  expect(new Set(ids).size).toBe(ids.length);
  for (const operation of OPERATIONS) {
    const statuses = Object.keys(operation.answers).map(Number);
    expect(statuses.some((status) => status >= 200 && status < 300)).toBe(true);
    expect(refusalsOf(operation)).toEqual(expect.arrayContaining([400, 413, 429]));
    if (operation.auth !== 'none') expect(refusalsOf(operation)).toContain(401);
  }
});

test('the page for people names every operation and loads nothing', () => {
  const page = docsPage(OPERATIONS);
  for (const { path } of OPERATIONS) expect(page).toContain(`</span> ${path}</code>`);
  expect(page).not.toMatch(/<script|<link|src=|@import|https?:\/\//);
});
