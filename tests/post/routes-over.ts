/** The routes of the links in mails, and of calendars, over a store, without a server around them. */
import { calendarRoutes } from '@tallystick/server/http/routes/post/calendar-routes';
import { unsubscribeRoutes } from '@tallystick/server/http/routes/post/unsubscribe-routes';
import type { Store } from '@tallystick/store/port';
import type { FastifyInstance } from 'fastify';

export function routesOver(app: FastifyInstance, store: Store): void {
  const context = { store, now: () => 1, post: { url: 'https://kpi.city.example' } };
  unsubscribeRoutes(app, context as Parameters<typeof unsubscribeRoutes>[1]);
  calendarRoutes(app, context as Parameters<typeof calendarRoutes>[1]);
}
