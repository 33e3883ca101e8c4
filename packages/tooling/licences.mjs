/**
 * Writes what is shipped and under which licences: `dist/licences.txt`, the texts, and `dist/sbom.cdx.json`, the list
 * for programs (CycloneDX 1.6, cyclonedx.org/docs/1.6/json). Both are read off the packages that are installed, so they
 * tell what runs here and not what was asked for.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const out = join(root, 'dist');
/** Files in which packages carry their licence, and what they want to be told with it. */
const TEXT_FILE = /^(licen[cs]e|copying|notice)([-.].*)?$/i;
const RULE = '-'.repeat(100);

const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Where Node would find a package from a folder; undefined for one of another platform. */
function resolved(name, from) {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
  }
  return undefined;
}

/** Whether a folder is of this project and not of a package that was fetched. */
const isOurs = (folder) => !folder.split(/[/\\]/).includes('node_modules');

/** The packages that a production install brings, by folder: manifest, and the folders of what each needs. */
function shipped() {
  const found = new Map();
  const open = ['apps', 'packages'].flatMap((house) =>
    readdirSync(join(root, house)).map((name) => join(root, house, name)),
  );
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (found.has(folder)) continue;
    const manifest = manifestIn(folder);
    const { dependencies = {}, optionalDependencies = {} } = manifest;
    const needs = [];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const there = resolved(name, folder);
      if (there !== undefined) needs.push(there);
      else if (!(name in optionalDependencies)) throw new Error(`${manifest.name} lacks ${name}`);
    }
    found.set(folder, { manifest, needs });
    open.push(...needs);
  }
  return found;
}

/** What a manifest says, in whatever of its forms: an SPDX id or expression. */
function licenceOf({ license, licenses }) {
  const said = license ?? licenses?.map((each) => each.type ?? each).join(' OR ');
  return typeof said === 'string' ? said : (said?.type ?? 'none');
}

function inCycloneDx(licence) {
  if (/[\s()]/.test(licence)) return [{ expression: licence }];
  return [{ license: licence === 'none' ? { name: 'none' } : { id: licence } }];
}

const purlOf = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Hashes of what was fetched, by `name@version`, as the lockfile pins them. */
function pinnedHashes() {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  const lines = lock.matchAll(
    /^ {2}'?((?:@[^/]+\/)?[^@'\s]+@[^:'(]+)'?:\n {4}resolution: \{integrity: sha512-([^,}]+)/gm,
  );
  return new Map([...lines].map(([, key, hash]) => [key, hash]));
}

function sbomOf(packages, all) {
  const hashes = pinnedHashes();
  const about = manifestIn(root);
  const main = `pkg:npm/${about.name}@${about.version}`;
  const components = packages.map(({ manifest }) => {
    const { name, version, description } = manifest;
    const hash = hashes.get(`${name}@${version}`);
    return {
      type: 'library',
      'bom-ref': purlOf(manifest),
      name,
      version,
      ...(description ? { description } : {}),
      ...(hash === undefined
        ? {}
        : { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
      licenses: inCycloneDx(licenceOf(manifest)),
      purl: purlOf(manifest),
    };
  });
  const refsOf = (folders) =>
    [
      ...new Set(
        folders.filter((folder) => !isOurs(folder)).map((each) => purlOf(all.get(each).manifest)),
      ),
    ].sort();
  const ours = [...all].filter(([folder]) => isOurs(folder)).flatMap(([, { needs }]) => needs);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': main,
        name: about.name,
        version: about.version,
        licenses: inCycloneDx(licenceOf(about)),
        purl: main,
      },
    },
    components,
    dependencies: [
      { ref: main, dependsOn: refsOf(ours) },
      ...packages.map(({ manifest, needs }) => ({
        ref: purlOf(manifest),
        dependsOn: refsOf(needs),
      })),
    ],
  };
}

/** The texts that a package carries; a sentence where it carries none. */
function textsOf(folder, manifest) {
  const files = readdirSync(folder)
    .filter((name) => TEXT_FILE.test(name))
    .toSorted();
  const texts = files.flatMap((name) => {
    try {
      return [readFileSync(join(folder, name), 'utf8').trim()];
    } catch {
      // A folder of that name.
      return [];
    }
  });
  const { author } = manifest;
  const by = typeof author === 'string' ? author : author?.name;
  return texts.length > 0
    ? texts.join('\n\n')
    : `The package holds no text of its licence${by === undefined ? '' : `. Its author is ${by}`}.`;
}

const all = shipped();
const seen = new Map();
for (const [folder, { manifest, needs }] of all) {
  if (!isOurs(folder)) seen.set(purlOf(manifest), { folder, manifest, needs });
}
const packages = [...seen]
  .toSorted(([one], [other]) => (one < other ? -1 : 1))
  .map(([, each]) => each);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'sbom.cdx.json'), `${JSON.stringify(sbomOf(packages, all), null, 1)}\n`);
writeFileSync(
  join(out, 'licences.txt'),
  [
    'Tallystick is under the licence Apache-2.0, whose text comes first. It runs with the packages below,',
    'each under its own. The same list for programs: sbom.cdx.json (CycloneDX).',
    RULE,
    readFileSync(join(root, 'LICENSE'), 'utf8').trim(),
    ...packages.flatMap(({ folder, manifest }) => [
      RULE,
      `${manifest.name} ${manifest.version}: ${licenceOf(manifest)}`,
      '',
      textsOf(folder, manifest),
    ]),
    '',
  ].join('\n'),
);
