/** The HTTP server: headers, limits, routes, the web app's files. */
import { existsSync } from 'node:fs';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { refuse } from '@tallystick/domain/refusals';
import { sentenceOf } from '@tallystick/protocol/refusal-sentences';
import { StoreUnavailable } from '@tallystick/store/port';
import { type FastifyInstance, fastify, LogController } from 'fastify';
import {
  COMPRESS_AT_ONCE_BYTES_MAX,
  COMPRESS_BYTES_MIN,
  HTTP_BODY_BYTES_MAX,
  HTTP_CHECK_MS,
  HTTP_HEADERS_BYTES_MAX,
  HTTP_HEADERS_MAX,
  HTTP_HEADERS_MS,
  HTTP_REQUEST_MS,
  HTTP_REQUESTS_PER_ADDRESS,
  HTTP_REQUESTS_PER_MINUTE,
} from '../service/limits.ts';
import { type LogFormat, logOptions } from '../service/log.ts';
import { addressForLog, isOfApi, namesTwoHosts } from '../edge/address.ts';
import { addDocument } from './api/document.ts';
import { apiRoutes } from './api-routes.ts';
import { auditRoutes } from './routes/audit/audit-routes.ts';
import { cellRoutes } from './routes/cell-routes.ts';
import { clarificationRoutes } from './routes/clarification-routes.ts';
import type { RouteContext } from '../edge/context.ts';
import { evidenceRoutes } from './routes/evidence/evidence-routes.ts';
import { excelRoutes } from './routes/excel-routes.ts';
import { exportRoutes } from './routes/export-routes.ts';
import { healthRoutes } from '../edge/health.ts';
import { fileRoutes } from './routes/file-routes.ts';
import { templateRoutes } from './routes/template-routes.ts';
import { historyRoutes } from './routes/history-routes.ts';
import { journalRoutes } from './routes/journal-routes.ts';
import { licenceRoutes } from './routes/licence-routes.ts';
import { linkRoutes } from './routes/link-routes.ts';
import { peopleRoutes } from './routes/people-routes.ts';
import { placeOf } from '../edge/place.ts';
import { sendRefusal } from '../edge/problem.ts';
import { inboxRoutes } from './routes/post/inbox-routes.ts';
import { postSettingRoutes } from './routes/post/setting-routes.ts';
import { calendarRoutes } from './routes/post/calendar-routes.ts';
import { chaseRoutes } from './routes/post/chase-routes.ts';
import { unsubscribeRoutes } from './routes/post/unsubscribe-routes.ts';
import { proposalRoutes } from './routes/proposal-routes.ts';
import { proofRoutes } from './routes/proof-routes.ts';
import { logRefusals } from '../edge/refusal-log.ts';
import { refusedDraftRoutes } from './routes/refused-draft-routes.ts';
import { accountRoutes } from './routes/account-routes.ts';
import { adminRoutes } from './routes/admin-routes.ts';
import { invitationRoutes } from './routes/invitation-routes.ts';
import { securityRoutes } from './routes/security-routes.ts';
import { believes, type Proxies, senderOf } from '../service/sender.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { statisticsRoutes } from './routes/statistics-routes.ts';
import { submissionRoutes } from './routes/submission-routes.ts';
import { tokenRoutes } from './routes/token-routes.ts';
import { answerUnreadable } from '../edge/unreadable.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';
import { workbookRoutes } from './routes/workbook-routes.ts';

/** What no page of ours uses, so nothing that gets into one can. */
const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Begins the key under which a person's requests are counted; no address begins so. */
const PERSON_KEY = 'person ';
/** Answers as text, for bad lines; streams, files and what is small go as they are. */
const PACKED = {
  customTypes: /^application\/(?:problem\+)?json/,
  encodings: ['gzip', 'identity'],
  requestEncodings: ['identity'],
  threshold: COMPRESS_BYTES_MIN,
  syncThreshold: COMPRESS_AT_ONCE_BYTES_MAX,
} satisfies FastifyCompressOptions;

/** A server without routes; its logger is the whole process's. */
export function makeHttpServer(made: {
  logLevel: string;
  logFormat?: LogFormat;
  /** Where proxies stand before it: whose word on the sender's address is taken. */
  proxies: Proxies | null;
}): FastifyInstance {
  const app = fastify({
    logger: logOptions(made.logLevel, made.logFormat ?? 'plain'),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: HTTP_BODY_BYTES_MAX,
    trustProxy: made.proxies === null ? false : believes(made.proxies),
    requestTimeout: HTTP_REQUEST_MS,
    // Connections that never get to the end of their headers are not kept.
    http: {
      headersTimeout: HTTP_HEADERS_MS,
      maxHeaderSize: HTTP_HEADERS_BYTES_MAX,
      connectionsCheckingInterval: HTTP_CHECK_MS,
    },
    clientErrorHandler: answerUnreadable,
    // An address that cannot be read, or is longer than any of ours: answered in the same words as all else.
    frameworkErrors: (_error, _request, reply) => {
      sendRefusal(reply, refuse('bad-request', 'address'));
    },
    // An id or a cell stays well below; longer ones are probes.
    routerOptions: { maxParamLength: 300 },
  });
  app.server.maxHeadersCount = HTTP_HEADERS_MAX;
  return app;
}

/** Those of the workbooks and what is in them. */
function routesInWorkbooks(app: FastifyInstance, context: RouteContext): void {
  workbookRoutes(app, context);
  peopleRoutes(app, context);
  submissionRoutes(app, context);
  clarificationRoutes(app, context);
  webhookRoutes(app, context);
  exportRoutes(app, context);
  excelRoutes(app, context);
  statisticsRoutes(app, context);
  fileRoutes(app, context);
  evidenceRoutes(app, context);
  cellRoutes(app, context);
  journalRoutes(app, context);
  auditRoutes(app, context);
  historyRoutes(app, context);
  refusedDraftRoutes(app, context);
  proposalRoutes(app, context);
}

export async function addRoutes(
  app: FastifyInstance,
  context: RouteContext,
  web: {
    dir: string;
    tls: boolean;
    verifyFile: string;
    securityContact?: string | null;
    licencesDir?: string | null;
  },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: web.tls ? [] : null,
      },
    },
    strictTransportSecurity: web.tls,
  });
  await app.register(compress, PACKED);
  await app.register(cookie);
  // A whole city may share one address: whoever is signed in is counted apart from the others there.
  await app.register(rateLimit, {
    keyGenerator: async (request) => {
      const caller = isOfApi(request) ? await context.guard.caller(request) : undefined;
      const sender = senderOf(request);
      return caller === undefined ? sender : `${PERSON_KEY}${caller.person.person} ${sender}`;
    },
    max: (_request, key) =>
      key.startsWith(PERSON_KEY) ? HTTP_REQUESTS_PER_MINUTE : HTTP_REQUESTS_PER_ADDRESS,
    timeWindow: '1 minute',
    allowList: (request) => !isOfApi(request),
  });
  await addDocument(app);
  addFences(app, context);
  logRefusals(app, context);
  addOperations(app, context);
  proofRoutes(app, context, web.verifyFile);
  licenceRoutes(app, context, web.licencesDir ?? null);
  securityRoutes(app, context, web.securityContact ?? null);
  await addWebApp(app, web.dir);
}

function addOperations(app: FastifyInstance, context: RouteContext): void {
  healthRoutes(app, context);
  sessionRoutes(app, context);
  routesInWorkbooks(app, context);
  linkRoutes(app, context);
  invitationRoutes(app, context);
  accountRoutes(app, context);
  adminRoutes(app, context);
  tokenRoutes(app, context);
  inboxRoutes(app, context);
  postSettingRoutes(app, context);
  unsubscribeRoutes(app, context);
  calendarRoutes(app, context);
  chaseRoutes(app, context);
  templateRoutes(app, context);
  apiRoutes(app, context);
}

/** What holds for every request: changes come from our own pages, and no error shows its inside. */
function addFences(app: FastifyInstance, context: RouteContext): void {
  app.addHook('onRequest', async (request, reply) => {
    // Its client has hung up already: there is nobody to answer, and no address to count it under.
    if (request.raw.socket.remoteAddress === undefined) {
      request.raw.destroy();
      return reply.hijack();
    }
    reply.header('permissions-policy', PERMISSIONS);
    if (namesTwoHosts(request.raw)) return sendRefusal(reply, refuse('bad-request', 'Host'));
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const isOurs = request.routeOptions.config.operation?.fromAnywhere !== true;
    if (!reads && isOurs && context.guard.refusesChange(request, reply)) return reply;
    if (isOfApi(request)) reply.header('cache-control', 'no-store');
    return undefined;
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return sendRefusal(reply, refuse('too-large'));
    if (status === 429) return sendRefusal(reply, refuse('too-many'));
    if (status < 500) return sendRefusal(reply, refuse('bad-request'));
    if (error instanceof StoreUnavailable) return sendRefusal(reply, refuse('unavailable'));
    request.log.error({ error, url: addressForLog(request.url) }, 'request failed');
    return sendRefusal(reply, refuse('unavailable', request.id));
  });
}

async function addWebApp(app: FastifyInstance, dir: string): Promise<void> {
  const built = existsSync(`${dir}/index.html`);
  if (built) {
    await app.register(fastifyStatic, {
      root: dir,
      // Written beside each file when the web app is built.
      preCompressed: true,
      setHeaders: (reply, path) => {
        // Built files carry their hash in the name; the page itself is asked for anew.
        const isHashed = path.includes('/assets/');
        reply.header(
          'cache-control',
          isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  let isToldOfUpgrades = false;
  app.setNotFoundHandler((request, reply) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const place = reads ? placeOf(request.url) : 'program';
    if (place === 'socket') {
      if (!isToldOfUpgrades) request.log.warn(sentenceOf(refuse('upgrade-needed')));
      isToldOfUpgrades = true;
      reply.header('upgrade', 'websocket').header('connection', 'upgrade');
      return sendRefusal(reply, refuse('upgrade-needed'));
    }
    if (built && place === 'page') return reply.sendFile('index.html');
    // A person who mistypes sees the app say so; whatever else asks is told in its own words.
    const isPerson = request.headers.accept?.includes('text/html') ?? false;
    if (built && place === 'unknown' && isPerson) return reply.code(404).sendFile('index.html');
    return sendRefusal(reply, refuse('not-found'));
  });
}
