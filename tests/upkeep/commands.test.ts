/** Every command of README and docs, typed as a person would, under Node 20 and the pinned Node. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import { askStage } from '../stage/stage.ts';
import { ROOT, runProgram } from './command.ts';
import { documented, missingIn, TRIALS } from './documented.ts';
import { environmentOf, startByNpm } from './person.ts';
import { freePort } from './through-proxy.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallystick-commands-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const trialOf = (line: string) => TRIALS.find(({ is }) => is.test(line));

test('every command that is written down has a test', async () => {
  const all = documented();
  expect(all.length).toBeGreaterThan(50);
  const without = all.filter(({ line }) => trialOf(line) === undefined);
  expect(without.map(({ page, line }) => `${page}: this command has no test: ${line}`)).toEqual([]);
  const idle = TRIALS.filter(({ is }) => !all.some(({ line }) => is.test(line)));
  expect(idle.map(({ is }) => `no page has a command like ${is}`)).toEqual([]);
  const toured = TRIALS.flatMap(({ by }) =>
    typeof by === 'object' && 'tour' in by ? [by.tour] : [],
  );
  expect([...new Set(toured)].toSorted()).toEqual(Object.keys(TOUR).toSorted());
});

test('commands that change the machine can be read by a shell and name files that are there', () => {
  for (const { page, line } of documented()) {
    const by = trialOf(line)?.by;
    if (by === 'machine') execFileSync('bash', ['-n', '-c', line]);
    const files = typeof by === 'object' && 'test' in by ? [by.test] : [];
    const named = by === 'machine' ? missingIn(line) : [];
    const missing = [...named, ...files.flatMap((file) => missingIn(file))];
    expect([page, line, missing]).toEqual([page, line, []]);
  }
  for (const { line } of documented()) {
    const named = /measure(?:\.mjs| --) (.+)$/.exec(line)?.[1]?.split(' ') ?? [];
    const measures = named.filter((name) => !['NAME', 'all'].includes(name));
    expect(measures.flatMap((name) => missingIn(`tests/measures/${name}.ts`))).toEqual([]);
  }
});

type Stop = (here: Here) => Promise<void>;
/** A data folder with the demo, and a shell. */
type Here = { dataDir: string; env: NodeJS.ProcessEnv; notes: Map<string, string> };

const said = async (here: Here, args: string[]): Promise<string> => {
  const ended = await runProgram('npm', args, { env: here.env });
  expect([args, ended.code, ended.said]).toEqual([args, 0, expect.any(String)]);
  return ended.said;
};

/** In the order in which a person meets them; the later ones use what the earlier ones left. */
const TOUR: Record<string, Stop> = {
  build: async (here) => {
    expect(await said(here, ['run', 'build'])).toContain('needs no network');
  },
  'build-verify': async (here) => {
    const { code } = await runProgram('node', ['apps/verify/build.mjs'], { env: here.env });
    expect(code).toBe(0);
  },
  start: async (here) => {
    const started = await startByNpm(['start'], here.env);
    expect(await (await fetch(started.url)).text()).toContain('<div id="root">');
    const henrik = await ApiClient.enter(started.url, 'p_henrik');
    expect((await henrik.command({ type: 'lock' })).status).toBe(200);
    const bundle = await henrik.get('/api/workbooks/wb_riverton/submissions/1/bundle');
    await writeFile(join(folder, 'bundle.zip'), new Uint8Array(await bundle.arrayBuffer()));
    expect(await started.end('SIGTERM')).toBe(0);
  },
  verify: async (here) => {
    const key = join(here.dataDir, 'signing.pub');
    const args = ['apps/verify/dist/verify.mjs', join(folder, 'bundle.zip'), '--key', key];
    const ended = await runProgram('node', args, { env: here.env });
    expect([ended.code, ended.said]).toEqual([0, expect.stringContaining('HOLDS')]);
  },
  import: async (here) => {
    const line = 'run import -- tests/data/cities/stavanger.json --as p_amara';
    expect(await said(here, line.split(' '))).toContain('Stavanger: ');
    const sheet = 'tests/fixtures/workbooks/fil_prefix.xlsx --as p_amara --city Prefixstadt';
    expect(await said(here, ['run', 'import', '--', ...sheet.split(' ')])).toContain(
      'values entered',
    );
  },
  catalogue: async (here) => {
    const gathered = join(folder, 'gathered.json');
    await writeFile(gathered, '{"kpis":[]}');
    const ended = await runProgram('npm', ['run', 'catalogue', '--', gathered], { env: here.env });
    expect([ended.code, ended.said]).toEqual([1, expect.stringContaining('91 differences, 0 of')]);
  },
  backup: async (here) => {
    const told = await said(here, ['run', 'backup', '--', join(here.dataDir, '../backups')]);
    here.notes.set('backup', /(\/\S+Z) holds \d+ entries/.exec(told)?.[1] ?? '');
  },
  fsck: async (here) => {
    const file = join(here.notes.get('backup') ?? '', 'tallystick.sqlite');
    const key = join(here.dataDir, 'signing.pub');
    expect(await said(here, ['run', 'fsck', '--', file, key])).toContain('all as written');
  },
  restore: async (here) => {
    const args = ['run', 'restore', '--', here.notes.get('backup') ?? '', '--replace'];
    expect(await said(here, args)).toContain('entries of the backup');
  },
  admin: async (here) => {
    const args = ['run', 'admin', '--', 'reset', 'p_amara'];
    expect(await said(here, args)).toMatch(/http:\/\/\S+\/link\/\S+/);
  },
  'new-origin': async (here) => {
    const pub = async () => await readFile(join(here.dataDir, 'signing.pub'), 'utf8');
    const before = await pub();
    expect(await said(here, ['start', '--', '--new-origin'])).toContain('A new origin begins');
    expect(await pub()).not.toBe(before);
  },
  empty: async (here) => {
    const env = {
      ...here.env,
      DATA_DIR: join(folder, 'empty'),
      PUBLIC_URL: 'https://kpi.city.example',
    };
    const started = await startByNpm(['start', '--', '--empty'], env);
    expect(started.said()).not.toContain('localhost');
    expect(await started.end('Ctrl+C')).toBe(0);
  },
  measure: async (here) => {
    expect(await said(here, ['run', 'measure'])).toMatch(/^gate-fuzz +\S/m);
  },
};

async function begin(version: string): Promise<Here> {
  const dataDir = join(await mkdtemp(join(folder, 'of-')), 'data');
  const demo = await askStage('demo');
  if (demo !== undefined) await cp(demo.dataDir, dataDir, { recursive: true });
  const env = await environmentOf(version);
  return {
    dataDir,
    notes: new Map(),
    env: { ...env, DATA_DIR: dataDir, PORT: String(await freePort()) },
  };
}

test('each works as it is written, under Node 20 that fetches a newer one for itself', async () => {
  const here = await begin('20');
  for (const stop of Object.values(TOUR)) await stop(here);
}, 120_000);

test('a start, a backup and its check work under the pinned Node', async () => {
  const about = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    config: { node: string };
  };
  const here = await begin(about.config.node);
  const started = await startByNpm(['start'], here.env);
  expect(await (await fetch(`${started.url}/healthz`)).json()).toMatchObject({ ok: true });
  for (const name of ['backup', 'fsck']) await TOUR[name]?.(here);
  expect(await started.end('SIGTERM')).toBe(0);
});
