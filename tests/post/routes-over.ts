/** The routes of the links in mails over a store, without a server around them. */
import { unsubscribeRoutes } from '@tallystick/server/http/routes/post/unsubscribe-routes';
import type { Store } from '@tallystick/store/port';
import type { FastifyInstance } from 'fastify';

export function routesOver(app: FastifyInstance, store: Store): void {
  unsubscribeRoutes(app, { store } as Parameters<typeof unsubscribeRoutes>[1]);
}
