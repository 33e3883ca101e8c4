/** The description of the API: for programs and for people. Both are made once, at the first request. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { everybody } from '../edge/access.ts';
import type { RouteContext } from '../edge/context.ts';
import { file, json } from '../edge/operation.ts';
import { serve } from '../edge/serve.ts';
import { docsPage } from './api/docs-page.ts';
import { documentOf } from './api/document.ts';

/** What is under each name is ruled by the OpenAPI Specification, which has a schema of its own. */
const documentSchema = z.strictObject({
  openapi: z.string(),
  info: z.record(z.string(), z.unknown()),
  servers: z.array(z.strictObject({ url: z.string() })),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string() })),
  components: z.record(z.string(), z.unknown()),
  paths: z.record(z.string(), z.unknown()),
});

export function apiRoutes(app: FastifyInstance, context: RouteContext): void {
  let document: string | undefined;
  let page: string | undefined;

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/openapi.json',
      tag: 'service',
      summary: 'This document',
      access: everybody,
      answers: { 200: json('OpenAPI 3.1.', documentSchema) },
    },
    async ({ reply }) => {
      document ??= JSON.stringify(documentOf(app), null, 1);
      return reply.type('application/json; charset=utf-8').send(document);
    },
  );

  serve(
    { app, context },
    {
      method: 'get',
      path: '/api/docs',
      tag: 'service',
      summary: 'This document for people',
      access: everybody,
      answers: { 200: file('A page.', 'text/html') },
    },
    async ({ reply }) => {
      page ??= docsPage(documentOf(app));
      return reply.type('text/html; charset=utf-8').send(page);
    },
  );
}
