/**
 * The OpenAPI 3.1 document, made by Fastify's plugin from what the routes were declared with. Source: OpenAPI
 * Specification 3.1.1; RFC 9457 for refusals.
 */
import swagger from '@fastify/swagger';
import { WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import { problemSchema } from '@tallystick/protocol/views';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Answer, ifNoneMatch, type Operation, TAGS } from '../../edge/operation.ts';

type Json = Record<string, unknown>;
/** What the document says of an operation. */
export type ToldOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Json[];
  [RIGHT]?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema?: Json; example?: unknown }> };
  responses: Record<string, { description: string; content?: ToldContent }>;
};
type ToldContent = Record<string, { schema?: Json }>;
export type ApiDocument = {
  openapi: string;
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, ToldOperation>>;
  components: { schemas: Record<string, Json> };
};

export const JSON_TYPE = 'application/json';
export const PROBLEM_TYPE = 'application/problem+json';
/** By this name the document tells the right that is asked for, where there is one. */
export const RIGHT = 'x-right';

/** What a status means, wherever it is answered. */
const STATUS_ABOUT: Record<number, string> = {
  304: 'What the tag stands for has not changed.',
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

const SECURITY = {
  none: [],
  session: [{ session: [] }],
  token: [{ token: [] }, { session: [] }],
} satisfies Record<Operation['access']['auth'], Json[]>;

/** The plugin notes every route that is registered after it. */
export async function addDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    convertConstToEnum: false,
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Tallystick',
        version: '1',
        summary: "A live workbook of ITU's KPI template whose locked versions can be proved.",
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
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
    },
    transform: ({ url, route }) => {
      const operation = route.config?.operation;
      return { url, schema: operation === undefined ? { hide: true } : describe(operation) };
    },
  });
}

/** The document; the same object at every call. */
export function documentOf(app: FastifyInstance): ApiDocument {
  return app.swagger() as unknown as ApiDocument;
}

/** The statuses that an operation can be refused with. */
function refusalsOf({ access, body, takes, method, path, refuses = [] }: Operation): number[] {
  const all = [400, 413, 429, 503, ...refuses];
  if (access.auth !== 'none') all.push(401, 403, 404, 422);
  if (method !== 'get') all.push(403, 404);
  if (path.includes(':')) all.push(404);
  if (body !== undefined || takes !== undefined) all.push(409, 422);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** An operation in the form in which Fastify's plugin takes it. */
function describe(operation: Operation): Json {
  const { about, access, body, example, headers, method, path, query, tag, tagged, takes } =
    operation;
  const words = path
    .split('/')
    .filter((part) => part !== '' && part !== 'api')
    .map((part) => part.replace(':', 'of-'));
  const head = headers ?? (tagged ? ifNoneMatch : undefined);
  const names = [...path.matchAll(/:([a-z]+)/g)].map(([, name = '']) => name);
  const inPath = { type: 'string', minLength: 1, maxLength: WORDS_CHARS_MAX };
  return {
    operationId: [method, ...words].join('-').replaceAll(/[^a-z0-9-]/gi, '-'),
    tags: [tag],
    summary: operation.summary,
    security: SECURITY[access.auth],
    ...(access.right === null ? {} : { [RIGHT]: access.right }),
    response: responsesOf(operation),
    ...(about === undefined ? {} : { description: about }),
    ...(names.length === 0 ? {} : { params: objectOf(names, inPath) }),
    ...(query === undefined ? {} : { querystring: schemaOf(query, 'input') }),
    ...(head === undefined ? {} : { headers: schemaOf(head, 'input') }),
    ...(body === undefined ? {} : { body: contentOf(JSON_TYPE, withExample(body, example)) }),
    ...(takes === undefined ? {} : { body: contentOf(takes, {}) }),
  };
}

/** The plugin puts the example beside the schema. */
function withExample(body: z.ZodType, example: unknown): Json {
  return { ...schemaOf(body, 'input'), examples: [example] };
}

function objectOf(names: string[], each: Json): Json {
  const properties = Object.fromEntries(names.map((name) => [name, { ...each }]));
  return { type: 'object', properties, required: names };
}

function responsesOf(operation: Operation): Json {
  const told = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    answerOf(answer),
  ]);
  const known = operation.tagged ? [[304, withoutBody(STATUS_ABOUT[304])]] : [];
  const refused = refusalsOf(operation)
    .filter((status) => !(status in operation.answers))
    .map((status) => [
      status,
      {
        description: STATUS_ABOUT[status] ?? '',
        ...contentOf(PROBLEM_TYPE, { $ref: '#/components/schemas/Problem' }),
      },
    ]);
  return Object.fromEntries([...told, ...known, ...refused]);
}

function answerOf({ about, type, or, schema }: Answer): Json {
  if (schema === undefined && type === undefined) return withoutBody(about);
  const told = type ?? JSON_TYPE;
  const whole = schema === undefined ? fileOf(told) : schemaOf(schema, 'output');
  const { content } = contentOf(told, whole);
  const other = or === undefined ? {} : contentOf(or, fileOf(or)).content;
  return { description: about, content: { ...content, ...other } };
}

/** A file is a text, or whatever its type says. */
function fileOf(type: string): Json {
  return type.startsWith('text/') ? { type: 'string' } : {};
}

function withoutBody(about: string | undefined): Json {
  return { description: about, type: 'null' };
}

function contentOf(type: string, schema: Json): { content: ToldContent } {
  return { content: { [type]: { schema } } };
}

/** A schema of ours as JSON Schema 2020-12. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
