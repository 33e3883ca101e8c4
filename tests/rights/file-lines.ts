/** Who may ask which route about files: a part of the reviewed table, by hand. */
import { at, READERS, type RouteLine, SIGNED_IN } from './route-line.ts';
import { type ActorName, ROWS } from './scene.ts';

/** ITU's people of any workbook, and administrators: templates are for all cities. */
const KEEPERS: readonly ActorName[] = ['itu', 'admin'];

export const FILE_LINES: readonly RouteLine[] = [
  {
    route: 'POST /api/workbooks/:id/files',
    // Those who fill cells; whether each cell is theirs is told of each.
    may: ['water', 'roads', 'coordinator'],
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/files?name=a.xlsx`,
      body: {},
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  {
    route: 'GET /api/workbooks/:id/files/:hash',
    may: READERS,
    hidden: READERS,
    ask: at(`/api/workbooks/:id/files/${'f'.repeat(64)}`),
  },
  {
    route: 'GET /api/workbooks/:id/files/:hash/comparison',
    may: ['water', 'roads', 'coordinator'],
    hidden: ['water', 'roads', 'coordinator'],
    ask: at(`/api/workbooks/:id/files/${'f'.repeat(64)}/comparison`),
  },
  {
    route: 'POST /api/workbooks/:id/evidence',
    // Those who fill rows; whether this one is theirs is told them.
    may: ['water', 'roads', 'coordinator'],
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/evidence?row=${ROWS.water}`,
      body: {},
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  {
    route: 'GET /api/workbooks/:id/evidence/:evidence',
    may: READERS,
    hidden: READERS,
    ask: at('/api/workbooks/:id/evidence/ev_none'),
  },
  {
    route: 'GET /api/workbooks/:id/evidence/:evidence/preview',
    may: READERS,
    hidden: READERS,
    ask: at('/api/workbooks/:id/evidence/ev_none/preview'),
  },
  { route: 'GET /api/templates', may: SIGNED_IN, ask: at('/api/templates') },
  {
    route: 'GET /api/templates/:template',
    may: KEEPERS,
    outside: 403,
    hidden: KEEPERS,
    ask: at('/api/templates/tpl_none'),
  },
  {
    route: 'POST /api/templates/files',
    may: KEEPERS,
    outside: 403,
    ask: () => ({
      path: '/api/templates/files?name=a.xlsx',
      body: {},
      headers: { 'content-type': 'application/octet-stream' },
    }),
  },
  {
    route: 'POST /api/templates/files/:hash/table',
    may: KEEPERS,
    outside: 403,
    ask: () => ({ path: `/api/templates/files/${'f'.repeat(64)}/table`, body: {} }),
  },
  {
    route: 'POST /api/templates',
    may: KEEPERS,
    outside: 403,
    ask: () => ({ path: '/api/templates', body: {} }),
  },
  {
    route: 'GET /api/workbooks/:id/templates/:template/file',
    may: READERS,
    hidden: READERS,
    ask: at('/api/workbooks/:id/templates/tpl_none/file'),
  },
  {
    route: 'GET /api/workbooks/:id/templates/:template/report',
    may: READERS,
    hidden: READERS,
    ask: at('/api/workbooks/:id/templates/tpl_none/report'),
  },
];
