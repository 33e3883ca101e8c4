/**
 * The OpenAPI 3.1 document, made from the list of operations and the schemas that the server itself parses with.
 * Source: OpenAPI Specification 3.1.1; RFC 9457 for refusals.
 */

import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import { problemSchema } from '@tallystick/protocol/view-schemas';
import { z } from 'zod';
import { type Answer, type Operation, TAGS } from './operation.ts';

type Json = Record<string, unknown>;

const PROBLEM_TYPE = 'application/problem+json';

/** What a status means, wherever it is answered. */
const STATUS_ABOUT: Record<number, string> = {
  400: 'The request could not be read; `detail` names the field.',
  401: 'Nobody is signed in, or the token opens nothing.',
  403: 'The role, the row or the scope of the token does not allow it.',
  404: 'There is nothing here that one may see.',
  409: 'It does not fit the state as it is now: locked, there already, moved on.',
  410: 'The link was used, revoked or has run out.',
  413: 'The request is too large.',
  422: 'Understood, and not possible; `code` says why.',
  429: 'Too many requests. Wait a moment.',
  503: 'The server cannot save or read just now. The same request may be sent again.',
};

/** The statuses that an operation can be refused with. */
export function refusalsOf(operation: Operation): number[] {
  const { auth, body, method, path, refuses = [] } = operation;
  const all = [400, 413, 429, 503, ...refuses];
  if (auth !== 'none') all.push(401, 403, 404, 422);
  if (method !== 'get') all.push(403, 404);
  if (path.includes(':')) all.push(404);
  if (body !== undefined) all.push(409, 422);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The document, as it is served. */
export function openApi(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:([a-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: operationOf(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tallystick',
      version: '1',
      summary: "A live workbook of ITU's KPI template whose locked versions can be proved.",
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A personal access token, `ts_...`, made under "Access tokens" of the own menu.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'tallystick',
          description:
            'The cookie of a person who signed in. Changes also need the `Origin` of the server. Behind TLS its name is `__Host-tallystick`.',
        },
      },
    },
  };
}

function operationOf(operation: Operation): Json {
  const { auth, body, method, path } = operation;
  const words = path
    .split('/')
    .filter((part) => part !== '' && part !== 'api')
    .map((part) => part.replace(':', 'of-'));
  return {
    operationId: [method, ...words].join('-').replaceAll(/[^a-z0-9-]/gi, '-'),
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.about === undefined ? {} : { description: operation.about }),
    security: securityOf(auth),
    parameters: parametersOf(operation),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }),
    responses: responsesOf(operation),
  };
}

function securityOf(auth: Operation['auth']): Json[] {
  switch (auth) {
    case 'none':
      return [];
    case 'session':
      return [{ session: [] }];
    case 'token':
      return [{ token: [] }, { session: [] }];
  }
}

function parametersOf({ path, query, headers }: Operation): Json[] {
  const inPath = [...path.matchAll(/:([a-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: WORDS_CHARS_MAX },
  }));
  return [...inPath, ...fieldsOf(query, 'query'), ...fieldsOf(headers, 'header')];
}

function fieldsOf(schema: z.ZodObject | undefined, where: 'query' | 'header'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

function responsesOf(operation: Operation): Json {
  const told = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    answerOf(answer),
  ]);
  const refused = refusalsOf(operation).map((status) => [
    String(status),
    {
      description: STATUS_ABOUT[status] ?? '',
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return Object.fromEntries([...told, ...refused]);
}

function answerOf({ about, type, or, schema }: Answer): Json {
  if (schema === undefined && type === undefined) return { description: about };
  const shape = schema === undefined ? {} : { schema: schemaOf(schema, 'output') };
  const other = or === undefined ? {} : { [or]: {} };
  return { description: about, content: { [type ?? 'application/json']: shape, ...other } };
}

/** A schema of ours as JSON Schema 2020-12. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
