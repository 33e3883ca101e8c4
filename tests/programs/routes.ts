/** The routes as Fastify itself knows them, and as they were declared: the server's own, on a store in memory. */
import { no } from '@tallystick/domain/refusals';
import { Exports } from '@tallystick/server/exports/exports';
import { FileReader } from '@tallystick/server/files/file-reader';
import { Guard, Origins, SessionCookie } from '@tallystick/server/edge/guard';
import { type ApiDocument, documentOf } from '@tallystick/server/http/api/document';
import { addRoutes, makeHttpServer } from '@tallystick/server/http/http-server';
import { Idempotency } from '@tallystick/server/edge/idempotency';
import { openOrigin } from '@tallystick/server/ledger/origin';
import { Sessions } from '@tallystick/server/people/sessions';
import { Tokens } from '@tallystick/server/people/tokens';
import { AuditDesks } from '@tallystick/server/audit/audit-desk';
import { Registry } from '@tallystick/server/workbook/registry';
import { openMemoryStore } from '@tallystick/store/memory-store';
import { depsOver } from '../process/prepared-workbook.ts';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';

export type ServerRoutes = {
  /** `GET /api/workbooks/:id`, one for each route but HEAD and the files of the web app. */
  registered: string[];
  /** Those that were declared with an operation. */
  declared: string[];
  document: ApiDocument;
};

export async function serverRoutes(): Promise<ServerRoutes> {
  const store = openMemoryStore();
  const now = Date.now;
  const deps = depsOver(store, now);
  const registry = new Registry(deps);
  const dir = await temporaryDataDir();
  const origin = await openOrigin({ dataDir: dir, store, host: 'localhost', now });
  if ('fault' in origin) throw new Error(origin.fault);
  const sessions = new Sessions(store, now);
  const tokens = new Tokens(store, now);
  const guard = new Guard({
    sessions,
    tokens,
    origins: new Origins(null, 1),
    cookie: new SessionCookie(null),
  });
  const app = makeHttpServer({ logLevel: 'error', proxies: null });
  const registered: string[] = [];
  const declared: string[] = [];
  app.addHook('onRoute', (route) => {
    for (const each of [route.method].flat()) {
      if (each === 'HEAD') continue;
      registered.push(`${each} ${route.url}`);
      const operation = route.config?.operation;
      if (operation !== undefined)
        declared.push(`${operation.method.toUpperCase()} ${operation.path}`);
    }
  });
  const idempotency = new Idempotency(store, now);
  const { checkpoints, vkey } = origin;
  await addRoutes(
    app,
    {
      store,
      deps,
      registry,
      desks: new AuditDesks({ ...deps, store }),
      sessions,
      tokens,
      guard,
      idempotency,
      checkpoints,
      clock: { isSetBack: false },
      backups: { state: async () => null },
      exports: new Exports({ file: '', checkpoints, vkey, now, log: app.log }),
      files: new FileReader({ log: app.log }),
      evidence: { handIn: async () => no('unavailable'), read: async () => undefined },
      vkey,
      demo: true,
      now,
      post: { tellInbox: () => undefined, mailAt: async () => null, mails: false, url: '' },
    },
    { dir: '/nowhere', tls: false, verifyFile: '/nowhere' },
  );
  await app.ready();
  const document = documentOf(app);
  await app.close();
  await registry.close();
  await removeDataDir(dir);
  return { registered, declared, document };
}
