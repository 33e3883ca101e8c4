/** The licences of what is shipped, and their list for programs, as `npm run build` has written them. */
import { refuse } from '@tallystick/domain/refusals';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sendRefusal } from '../../edge/problem.ts';

/** `dir` is where they lie; where they were not built, or it is null, the routes answer not-found. */
export function licenceRoutes(app: FastifyInstance, dir: string | null): void {
  const send = async (reply: FastifyReply, file: string, type: string) => {
    const text = dir === null ? undefined : await readFile(join(dir, file)).catch(() => undefined);
    return text === undefined
      ? sendRefusal(reply, refuse('not-found'))
      : reply.type(type).send(text);
  };
  app.get('/licences.txt', (_request, reply) =>
    send(reply, 'licences.txt', 'text/plain; charset=utf-8'),
  );
  app.get('/sbom.cdx.json', (_request, reply) =>
    send(reply, 'sbom.cdx.json', 'application/vnd.cyclonedx+json; version=1.6'),
  );
}
