/** The composition root: store, key, rooms, routes and sockets put together, and taken down in the right order. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { BlobFolder, EVIDENCE_FOLDER } from '@tallystick/store/blobs/folder';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import type { Store } from '@tallystick/store/port';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { makeHocuspocus } from './collab/hocuspocus.ts';
import type { OpenWorkbook } from './collab/room-socket.ts';
import { Upgrades } from './collab/upgrade.ts';
import type { Config } from './service/config.ts';
import { closeDataFolder, DATABASE_FILE } from './service/data-folder.ts';
import { seedDemo } from './demo/seed.ts';
import { EvidenceShelf } from './evidence/evidence-shelf.ts';
import { Exports } from './exports/exports.ts';
import { FileReader } from './files/file-reader.ts';
import type { RouteContext } from './edge/context.ts';
import { Guard, Origins, SessionCookie } from './edge/guard.ts';
import { addRoutes, makeHttpServer } from './http/http-server.ts';
import { Idempotency } from './edge/idempotency.ts';
import { freePort, listen } from './http/listen.ts';
import { NO_PROXIES, type Proxies } from './service/sender.ts';
import { beginEpochAtNextStart, openEpoch } from './ledger/epoch.ts';
import { beginOrigin, openOrigin, type Origin } from './ledger/origin.ts';
import { LOCAL_HOST, noteOnName } from './ledger/origin-name.ts';
import { CHECKPOINT_MS, DRAIN_MS } from './service/limits.ts';
import type { LogFormat } from './service/log.ts';
import { makeFirstLink } from './people/links.ts';
import { Sessions } from './people/sessions.ts';
import { Tokens } from './people/tokens.ts';
import { BackupWatch } from './upkeep/backup-stamp.ts';
import { ClockWatch } from './upkeep/clock-watch.ts';
import type { Deps } from './workbook/deps.ts';
import { keepRefusedOf } from './workbook/refused-drafts.ts';
import { Post } from './post/post.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { AuditDesks } from './audit/audit-desk.ts';
import { Registry } from './workbook/registry.ts';

export type Running = {
  url: string;
  port: number;
  demo: boolean;
  /** Path of the first administrator's one-time link, where nobody is there yet. */
  firstLink: string | null;
  /** What whoever starts it should know of the name under which it signs; null where there is nothing to say. */
  nameNote: string | null;
  store: Store;
  log: FastifyBaseLogger;
  /** How many times a workbook was opened since the start. */
  workbooksOpened: () => number;
  close: () => Promise<void>;
};

export { DATABASE_FILE } from './service/data-folder.ts';

/** What reads and makes files in threads of its own, and ends with the server. */
function threadsOf(app: FastifyInstance, made: ConstructorParameters<typeof Exports>[0]) {
  const exports = new Exports(made);
  const files = new FileReader({ log: made.log });
  app.addHook('preClose', () => exports.close());
  app.addHook('preClose', () => files.close());
  return { exports, files };
}

/** Starts a server, or says in a sentence why it must not start. */
export async function startServer(
  config: Config,
  options: { logLevel: string; logFormat?: LogFormat; now?: () => number },
): Promise<Running | { fault: string }> {
  // Before anything is made: a wrong address leaves no data folder behind.
  const free = await freePort(config.host);
  if ('fault' in free) return free;
  const folder = await closeDataFolder(config.dataDir, DATABASE_FILE);
  if ('fault' in folder) return folder;
  const { logLevel, logFormat = 'plain', now = Date.now } = options;
  const app = makeHttpServer({ logLevel, logFormat, proxies: proxiesOf(config) });
  const clock = new ClockWatch(app.log);
  const file = join(config.dataDir, DATABASE_FILE);
  const kept = clock.over(await openSqliteStore({ file }));
  if (folder.closed) app.log.warn({ dir: config.dataDir }, 'others could read it; closed');
  const opened = await openData(kept, config, now);
  if ('fault' in opened) {
    await kept.close();
    return opened;
  }
  const { demo, origin } = opened;
  const { dataDir, backupMaxAgeHours: maxAgeHours = null } = config;
  const { store, name: epoch } = await openEpoch({ dataDir, store: kept, log: app.log });
  const post = new Post({ store, now, log: app.log, mail: config.mail ?? null });
  const evidence = shelfIn(config, { store, now, log: app.log });
  const deps = depsOf(store, { now, log: app.log, epoch }, { post, evidence });
  const registry = new Registry(deps);
  if (demo) await seedDemo({ store, registry, now });
  const port = config.port === 0 ? free.port : config.port;
  const backups = new BackupWatch({ dataDir, maxAgeHours, now });
  backups.warn(app.log);
  const threads = threadsOf(app, { file, ...origin, now, log: app.log });
  evidence.begin();
  post.begin(registry);
  const jobs = { ...threads, clock, backups, post, evidence };
  const made = { store, deps, registry, ...origin, ...jobs, demo, now };
  const context = contextOf(made, { publicUrl: config.publicUrl, port });
  const signDaily = setInterval(() => context.checkpoints.signHead(app.log), CHECKPOINT_MS);
  await addRoutes(app, context, {
    dir: config.webDir,
    tls: config.publicUrl !== null,
    verifyFile: config.verifyFile,
    securityContact: config.securityContact ?? null,
    licencesDir: config.licencesDir ?? null,
  });
  const upgrades = socketsOf(app, context);
  const deliveries = new Deliveries({ ...deps, store, registry });
  const close = async () => {
    clearInterval(signDaily);
    backups.close();
    upgrades.close();
    const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
    await deliveries.close();
    await post.close();
    await evidence.close();
    await registry.close();
    await app.close();
    clearTimeout(late);
    await store.close();
  };
  const bound = await listen(app, { host: config.host, port });
  if ('fault' in bound) {
    await close();
    return bound;
  }
  const url = config.publicUrl ?? bound.url;
  await post.beginMails(url);
  const notes = demo ? NO_NOTES : await notesFor(store, config, { vkey: origin.vkey, now: now() });
  const workbooksOpened = () => registry.opened;
  return { url, port: bound.port, demo, ...notes, store, log: app.log, workbooksOpened, close };
}

/** The doors of live clients. */
function socketsOf(app: FastifyInstance, context: RouteContext): Upgrades {
  const { store, registry, deps, guard, sessions, tokens, now } = context;
  return new Upgrades({
    server: app.server,
    hocuspocus: deps.hocuspocus,
    guard,
    sessions,
    tokens,
    openWorkbook: forMembers(store, registry),
    keepRefused: keepRefusedOf(store, now),
    log: app.log,
  });
}

type Notes = Pick<Running, 'firstLink' | 'nameNote'>;
const NO_NOTES: Notes = { firstLink: null, nameNote: null };

/** What whoever starts a real installation should know. */
async function notesFor(
  store: Store,
  { publicUrl }: Config,
  { vkey, now }: { vkey: string; now: number },
): Promise<Notes> {
  const firstLink = await makeFirstLink(store, now);
  const isUnused = firstLink !== null;
  return { firstLink, nameNote: noteOnName(vkey, { publicUrl, isUnused }) };
}

/** Files that stand behind values lie beside the database. */
function shelfIn(
  { dataDir, scanner = null }: Pick<Config, 'dataDir' | 'scanner'>,
  made: Omit<ConstructorParameters<typeof EvidenceShelf>[0], 'blobs' | 'scanner'>,
): EvidenceShelf {
  const blobs = new BlobFolder(join(dataDir, EVIDENCE_FOLDER));
  return new EvidenceShelf({ ...made, blobs, scanner });
}

/** Who is told of what has happened. */
type Told = { post: Post; evidence: EvidenceShelf };

function depsOf(store: Store, more: Pick<Deps, 'now' | 'log' | 'epoch'>, told: Told): Deps {
  const { post, evidence } = told;
  return {
    ...more,
    happened: ({ id }, { event }) => {
      post.happened(id);
      if (event.type === 'deleted') evidence.sweepNow();
    },
    store,
    hocuspocus: makeHocuspocus(),
    catalogueOf: (edition) => loadCatalogue(edition === '' ? undefined : edition),
    names: (people) => namesOf(store, people),
  };
}

/** Without a public address nothing stands before the server, and nobody's word on addresses counts. */
function proxiesOf({ publicUrl, proxies }: Config): Proxies | null {
  return publicUrl === null ? null : (proxies ?? NO_PROXIES);
}

/** What this data folder is for good, and the key of its log; or why they do not go with each other or these settings. */
async function openData(
  store: Store,
  config: Config,
  now: () => number,
): Promise<{ demo: boolean; origin: Origin } | { fault: string }> {
  const mode = await modeOf(store, config);
  if (typeof mode !== 'string') return mode;
  const { dataDir } = config;
  const origin = await openOrigin({ dataDir, store, host: publicHostOf(config), now });
  return 'fault' in origin ? origin : { demo: mode === 'demo', origin };
}

/** What every route needs, over one store. */
function contextOf(
  made: Omit<RouteContext, 'sessions' | 'tokens' | 'guard' | 'idempotency' | 'desks'>,
  at: { publicUrl: string | null; port: number },
): RouteContext {
  const { store, now } = made;
  const sessions = new Sessions(store, now);
  const tokens = new Tokens(store, now);
  const guard = new Guard({
    sessions,
    tokens,
    origins: new Origins(at.publicUrl, at.port),
    cookie: new SessionCookie(at.publicUrl),
  });
  return {
    ...made,
    desks: new AuditDesks({ ...made.deps, store }),
    sessions,
    tokens,
    guard,
    idempotency: new Idempotency(store, now),
  };
}

/** Opens a workbook for its members: a stranger's question opens nothing. */
function forMembers(store: Store, registry: Registry): OpenWorkbook {
  return async (id, person) =>
    (await store.membership(id, person)) === undefined ? undefined : await registry.get(id);
}

/** A data folder is a demo or a real installation for good: the first start decides. */
async function modeOf(
  store: Store,
  config: Config,
): Promise<'demo' | 'installation' | { fault: string }> {
  const kept = await store.setting('mode');
  const wanted = config.empty ? 'installation' : 'demo';
  if (kept === undefined) {
    // A server that others can reach never becomes a demo by accident.
    if (wanted === 'demo' && config.publicUrl !== null) {
      return {
        fault:
          'A demo is reached from this machine alone. Start with --empty for a real installation.',
      };
    }
    await store.setSetting('mode', wanted);
    return wanted;
  }
  if (kept === 'demo' && config.empty) {
    return {
      fault: `${config.dataDir} holds a demo. Choose another DATA_DIR for a real installation.`,
    };
  }
  if (kept === 'demo' && config.publicUrl !== null) {
    return {
      fault: `${config.dataDir} holds a demo, which is reached from this machine alone. Choose another DATA_DIR.`,
    };
  }
  return kept === 'demo' ? 'demo' : 'installation';
}

/** The host in the log's name, which is fixed at the first start. */
function publicHostOf(config: Config): string {
  return config.publicUrl === null ? LOCAL_HOST : new URL(config.publicUrl).host;
}

/** `npm start -- --new-origin`: begins a new origin in a data folder that no server holds, and starts none. */
export async function beginOriginIn(
  config: Config,
): Promise<{ vkey: string; former: string | undefined } | { fault: string }> {
  const folder = await closeDataFolder(config.dataDir, DATABASE_FILE);
  if ('fault' in folder) return folder;
  const store = await openSqliteStore({ file: join(config.dataDir, DATABASE_FILE) });
  try {
    const { dataDir } = config;
    const begun = await beginOrigin({ dataDir, store, host: publicHostOf(config), now: Date.now });
    // A new origin may go on from an older database, of which pages and programs know more than it does.
    if (!('fault' in begun)) beginEpochAtNextStart(dataDir);
    return begun;
  } finally {
    await store.close();
  }
}

async function namesOf(store: Store, people: PersonId[]): Promise<Map<PersonId, string>> {
  const rows = await store.people([...new Set(people)]);
  return new Map(rows.map((row) => [row.person, row.name]));
}
