/** The API's description: of every route, of nothing else, whole and readable. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { lintFromString, createConfig } from '@redocly/openapi-core';
import { docsPage } from '@tallystick/server/http/api/docs-page';
import { beforeAll, expect, test } from 'vitest';
import { type ServerRoutes, serverRoutes } from './routes.ts';

let routes: ServerRoutes;
beforeAll(async () => {
  routes = await serverRoutes();
});

const operations = () =>
  Object.entries(routes.document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
const isRefusal = (content: object | undefined) =>
  content !== undefined && 'application/problem+json' in content;

test('every route of the server was declared as an operation and is in the document', () => {
  const told = operations().map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{([a-z]+)\}/g, ':$1')}`,
  );
  expect(routes.registered.length).toBeGreaterThan(30);
  expect(routes.declared.toSorted()).toEqual(routes.registered.toSorted());
  expect(told.toSorted()).toEqual(routes.registered.toSorted());
});

test('every operation tells its answers, the refusals of its kind and its own id', () => {
  expect(routes.document.openapi).toBe('3.1.1');
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { operation } of operations()) {
    const { responses, security } = operation;
    const refusals = Object.keys(responses).filter((each) => isRefusal(responses[each]?.content));
    const answers = Object.keys(responses).filter((each) => !refusals.includes(each));
    expect(answers.some((status) => status.startsWith('2'))).toBe(true);
    expect(refusals).toEqual(expect.arrayContaining(['400', '413', '429']));
    if (security.length > 0) expect(refusals).toContain('401');
  }
});

test('an independent linter finds no fault with the document', async () => {
  const problems = await lintFromString({
    source: JSON.stringify(routes.document),
    config: await createConfig({ extends: ['recommended'] }),
  });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location])).toEqual([]);
});

test('every body has an example that its schema takes', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const bodies = operations().flatMap(({ operation }) => {
    const body = operation.requestBody?.content['application/json'];
    return body === undefined ? [] : [{ id: operation.operationId, ...body }];
  });
  expect(bodies.length).toBeGreaterThan(10);
  const wrong = bodies.filter(({ schema = {}, example }) => !ajv.validate(schema, example));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('every answer is told to the last field', () => {
  const open = operations().flatMap(({ operation }) =>
    Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
      Object.entries(content).flatMap(([type, { schema }]) =>
        FILES.has(type) ? [] : openPlaces(schema ?? {}, `${operation.operationId} ${status}`),
      ),
    ),
  );
  const problem = openPlaces(routes.document.components.schemas['Problem'] ?? {}, 'Problem');
  // The document itself is ruled by a standard, which says what stands under these names.
  const ofTheDocument = ['info', 'components', 'paths'].map(
    (name) => `get-openapi-json 200.${name}.*`,
  );
  expect([...open, ...problem].toSorted()).toEqual(ofTheDocument.toSorted());
});

test('the page for people names every operation and loads nothing', () => {
  const page = docsPage(routes.document);
  for (const route of routes.registered) {
    const [method, path] = route.split(' ');
    expect(page).toContain(`${method}</span> ${path}</code>`);
  }
  expect(page).toContain('<summary>Example</summary>');
  // The examples of webhooks name addresses; nothing is fetched from them.
  expect(page).not.toMatch(/<script|<link|<img|src=|@import|href="http/);
});

type Schema = Record<string, unknown>;

/** What a file holds is said by its type. */
const FILES = new Set([
  'application/octet-stream',
  'application/zip',
  'application/vnd.cyclonedx+json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.sdmx.data+csv',
]);
const PLAIN = new Set(['string', 'integer', 'number', 'boolean', 'null']);

/** Places of a schema where an answer could hold anything. */
function openPlaces(schema: Schema, at: string): string[] {
  if ('$ref' in schema || 'const' in schema || 'enum' in schema) return [];
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (choices !== undefined)
    return choices.flatMap((choice, i) => openPlaces(choice, `${at}|${i}`));
  const types = [schema['type']].flat();
  if (types.length > 0 && types.every((type) => PLAIN.has(type as string))) return [];
  switch (schema['type']) {
    case 'object': {
      const { properties = {}, additionalProperties: more } = schema as {
        properties?: Record<string, Schema>;
        additionalProperties?: Schema | boolean;
      };
      const rest =
        more === false ? [] : openPlaces(typeof more === 'object' ? more : {}, `${at}.*`);
      const named = Object.entries(properties);
      return [...named.flatMap(([name, each]) => openPlaces(each, `${at}.${name}`)), ...rest];
    }
    case 'array':
      return openPlaces((schema['items'] ?? {}) as Schema, `${at}[]`);
    default:
      return [at];
  }
}
