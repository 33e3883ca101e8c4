/** The licences and the list of what is shipped: as they were built, and as a server gives them out. */
import { startServer } from '@tallystick/server/server';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { ROOT } from './command.ts';

type Component = {
  name: string;
  version: string;
  purl: string;
  'bom-ref': string;
  licenses: { license?: { id?: string }; expression?: string }[];
  hashes?: { alg: string; content: string }[];
};
type Sbom = {
  bomFormat: string;
  specVersion: string;
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

/** As `tests/tidy/licences.test.ts` has it of the manifests; here of what is told to others. */
const ALLOWED =
  /^(MIT|MIT-0|Apache-2\.0|ISC|0BSD|BSD-[23]-Clause|MPL-2\.0|BlueOak-1\.0\.0|CC0-1\.0|OFL-1\.1|Unlicense)$/;

test('the list names every package once, under a licence that allows it, with what it needs', async () => {
  const sbom = JSON.parse(await readFile(join(ROOT, 'dist/sbom.cdx.json'), 'utf8')) as Sbom;
  expect([sbom.bomFormat, sbom.specVersion]).toEqual(['CycloneDX', '1.6']);
  const { components, dependencies } = sbom;
  const refs = components.map((each) => each['bom-ref']);
  expect(refs.length).toBeGreaterThan(60);
  expect(new Set(refs).size).toBe(refs.length);
  for (const name of ['fastify', 'better-sqlite3', 'react', 'yjs', 'ag-grid-community'])
    expect(components.map((each) => each.name)).toContain(name);
  const others = components.filter(({ licenses }) => {
    const said = licenses.flatMap((each) => each.license?.id ?? each.expression ?? 'none');
    return !said.every((one) =>
      one
        .replace(/[()]/g, '')
        .split(/ OR | AND /)
        .some((part) => ALLOWED.test(part)),
    );
  });
  expect(others).toEqual([]);
  const unpinned = components.filter(
    ({ hashes }) => !/^[0-9a-f]{128}$/.test(hashes?.[0]?.content ?? ''),
  );
  expect(unpinned.map(({ purl }) => purl)).toEqual([]);
  // Every arrow leads to a component, and every component is reached.
  const reached = dependencies.flatMap(({ dependsOn }) => dependsOn);
  expect(reached.filter((ref) => !refs.includes(ref))).toEqual([]);
  expect(refs.filter((ref) => !reached.includes(ref))).toEqual([]);
});

test('a server gives both out to everybody, and its page of the API leads to them', async () => {
  const dataDir = await temporaryDataDir();
  const config = { port: 0, host: '127.0.0.1', publicUrl: null, webDir: dataDir, verifyFile: '' };
  const started = await startServer(
    { ...config, dataDir, empty: true, licencesDir: join(ROOT, 'dist') },
    { logLevel: 'silent' },
  );
  if ('fault' in started) throw new Error(started.fault);
  const page = await (await fetch(`${started.url}/api/docs`)).text();
  for (const path of ['/licences.txt', '/sbom.cdx.json']) {
    expect(page).toContain(`href="${path}"`);
    const answer = await fetch(started.url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(await answer.text()).toBe(await readFile(join(ROOT, 'dist', path), 'utf8'));
  }
  const texts = await readFile(join(ROOT, 'dist/licences.txt'), 'utf8');
  expect(texts).toContain('Apache License');
  expect(texts).toMatch(/^fastify \d+\.\d+\.\d+: MIT$/m);
  await started.close();
  await removeDataDir(dataDir);
});
