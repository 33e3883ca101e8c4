/** Who may import whom: the arrows of the house, and the one home of each library. */
import { describe, expect, test } from 'vitest';
import { importsOf, type Source, sources } from './source-files.ts';

const MAY_IMPORT: Record<string, readonly string[]> = {
  'packages/catalogue': [],
  'packages/ledger': [],
  'packages/domain': ['catalogue'],
  'packages/room': ['domain'],
  'packages/protocol': ['domain'],
  // The catalogue says which rows an edit counts anew.
  'packages/store': ['domain', 'ledger', 'catalogue'],
  'packages/exchange': ['score', 'domain', 'catalogue'],
  // Below page and server: both show the same scores.
  'packages/score': ['domain', 'catalogue'],
  'packages/picture': ['catalogue'],
  'packages/tooling': [],
  'apps/server': ['exchange', 'store', 'room', 'protocol', 'ledger', 'domain', 'catalogue'],
  // The check in the browser is the program's own.
  'apps/web': ['picture', 'score', 'verify', 'ledger', 'protocol', 'room', 'domain', 'catalogue'],
  'apps/verify': ['ledger'],
};

const inTests = (path: string) =>
  path.startsWith('tests/') || /^(apps|packages)\/[^/]+\/test\//.test(path);
const houseOf = (path: string) =>
  Object.keys(MAY_IMPORT).find((house) => path.startsWith(`${house}/`));
const all = sources();
const shipped = all.filter((source) => !inTests(source.path) && houseOf(source.path) !== undefined);

/** A library and the places it may be imported from. */
const HOMES: { library: RegExp; homes: readonly RegExp[]; advice: string }[] = [
  {
    library: /^(yjs|y-protocols)(\/|$)/,
    homes: [/^packages\/room\//, /^apps\/web\/src\/live\//, /^apps\/server\/src\/(collab|room)\//],
    advice:
      'Yjs lives in packages/room, the web app’s live layer and the server’s collab and room folders',
  },
  {
    library: /^@hocuspocus\//,
    homes: [/^apps\/server\/src\/(collab|room|workbook\/deps)/, /^apps\/web\/src\/live\//],
    advice: 'Hocuspocus lives in the server’s collab and room folders and the web app’s live layer',
  },
  {
    library: /^(drizzle-orm|drizzle-kit|better-sqlite3)(\/|$)/,
    homes: [/^packages\/store\//, /^drizzle\//],
    advice: 'databases are reached through packages/store',
  },
  {
    library: /^(echarts|d3-hierarchy|d3-shape)(\/|$)/,
    homes: [/^packages\/picture\//],
    advice: 'pictures are drawn by packages/picture',
  },
  {
    library: /^zod$/,
    homes: [
      /^packages\/(protocol|exchange)\//,
      /^apps\/server\/src\/(service\/config|edge\/|http\/)/,
    ],
    advice: 'schemas live in packages/protocol, where files are read, and at the server’s edge',
  },
];

function foreign(source: Pick<Source, 'path' | 'text'>): string[] {
  const house = houseOf(source.path) ?? '';
  const allowed = MAY_IMPORT[house] ?? [];
  return importsOf(source).flatMap((specifier) => {
    if (/^\.\.?\//.test(specifier)) {
      const target = new URL(specifier, `file:///${source.path}`).pathname.slice(1);
      return target.startsWith(`${house}/`) || target.startsWith('node_modules')
        ? []
        : [`${source.path} may not reach into ${target}; import it by its package's name`];
    }
    const own = /^@tallystick\/([^/]+)/.exec(specifier)?.[1];
    if (own === undefined || own === house.split('/')[1] || allowed.includes(own)) return [];
    return [
      `${source.path} may not import ${specifier}; move what it needs into one of: ${allowed.join(', ') || 'nothing'}`,
    ];
  });
}

/** Who opens and closes a store has all of it; everybody else asks for the ports that they need. */
const WHOLE_STORE = [
  'apps/server/src/server.ts',
  'apps/server/src/ledger/epoch.ts',
  // What the routes are given.
  'apps/server/src/edge/context.ts',
];

/** Whether a text imports the store as a whole. */
const takesWholeStore = (text: string): boolean =>
  /import (type )?\{[^}]*\bStore\b[^}]*\} from '@tallystick\/store\/port'/.test(text);

describe('the arrows of the house', () => {
  test('have a line for every package and app', () => {
    const found = all.map(({ path }) => /^(?:apps|packages)\/[^/]+/.exec(path)?.[0]);
    const unknown = new Set(found.filter((house) => house && !(house in MAY_IMPORT)));
    expect([...unknown].map((house) => `add ${house} to MAY_IMPORT: whom may it import?`)).toEqual(
      [],
    );
  });

  test.each([
    ['packages/domain/src/x.ts', "import { a } from '@tallystick/store/port';"],
    ['packages/domain/src/x.ts', "import type {\n  A,\n} from '@tallystick/ledger/hash';"],
    ['packages/ledger/src/x.ts', "export * from '@tallystick/domain/cells/ids';"],
    ['apps/web/src/x.ts', "const page = await import('@tallystick/store/port');"],
    ['packages/store/src/x.ts', "import '@tallystick/server/main';"],
    ['packages/store/src/x.ts', "import { b } from '../../room/src/gate.ts';"],
  ])('are not to be walked upward, as in %s: %s', (path, text) => {
    expect(foreign({ path, text })).toHaveLength(1);
  });

  test('point only downward', () => {
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped.flatMap(foreign)).toEqual([]);
  });

  test('let the web app reach only the shape of a room and its limits', () => {
    const reached = shipped
      .filter((source) => source.path.startsWith('apps/web/'))
      .flatMap((source) => importsOf(source).filter((each) => each.startsWith('@tallystick/room')));
    const allowed = ['@tallystick/room/limits', '@tallystick/room/shape'];
    expect([...new Set(reached)].toSorted()).toEqual(allowed);
  });

  test('let only the check in the browser reach the ledger', () => {
    const strays = shipped
      .filter((source) => source.path.startsWith('apps/web/'))
      .filter((source) => !/^apps\/web\/src\/(check\/|pages\/check\.)/.test(source.path))
      .filter((source) =>
        importsOf(source).some((one) => /^@tallystick\/(ledger|verify)/.test(one)),
      );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  test('give the whole store to those alone who open and close it', () => {
    expect(takesWholeStore("import { type Store, x } from '@tallystick/store/port';")).toBe(true);
    expect(takesWholeStore("import { StoreUnavailable } from '@tallystick/store/port';")).toBe(
      false,
    );
    const takers = shipped.filter(
      ({ path, text }) => path.startsWith('apps/') && takesWholeStore(text),
    );
    expect(takers.map(({ path }) => path).toSorted()).toEqual(WHOLE_STORE.toSorted());
  });

  test.each(HOMES)('keep $library in its home', ({ library, homes, advice }) => {
    const strays = shipped
      .filter((source) => importsOf(source).some((specifier) => library.test(specifier)))
      .filter((source) => !homes.some((home) => home.test(source.path)))
      .map((source) => `${source.path}: ${advice}`);
    expect(strays).toEqual([]);
  });
});

describe('the pure packages', () => {
  const IMPURE =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.|fetch\(|setTimeout|setInterval|randomUUID|randomBytes|getRandomValues)/;
  const pure = shipped.filter((source) =>
    /^packages\/(domain|score|ledger|catalogue)\/src\//.test(source.path),
  );

  test('have no clock, no chance, no I/O: pass now and random as arguments', () => {
    const code = (source: Source) => source.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(pure.filter((source) => IMPURE.test(code(source))).map(({ path }) => path)).toEqual([]);
  });

  test('import nothing of Node, but for the hashes and signatures of the ledger', () => {
    const asked = pure.flatMap((source) =>
      importsOf(source)
        .filter((specifier) => specifier.startsWith('node:'))
        .map((specifier) => `${source.path} ${specifier}`),
    );
    const strays = asked.filter(
      (line) => !/^packages\/ledger\/src\/(hash|ed25519)\.ts node:crypto$/.test(line),
    );
    expect(strays).toEqual([]);
  });
});

test('only the configuration reads the environment', () => {
  const strays = shipped
    .filter((source) => source.path.startsWith('apps/') || source.path.startsWith('packages/'))
    .filter((source) => !source.path.startsWith('packages/tooling/'))
    .filter((source) => /process\.env|process\.argv/.test(source.text))
    .map(({ path }) => path)
    .filter((path) => !/(^|\/)(config|main|build|vite\.config|[a-z-]+-cli)\.(ts|mjs)$/.test(path));
  expect(strays).toEqual([]);
});
