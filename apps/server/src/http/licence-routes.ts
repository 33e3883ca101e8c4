/** The licences of what is shipped, and their list for programs, as `npm run build` has written them. */
import { refuse } from '@tallystick/domain/refusals';
import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sendRefusal } from './problem.ts';

const FILES = {
  '/licences.txt': 'text/plain; charset=utf-8',
  '/sbom.cdx.json': 'application/vnd.cyclonedx+json; version=1.6',
} as const;

/** `dir` is where they lie; where they were not built, or it is null, the routes answer not-found. */
export function licenceRoutes(app: FastifyInstance, dir: string | null): void {
  for (const [path, type] of Object.entries(FILES)) {
    app.get(path, async (_request, reply) => {
      const text =
        dir === null ? undefined : await readFile(join(dir, path)).catch(() => undefined);
      if (text === undefined) return sendRefusal(reply, refuse('not-found'));
      return reply.type(type).send(text);
    });
  }
}
