/** The licences of what is shipped, and their list for programs, as `npm run build` has written them. */
import { refuse } from '@tallystick/domain/refusals';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { everybody } from '../../edge/access.ts';
import type { RouteContext } from '../../edge/context.ts';
import { file } from '../../edge/operation.ts';
import { sendRefusal } from '../../edge/problem.ts';
import { serve } from '../../edge/serve.ts';

/** `dir` is where they lie; where they were not built, or it is null, the routes answer not-found. */
export function licenceRoutes(
  app: FastifyInstance,
  context: RouteContext,
  dir: string | null,
): void {
  const send = async (reply: FastifyReply, file: string, type: string) => {
    const text = dir === null ? undefined : await readFile(join(dir, file)).catch(() => undefined);
    return text === undefined
      ? sendRefusal(reply, refuse('not-found'))
      : reply.type(type).send(text);
  };

  serve(
    { app, context },
    {
      method: 'get',
      path: '/licences.txt',
      tag: 'service',
      summary: 'Licences of this program and of all it runs with',
      access: everybody,
      answers: { 200: file('Their texts.', 'text/plain') },
      refuses: [404],
    },
    async ({ reply }) => await send(reply, 'licences.txt', 'text/plain; charset=utf-8'),
  );

  serve(
    { app, context },
    {
      method: 'get',
      path: '/sbom.cdx.json',
      tag: 'service',
      summary: 'The packages it runs with, for programs',
      access: everybody,
      answers: { 200: file('CycloneDX 1.6.', 'application/vnd.cyclonedx+json') },
      refuses: [404],
    },
    async ({ reply }) =>
      await send(reply, 'sbom.cdx.json', 'application/vnd.cyclonedx+json; version=1.6'),
  );
}
