/**
 * What a noun costs: the example is made in a copy of the sources, which is then type-checked and tried. A file counts as
 * needed where nothing works without what is changed in it.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Change, CHANGES } from './example.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Sources, and the links to packages beside them. */
const COPIED = /^(apps|packages)(\/[^/]+(\/(src|node_modules|data|package\.json)(\/.*)?)?)?$/;
/** What is type-checked: all of it, or the packages and what the example reaches of the apps, in a fifth of the time. */
const WHOLE = ['apps/*/src', 'packages/*/src'];
const QUICK = [
  'packages/*/src',
  'apps/server/src/proof.ts',
  'apps/web/src/offline/queued-words.ts',
];
const run = promisify(execFile);

export type NounCost = {
  /** Files of code that the example changes. */
  files: string[];
  /** What is wrong with all changes made; empty where it works. */
  faults: string;
  /** Files without whose change it works all the same. */
  needless: string[];
};

/** `isEach`: whether each file is left out once, and all of the apps is type-checked. */
export async function nounCost({ isEach }: { isEach: boolean }): Promise<NounCost> {
  const files = [...new Set(CHANGES.map(({ file }) => file))];
  const copy = await mkdtemp(join(tmpdir(), 'tallystick-noun-'));
  try {
    await copySources(copy, isEach ? WHOLE : QUICK);
    const whole = await faultsWith(copy, CHANGES);
    const needless: string[] = [];
    for (const file of isEach ? files : []) {
      const without = CHANGES.filter((change) => change.file !== file);
      if ((await faultsWith(copy, without)) === '') needless.push(file);
    }
    return { files, faults: whole, needless };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function copySources(copy: string, include: readonly string[]): Promise<void> {
  for (const folder of ['apps', 'packages'])
    await cp(join(ROOT, folder), join(copy, folder), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => COPIED.test(path.slice(ROOT.length + 1)),
    });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const { compilerOptions } = JSON.parse(await readFile(join(ROOT, 'tsconfig.json'), 'utf8'));
  const incremental = { incremental: true, tsBuildInfoFile: './checked.tsbuildinfo' };
  const config = {
    compilerOptions: { ...compilerOptions, ...incremental },
    include,
  };
  await writeFile(join(copy, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(copy, 'package.json'), JSON.stringify({ type: 'module' }));
}

/** The first fault of the copy with these changes made; the copy is as it was afterwards. */
async function faultsWith(copy: string, changes: readonly Change[]): Promise<string> {
  const before = new Map<string, string | undefined>();
  for (const { file, after, put } of changes) {
    const path = join(copy, file);
    const text = after === undefined ? undefined : await readFile(path, 'utf8');
    if (!before.has(path)) before.set(path, text);
    await writeFile(path, changed(file, text, { after, put }));
  }
  const proof = join(copy, 'apps/server/src/proof.ts');
  await writeFile(proof, await readFile(join(import.meta.dirname, 'proof.txt'), 'utf8'));
  const faults = (await faultOf(copy, 'types')) || (await faultOf(copy, proof));
  await rm(proof);
  for (const [path, text] of before) {
    if (text === undefined) await rm(path);
    else await writeFile(path, text);
  }
  return faults;
}

function changed(
  file: string,
  text: string | undefined,
  { after, put }: { after: string | undefined; put: string },
): string {
  if (text === undefined || after === undefined) return put;
  const at = text.indexOf(after);
  if (at < 0 || text.indexOf(after, at + 1) >= 0)
    throw new Error(`${file} has not one place for the example: ${after}`);
  return text.slice(0, at + after.length) + put + text.slice(at + after.length);
}

/** What the compiler, or a program, says against the copy; empty where nothing. */
async function faultOf(copy: string, what: string): Promise<string> {
  const [program, args] =
    what === 'types'
      ? [join(ROOT, 'node_modules/.bin/tsc'), ['-p', copy]]
      : [process.execPath, [what]];
  try {
    await run(program, args, { cwd: dirname(copy) });
    return '';
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${basename(what)}: ${`${stdout}${stderr}`.slice(0, 2_000)}`;
  }
}
