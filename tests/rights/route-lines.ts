/** Who may ask which route: the reviewed table, by hand. */
import { COMMAND_LINES } from './command-lines.ts';
import { AUDIT_LINES } from './audit-lines.ts';
import { FILE_LINES } from './file-lines.ts';
import { POST_LINES } from './post-lines.ts';
import {
  AUDIT,
  CITY,
  MANAGERS,
  MEMBERS,
  NOT_ADMIN,
  READERS,
  SIGNED_IN,
  at,
  type RouteLine,
} from './route-line.ts';
import { ROWS } from './scene.ts';
import { freshId } from './secrets.ts';

export const ROUTE_LINES: readonly RouteLine[] = [
  { route: 'GET /healthz', may: 'everybody', ask: at('/healthz') },
  { route: 'GET /readyz', may: 'everybody', ask: at('/readyz') },
  { route: 'GET /licences.txt', may: 'everybody', elsewhere: 'tests/upkeep/licences.test.ts' },
  { route: 'GET /sbom.cdx.json', may: 'everybody', elsewhere: 'tests/upkeep/licences.test.ts' },
  { route: 'GET /verify.mjs', may: 'everybody', ask: at('/verify.mjs') },
  { route: 'GET /signing.pub', may: 'everybody', ask: at('/signing.pub') },
  {
    route: 'GET /.well-known/security.txt',
    may: 'everybody',
    elsewhere: 'tests/attack/addresses.test.ts',
  },
  { route: 'GET /api/session', may: 'everybody', ask: at('/api/session') },
  { route: 'POST /api/session', may: 'everybody', elsewhere: 'tests/e2e/sign-in.test.ts' },
  {
    route: 'POST /api/session/password',
    may: SIGNED_IN,
    elsewhere: 'tests/stakes/stakes.test.ts',
  },
  { route: 'POST /api/session/demo', may: 'everybody', elsewhere: 'only a demo has it' },
  { route: 'DELETE /api/session', may: SIGNED_IN, elsewhere: 'it would end the session' },
  { route: 'GET /api/workbooks', may: SIGNED_IN, ask: at('/api/workbooks') },
  {
    route: 'POST /api/workbooks',
    may: ['admin'],
    outside: 403,
    ask: () => ({ path: '/api/workbooks', body: { city: 'New', title: 'New', due: null } }),
  },
  { route: 'GET /api/workbooks/:id', may: MEMBERS, ask: at('/api/workbooks/:id') },
  {
    route: 'POST /api/workbooks/:id/commands',
    // Without a right of its own; each command has its line.
    may: COMMAND_LINES.flatMap(({ may }) => may),
    elsewhere: 'command-lines.ts',
  },
  {
    route: 'GET /api/workbooks/:id/cells/:cell',
    may: READERS,
    ask: at(`/api/workbooks/:id/cells/${ROWS.water}:notes`),
  },
  {
    route: 'POST /api/workbooks/:id/people',
    may: MANAGERS,
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/people`,
      body: {
        id: freshId(),
        name: 'Name of water',
        email: 'water@city.example',
        role: 'contributor',
        entity: 'e_water',
      },
    }),
  },
  {
    route: 'GET /api/workbooks/:id/history',
    may: READERS,
    ask: at('/api/workbooks/:id/history?limit=200'),
  },
  { route: 'GET /api/workbooks/:id/at/:number', may: READERS, ask: at('/api/workbooks/:id/at/9') },
  { route: 'GET /api/workbooks/:id/moments', may: READERS, ask: at('/api/workbooks/:id/moments') },
  {
    route: 'GET /api/workbooks/:id/compare',
    may: READERS,
    ask: at('/api/workbooks/:id/compare?from=0'),
  },
  { route: 'GET /api/workbooks/:id/seen', may: READERS, ask: at('/api/workbooks/:id/seen') },
  {
    route: 'PUT /api/workbooks/:id/seen',
    may: READERS,
    ask: (scene) => ({ path: `/api/workbooks/${scene.workbook}/seen`, body: { number: 1 } }),
  },
  {
    route: 'GET /api/workbooks/:id/submissions/:n',
    may: READERS,
    hidden: ['observer'],
    ask: at('/api/workbooks/:id/submissions/1'),
  },
  {
    route: 'GET /api/workbooks/:id/submissions/:n/export.xlsx',
    may: READERS,
    hidden: ['observer'],
    ask: at('/api/workbooks/:id/submissions/1/export.xlsx'),
  },
  {
    route: 'GET /api/workbooks/:id/submissions/:n/bundle',
    may: READERS,
    hidden: ['observer'],
    ask: at('/api/workbooks/:id/submissions/1/bundle'),
  },
  {
    route: 'GET /api/workbooks/:id',
    may: ['elsewhere'],
    hidden: MEMBERS,
    ask: (scene) => ({ path: `/api/workbooks/${scene.other}` }),
  },
  {
    route: 'GET /api/workbooks/:id/cells/:cell',
    may: ['elsewhere'],
    hidden: MEMBERS,
    ask: (scene) => ({ path: `/api/workbooks/${scene.other}/cells/${ROWS.water}:notes` }),
  },
  { route: 'GET /api/workbooks/:id/cells', may: READERS, ask: at('/api/workbooks/:id/cells') },
  {
    route: 'PATCH /api/workbooks/:id/cells',
    may: READERS,
    elsewhere: 'tests/rights/edit-lines.ts',
  },
  { route: 'GET /api/workbooks/:id/results', may: READERS, ask: at('/api/workbooks/:id/results') },
  {
    route: 'GET /api/workbooks/:id/history',
    may: READERS,
    ask: at('/api/workbooks/:id/history?limit=200'),
  },
  {
    route: 'GET /api/workbooks/:id/history',
    may: READERS,
    ask: at(`/api/workbooks/:id/history?row=${ROWS.water}&limit=200`),
  },
  {
    route: 'GET /api/workbooks/:id/history',
    may: READERS,
    ask: at('/api/workbooks/:id/history?person=p_auditor&limit=200'),
  },
  { route: 'GET /api/workbooks/:id/at/:number', may: READERS, ask: at('/api/workbooks/:id/at/9') },
  { route: 'GET /api/workbooks/:id/moments', may: READERS, ask: at('/api/workbooks/:id/moments') },
  {
    route: 'GET /api/workbooks/:id/compare',
    may: READERS,
    ask: at('/api/workbooks/:id/compare?from=0&to=now'),
  },
  { route: 'GET /api/workbooks/:id/seen', may: READERS, ask: at('/api/workbooks/:id/seen') },
  {
    route: 'PUT /api/workbooks/:id/seen',
    may: READERS,
    ask: (scene) => ({ path: `/api/workbooks/${scene.workbook}/seen`, body: { number: 1 } }),
  },
  {
    route: 'GET /api/workbooks/:id/journal',
    may: READERS,
    ask: at('/api/workbooks/:id/journal?limit=1000'),
  },
  {
    route: 'GET /api/workbooks/:id/journal/stream',
    may: READERS,
    ask: at('/api/workbooks/:id/journal/stream'),
    isStream: true,
  },
  ...FILE_LINES,
  {
    route: 'GET /api/workbooks/:id/refused-drafts',
    may: READERS,
    ask: at('/api/workbooks/:id/refused-drafts'),
  },
  {
    route: 'POST /api/workbooks/:id/refused-drafts',
    may: CITY,
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/refused-drafts`,
      body: { cell: `${ROWS.water}:notes`, text: freshId(), code: 'locked' },
    }),
  },
  {
    route: 'POST /api/workbooks/:id/refused-drafts/:draft/settle',
    may: READERS,
    elsewhere: 'tests/process/yjs-door.test.ts',
  },
  {
    route: 'GET /api/workbooks/:id/last-seen',
    may: ['coordinator', 'head'],
    ask: at('/api/workbooks/:id/last-seen'),
  },
  {
    route: 'GET /api/workbooks/:id/invitations',
    may: MANAGERS,
    ask: at('/api/workbooks/:id/invitations'),
  },
  {
    route: 'POST /api/workbooks/:id/invitations',
    may: MANAGERS,
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/invitations`,
      body: { role: 'contributor', entity: null, note: '', days: 1 },
    }),
  },
  {
    route: 'POST /api/workbooks/:id/invitations',
    // Who verifies the city is not the city's to invite.
    may: ['head', 'admin'],
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/invitations`,
      body: { role: 'auditor', entity: null, note: '', days: 1 },
    }),
  },
  {
    route: 'DELETE /api/workbooks/:id/invitations/:invitation',
    may: MANAGERS,
    elsewhere: 'tests/people/invitations.test.ts',
  },
  {
    route: 'PUT /api/workbooks/:id/invitations/:invitation',
    may: MANAGERS,
    elsewhere: 'tests/people/invitations.test.ts',
  },
  {
    route: 'POST /api/workbooks/:id/invitations/:invitation/link',
    may: MANAGERS,
    elsewhere: 'tests/people/invitations.test.ts',
  },
  {
    route: 'GET /api/invitations/:token',
    may: 'everybody',
    elsewhere: 'tests/people/invitations.test.ts',
  },
  {
    route: 'POST /api/invitations/:token',
    may: 'everybody',
    elsewhere: 'tests/people/invitations.test.ts',
  },
  {
    route: 'GET /api/workbooks/:id/screening',
    may: AUDIT,
    ask: at('/api/workbooks/:id/screening'),
  },
  {
    route: 'GET /api/workbooks/:id/screening',
    may: AUDIT,
    ask: at('/api/workbooks/:id/screening?submission=1'),
  },
  { route: 'GET /api/workbooks/:id/peers', may: AUDIT, ask: at('/api/workbooks/:id/peers') },
  { route: 'GET /api/clarifications', may: SIGNED_IN, ask: at('/api/clarifications') },
  { route: 'GET /api/tokens', may: SIGNED_IN, ask: at('/api/tokens') },
  { route: 'POST /api/tokens', may: SIGNED_IN, ask: () => ({ path: '/api/tokens', body: {} }) },
  {
    route: 'DELETE /api/tokens/:token',
    may: SIGNED_IN,
    elsewhere: 'tests/programs/tokens.test.ts',
  },
  { route: 'GET /unsubscribe/:token', may: 'everybody', elsewhere: 'tests/post/mail.test.ts' },
  { route: 'POST /unsubscribe/:token', may: 'everybody', elsewhere: 'tests/post/mail.test.ts' },
  ...POST_LINES,
  { route: 'GET /api/me/sessions', may: SIGNED_IN, ask: at('/api/me/sessions') },
  { route: 'DELETE /api/me/sessions', may: SIGNED_IN, elsewhere: 'tests/attack/sessions.test.ts' },
  {
    route: 'DELETE /api/me/sessions/:session',
    may: SIGNED_IN,
    elsewhere: 'tests/attack/sessions.test.ts',
  },
  {
    route: 'POST /api/me/password',
    may: SIGNED_IN,
    ask: () => ({ path: '/api/me/password', body: {} }),
  },
  {
    route: 'GET /api/admin/people',
    may: ['admin'],
    hidden: NOT_ADMIN,
    ask: at('/api/admin/people'),
  },
  {
    route: 'GET /api/admin/service',
    may: ['admin'],
    hidden: NOT_ADMIN,
    ask: at('/api/admin/service'),
  },
  {
    route: 'GET /api/admin/workbooks',
    may: ['admin'],
    hidden: NOT_ADMIN,
    ask: at('/api/admin/workbooks'),
  },
  ...['link', 'sign-out', 'shut-out', 'admin'].map(
    (act): RouteLine => ({
      route: `POST /api/admin/people/:person/${act}`,
      may: [],
      hidden: NOT_ADMIN,
      // The administrator's own is tried elsewhere: it would change people of this scene.
      ask: () => ({ path: `/api/admin/people/p_water/${act}`, body: { admin: false } }),
      not: ['admin'],
    }),
  ),
  {
    route: 'GET /api/workbooks/:id/export.json',
    may: READERS,
    ask: at('/api/workbooks/:id/export.json'),
  },
  {
    route: 'GET /api/workbooks/:id/export.csv',
    may: READERS,
    ask: at('/api/workbooks/:id/export.csv'),
  },
  ...['statistics.json', 'statistics.csv', 'statistics.csv-metadata.json'].flatMap(
    (name): RouteLine[] => [
      {
        route: `GET /api/workbooks/:id/${name}`,
        may: READERS,
        ask: at(`/api/workbooks/:id/${name}`),
      },
      {
        route: `GET /api/workbooks/:id/submissions/:n/${name}`,
        may: READERS,
        hidden: ['observer'],
        ask: at(`/api/workbooks/:id/submissions/1/${name}`),
      },
    ],
  ),
  {
    route: 'GET /api/workbooks/:id/calls/:call/calendar.ics',
    may: READERS,
    ask: at('/api/workbooks/:id/calls/call_known/calendar.ics'),
  },
  {
    route: 'GET /api/workbooks/:id/export.xlsx',
    may: READERS,
    ask: at('/api/workbooks/:id/export.xlsx'),
  },
  {
    route: 'GET /api/workbooks/:id/record.zip',
    may: READERS,
    ask: at('/api/workbooks/:id/record.zip'),
  },
  {
    route: 'GET /api/workbooks/:id/webhooks',
    may: ['coordinator', 'head'],
    ask: at('/api/workbooks/:id/webhooks'),
  },
  {
    route: 'POST /api/workbooks/:id/webhooks',
    may: ['coordinator', 'head'],
    // No administrator has allowed this target, so nobody's is made.
    ask: (scene) => ({
      path: `/api/workbooks/${scene.workbook}/webhooks`,
      body: { url: 'https://not-allowed.example/hook' },
    }),
  },
  {
    route: 'DELETE /api/workbooks/:id/webhooks/:webhook',
    may: ['coordinator', 'head'],
    elsewhere: 'tests/programs/webhooks.test.ts',
  },
  {
    route: 'GET /api/admin/webhook-targets',
    may: ['admin'],
    hidden: NOT_ADMIN,
    ask: at('/api/admin/webhook-targets'),
  },
  {
    route: 'POST /api/admin/webhook-targets',
    may: ['admin'],
    hidden: NOT_ADMIN,
    ask: () => ({ path: '/api/admin/webhook-targets', body: {} }),
  },
  {
    route: 'DELETE /api/admin/webhook-targets/:origin',
    may: ['admin'],
    elsewhere: 'tests/programs/webhooks.test.ts',
  },
  ...AUDIT_LINES,
  { route: 'GET /api/docs', may: 'everybody', ask: at('/api/docs') },
  { route: 'GET /api/openapi.json', may: 'everybody', ask: at('/api/openapi.json') },
  { route: 'GET /api/links/:token', may: 'everybody', ask: at('/api/links/no-such-link') },
  {
    route: 'POST /api/links/:token',
    may: 'everybody',
    elsewhere: 'tests/e2e/installation.test.ts',
  },
];
