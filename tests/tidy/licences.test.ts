/** What is shipped may be shipped: the licence of every package that a production install brings, at any depth. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFiles, ROOT } from './source-files.ts';

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'OFL-1.1',
  'Unlicense',
]);

type Manifest = {
  name: string;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Where Node would find a package from a folder; undefined for one of another platform. */
function resolved(name: string, from: string): string | undefined {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
  }
  return undefined;
}

/** Adds the folders of all that a package needs in production. */
function collect(folder: string, seen: Set<string>, missing: string[]): void {
  const { name: by, dependencies = {}, optionalDependencies = {} } = manifestIn(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = resolved(name, folder);
    if (found === undefined) {
      if (!(name in optionalDependencies)) missing.push(`${by} needs ${name}`);
    } else if (!seen.has(found)) {
      seen.add(found);
      collect(found, seen, missing);
    }
  }
}

/** `MIT`, or `(MIT OR GPL-3.0)`: one that we may choose; of an AND every part. */
function isAllowed(licence: string): boolean {
  const choices = licence.replace(/[()]/g, '').split(/ OR /i);
  return choices.some((choice) => choice.split(/ AND /i).every((part) => ALLOWED.has(part.trim())));
}

test('what is shipped depends only on licences that allow it', () => {
  const seen = new Set<string>();
  const missing: string[] = [];
  for (const path of projectFiles()) {
    if (/^(apps|packages)\/[^/]+\/package\.json$/.test(path)) {
      collect(dirname(join(ROOT, path)), seen, missing);
    }
  }
  const others = [...seen]
    .map(manifestIn)
    .filter(({ license }) => !isAllowed(license ?? 'none'))
    .map(({ name, license }) => `${name}: ${license ?? 'no licence named'}`);
  expect(missing).toEqual([]);
  expect(seen.size).toBeGreaterThan(60);
  expect(others).toEqual([]);
});

test('a licence is allowed by name, by choice, or in all its parts', () => {
  expect(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND ISC'].filter(isAllowed)).toHaveLength(3);
  expect(['GPL-3.0-only', 'MIT AND AGPL-3.0', 'UNLICENSED', 'none'].filter(isAllowed)).toEqual([]);
});
