/** Habits of the house that a reader notices: sizes, names, first lines, words, and what must never be written. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFiles, ROOT, sources } from './source-files.ts';

const all = sources();
const files = projectFiles();
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** A word that is not the field's, and the one that is (docs/words.md). */
const WORDS: [RegExp, string][] = [
  [/\btenants?\b/i, 'city'],
  [/\bmunicipalit(y|ies)\b/i, 'city'],
  [/\b(audit|activity)[- ](log|trail)\b|\b(audit|activity)(Log|Trail)\b/i, 'journal'],
  [/\bblockchain\b/i, 'journal'],
  [/\btenantId\b|\bcityTenant\b/i, 'city'],
  [/\bspreadsheet[- ]?id\b/i, 'workbook id'],
  [/\brespondents?\b/i, 'contributor'],
];

describe('files', () => {
  test('have at most 400 lines: split by what changes together', () => {
    const long = all
      .filter(({ lines }) => lines.length > 401)
      .map(({ path, lines }) => `${path}: ${lines.length}`);
    expect(long).toEqual([]);
  });

  test('are named in kebab-case', () => {
    const odd = all
      .map(({ path }) => path)
      .filter(
        (path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|tsx|mjs)$/.test(basename(path)),
      );
    expect(odd).toEqual([]);
  });

  test('are not drawers: no utils, common, shared, helpers, misc, no index barrel', () => {
    const drawers = files.filter((path) =>
      /(^|\/)(utils?|common|shared|helpers?|misc)(\/|\.[a-z]+$)|(^|\/)index\.(ts|tsx|mjs)$/.test(
        path,
      ),
    );
    expect(drawers).toEqual([]);
  });

  test('open with a sentence that says what they are', () => {
    const silent = all
      .filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text))
      .map(({ path }) => path)
      // A test file opens with its first sentence.
      .filter((path) => !/\.d\.ts$|\.test\.ts$|^drizzle\/(sqlite|postgres)\//.test(path));
    expect(silent).toEqual([]);
  });
});

describe('code', () => {
  test('leaves nothing open', () => {
    const open = all
      .filter(({ path }) => !path.startsWith('tests/tidy/'))
      .filter(({ text }) =>
        /\b(TODO|FIXME|XXX)\b|\b(test|it|describe)\.(only|todo)\b|@ts-(ignore|nocheck)/.test(text),
      )
      .map(({ path }) => path);
    expect(open).toEqual([]);
  });

  // Each of these says by name what it left out and which tool it lacked.
  const MAY_SKIP = [
    'tests/e2e/browser.ts',
    'tests/open-large/open-large.test.ts',
    'tests/attack/no-error-ends-it.test.ts',
    'tests/attack/disk-full.test.ts',
    'packages/store/test/full-disk.test.ts',
    'tests/ledger/container.test.ts',
    'tests/upkeep/proxies.test.ts',
    'tests/upkeep/units.test.ts',
    'tests/office/office-test.ts',
  ];

  test('skips a test only where the machine lacks a browser, a way to fill a disk, another unzipper, a proxy, LibreOffice or systemd', () => {
    const skipping = all
      .filter(({ path }) => !path.startsWith('tests/tidy/'))
      .filter(({ text }) => /\b(test|it|describe)\.(skip|runIf|concurrent\.skip)/.test(text))
      // That home says by name that the machine lacks LibreOffice.
      .filter(({ path, text }) => !MAY_SKIP.includes(path) && !/skipIf\(lacksOffice /.test(text))
      .map(({ path }) => path);
    expect(skipping).toEqual([]);
  });

  test('uses the words of the field, and so do screens and docs', () => {
    const pages = files
      .filter((path) => /^(docs\/)?[^/]+\.md$|^apps\/web\/src\/.*\.json$/.test(path))
      // Says which words are not ours.
      .filter((path) => path !== 'docs/words.md')
      .map((path) => ({ path, text: read(path) }));
    expect(pages.length).toBeGreaterThan(5);
    const wrong = [...all, ...pages]
      // The KPI set speaks ITU's language.
      .filter(({ path }) => !/^(tests\/tidy|packages\/catalogue)\//.test(path))
      .flatMap(({ path, text }) =>
        WORDS.filter(([word]) => word.test(text)).map(
          ([word, ours]) => `${path}: ${word} is called ${ours} here`,
        ),
      );
    expect(wrong).toEqual([]);
  });
});

describe('the page', () => {
  const parts = all.filter(({ path }) => /^apps\/web\/src\/.*\.tsx$/.test(path));

  /** What may be grey: while something is on its way, and at an end that the count beside it tells. */
  const MAY_BE_GREY = new Set(['busy', 'at === 0', 'at === rows.length - 1']);

  test('has no button that is grey without a word: pressed, it says what is missing', () => {
    const buttons = parts.flatMap(({ path, text }) =>
      [...text.matchAll(/<Button\b((?:=>|[^>])*)>/g)].map(([, given = '']) => ({ path, given })),
    );
    expect(buttons.length).toBeGreaterThan(80);
    const grey = buttons.flatMap(({ path, given }) => {
      const when = /(?:^|\s)disabled(?:=\{([^}]*)\})?/.exec(given);
      return when === null || MAY_BE_GREY.has(when[1] ?? '') ? [] : [`${path}: ${when[0].trim()}`];
    });
    expect(grey).toEqual([]);
  });

  test('leaves no form to the words of the browser, which are in its own language', () => {
    const forms = parts.flatMap(({ path, text }) =>
      [...text.matchAll(/<form\b((?:=>|[^>])*)>/g)].map(([, given = '']) => ({ path, given })),
    );
    expect(forms.length).toBeGreaterThan(10);
    const left = forms.filter(({ given }) => !/\bnoValidate\b/.test(given));
    expect(left.map(({ path }) => path)).toEqual([]);
  });
});

describe('the project', () => {
  const written = files.filter((path) =>
    /\.(ts|tsx|mjs|md|json|yaml|yml|css|html|sql)$|^\.ci\/run$/.test(path),
  );

  test('names no path of a machine and no registry', () => {
    const foreign = [
      // Written so that this file does not hold them.
      /(^|[\s"'`(=])\/(work|home\/[a-z]+|Users\/[A-Za-z]+|root)\/./m,
      /(^|[\s"'`(=])\/tmp\/[a-z]/m,
      /\bregistry\.(npmjs|yarnpkg|npmmirror)\b|\bnpm\.pkg\b/,
    ];
    const naming = written.filter((path) => foreign.some((pattern) => pattern.test(read(path))));
    expect(naming).toEqual([]);
  });

  test('has a lockfile without addresses', () => {
    expect(read('pnpm-lock.yaml')).not.toMatch(/https?:\/\/|tarball/);
  });

  test('has the files that its users look for first', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'README.md',
        'AGENTS.md',
        'LICENSE',
        'package.json',
        'tsconfig.json',
        'pnpm-workspace.yaml',
      ]),
    );
  });
});
