/** Who may ask the routes of what people are told: a part of the reviewed table, by hand. */
import { at, MANAGERS, type RouteLine, SIGNED_IN } from './route-line.ts';

export const POST_LINES: readonly RouteLine[] = [
  {
    route: 'POST /api/workbooks/:id/entities/:entity/chase',
    may: ['coordinator', 'head'],
    elsewhere: 'tests/post/dates.test.ts',
  },
  {
    route: 'POST /api/me/calendar',
    may: SIGNED_IN,
    ask: () => ({ path: '/api/me/calendar', body: {} }),
  },
  { route: 'DELETE /api/me/calendar', may: SIGNED_IN, ask: at('/api/me/calendar') },
  { route: 'GET /calendar/:file', may: 'everybody', elsewhere: 'tests/post/dates.test.ts' },
  { route: 'GET /api/me/post', may: SIGNED_IN, ask: at('/api/me/post') },
  {
    route: 'PUT /api/me/post',
    may: SIGNED_IN,
    ask: () => ({ path: '/api/me/post', body: { language: 'en' } }),
  },
  {
    route: 'GET /api/workbooks/:id/refused-addresses',
    may: MANAGERS,
    ask: at('/api/workbooks/:id/refused-addresses'),
  },
  { route: 'GET /api/me/inbox', may: SIGNED_IN, ask: at('/api/me/inbox') },
  { route: 'GET /api/me/inbox/count', may: SIGNED_IN, ask: at('/api/me/inbox/count') },
  {
    route: 'POST /api/me/inbox/read',
    may: SIGNED_IN,
    ask: (scene) => ({ path: '/api/me/inbox/read', body: { workbook: scene.workbook } }),
  },
];
