/** The folders of each app from the ground to the roof: a file imports its own folder and those beneath, types included. */
import { dirname, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, projectFiles, type Source, sources } from './source-files.ts';

/** What lies beside these folders, as main.ts does, is the roof. */
const ROOMS: Record<string, readonly string[]> = {
  'apps/web/src': [
    'texts',
    'addresses',
    'look',
    'kit',
    'server',
    'spreadsheet/text',
    'spreadsheet',
    'lines',
    'typing',
    'live/kept',
    'live/cells',
    'live/room',
    'live/workbook',
    'mentions',
    'offline',
    'undo',
    'incoming',
    'views',
    'views/menus',
    'rows',
    'verdicts',
    'paper',
    'take-along',
    'templates',
    'reopening',
    'members',
    'cell-menu',
    'grid/painting',
    'grid',
    'versions',
    'archive',
    'set-up',
    'history',
    'evidence',
    'queries',
    'screening',
    'first-visit',
    'clarify',
    'locking',
    'audit',
    'panel/drafts',
    'panel/behind',
    'panel',
    'form',
    'timeline',
    'inbox',
    'account',
    'check',
    'shell',
    'pages',
  ],
  'apps/server/src': [
    'service',
    'ledger',
    'present',
    'room',
    'workbook',
    'audit',
    'people',
    'past',
    'record',
    'screening',
    'exports',
    'files',
    'evidence',
    'webhooks',
    'post',
    'upkeep',
    'demo',
    'files',
    'edge',
    'collab',
    'import',
    'http/routes',
    'http/api',
    'http',
  ],
};
const FILES_MAX = 25;

/** The storey of a path: its innermost folder that has a line; undefined for a folder without one. */
function storeyOf(app: string, path: string): number | undefined {
  const rooms = ROOMS[app] ?? [];
  const inside = path.slice(app.length + 1);
  if (!inside.includes('/')) return rooms.length;
  for (let folder = dirname(inside); folder !== '.'; folder = dirname(folder)) {
    const at = rooms.indexOf(folder);
    if (at >= 0) return at;
  }
  return undefined;
}

function upward(app: string, source: Pick<Source, 'path' | 'text'>): string[] {
  const own = storeyOf(app, source.path);
  if (own === undefined) return [`${source.path}: give its folder a line in ROOMS`];
  return importsOf(source)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(dirname(source.path), specifier))
    .filter((target) => target.startsWith(`${app}/`) && (storeyOf(app, target) ?? -1) > own)
    .map(
      (target) => `${source.path} may not import ${target}, which is above it: move one of them`,
    );
}

const all = sources();

describe.each(Object.keys(ROOMS))('the rooms of %s', (app) => {
  const own = all.filter(({ path }) => path.startsWith(`${app}/`));

  test('import only what is beneath them', () => {
    expect(own.length).toBeGreaterThan(50);
    expect(own.flatMap((source) => upward(app, source))).toEqual([]);
  });

  test('are all there', () => {
    const empty = (ROOMS[app] ?? []).filter(
      (room) => !own.some(({ path }) => path.startsWith(`${app}/${room}/`)),
    );
    expect(empty).toEqual([]);
  });
});

test.each([
  ['apps/web/src/kit/x.ts', "import { a } from '../grid/b.ts';"],
  ['apps/web/src/live/room/x.ts', "import type { A } from '../workbook/b.ts';"],
  ['apps/web/src/nowhere/x.ts', ''],
])('an arrow upward is found, as in %s: %s', (path, text) => {
  expect(upward('apps/web/src', { path, text })).toHaveLength(1);
});

test(`no folder of code holds more than ${FILES_MAX} files: what changes together gets a folder of its own`, () => {
  const held = new Map<string, number>();
  // A language has one file of texts for each room that speaks.
  for (const path of projectFiles())
    if (/^(apps|packages)\/[^/]+\/src\//.test(path) && !path.endsWith('.json'))
      held.set(dirname(path), (held.get(dirname(path)) ?? 0) + 1);
  expect(held.size).toBeGreaterThan(50);
  expect([...held].filter(([, files]) => files > FILES_MAX)).toEqual([]);
});
