/** The description of the API: for programs and for people. Both are made once, at the first request. */
import type { FastifyInstance } from 'fastify';
import { docsPage } from './api/docs-page.ts';
import { openApi } from './api/document.ts';
import { OPERATIONS } from './api/operations.ts';

export function apiRoutes(app: FastifyInstance): void {
  let document: string | undefined;
  let page: string | undefined;

  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApi(OPERATIONS), null, 1);
    return reply.type('application/json; charset=utf-8').send(document);
  });

  app.get('/api/docs', async (_request, reply) => {
    page ??= docsPage(OPERATIONS);
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
