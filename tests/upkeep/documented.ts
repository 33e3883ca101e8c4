/** The commands that README and docs tell people to type, and by what each is tried. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './command.ts';

export type Documented = { page: string; line: string };

const PAGES = ['README.md', 'AGENTS.md'];
/** Fenced blocks in these languages are no commands. */
const NOT_TYPED = new Set(['js', 'ts', 'json', 'text']);
/** What stands in a sentence and is meant to be typed. */
const INLINE =
  /^(?:npm|node|vitest|sudo|systemctl|sqlite3) .*|^(?:packages\/\S+|node_modules)\/\.bin\/.*/;

const pages = () => [
  ...PAGES,
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Every command, without the comment behind it; lines that go on are one. */
export function documented(): Documented[] {
  return pages().flatMap((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const blocks = [...text.matchAll(/```(\w*)\n([\s\S]*?)```/g)].filter(
      ([, language = '']) => !NOT_TYPED.has(language),
    );
    const typed = blocks.flatMap(([, , block = '']) =>
      block.replaceAll('\\\n', ' ').split('\n').map(bare),
    );
    const prose = text.replaceAll(/```[\s\S]*?```/g, '');
    const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, said = '']) => said);
    const lines = [...typed, ...inline.filter((said) => INLINE.test(said))];
    return lines.filter((line) => line !== '').map((line) => ({ page, line }));
  });
}

const bare = (line: string) => line.replace(/(^| +)# .*$/, '').trim();

/**
 * By what a command is tried. `tour`: the tour of commands.test.ts runs it, under this name. `machine`: it changes the
 * machine; that it can be read, and that the files it names are there, is all that is tried. Else another test.
 */
export type Trial = { is: RegExp; by: { tour: string } | 'machine' | { test: string } };

const SUDO = '(?:sudo -u tallystick env DATA_DIR=\\S+ (?:PUBLIC_URL=\\S+ )?)?';
const npmRun = (name: string) => new RegExp(`^${SUDO}npm run ${name}\\b`);

export const TRIALS: readonly Trial[] = [
  { is: /^npm start$/, by: { tour: 'start' } },
  { is: /^(PUBLIC_URL=\S+ DATA_DIR=\S+ )?npm start -- --empty$/, by: { tour: 'empty' } },
  { is: /^npm start -- --new-origin$/, by: { tour: 'new-origin' } },
  { is: npmRun('build'), by: { tour: 'build' } },
  { is: npmRun('import'), by: { tour: 'import' } },
  { is: npmRun('catalogue'), by: { tour: 'catalogue' } },
  { is: npmRun('backup'), by: { tour: 'backup' } },
  { is: npmRun('restore'), by: { tour: 'restore' } },
  { is: npmRun('fsck'), by: { tour: 'fsck' } },
  { is: npmRun('admin'), by: { tour: 'admin' } },
  { is: /^npm run measure$/, by: { tour: 'measure' } },
  { is: /^node apps\/verify\/build\.mjs$/, by: { tour: 'build-verify' } },
  { is: /^node (apps\/verify\/dist\/)?verify\.mjs bundle\.zip --key \S+$/, by: { tour: 'verify' } },
  { is: /^node verify\.mjs .* --against /, by: { test: 'apps/verify/test/verify.test.ts' } },
  {
    is: /^npm run measure -- \S+$|^node packages\/tooling\/measure\.mjs /,
    by: { tour: 'measure' },
  },
  // This very run is one of them, and they run it.
  { is: /^npm test$|^npm run check$/, by: { test: 'packages/tooling/test.mjs' } },
  { is: /^npm run format$/, by: { test: 'packages/tooling/checks.mjs' } },
  { is: /^vitest run --config tests\/vitest\.config\.ts /, by: { test: 'tests/vitest.config.ts' } },
  { is: /^node_modules\/\.bin\/vitest run /, by: { test: 'tests/vitest.config.ts' } },
  { is: /drizzle-kit generate --config drizzle\/config\.ts$/, by: 'machine' },
  { is: /^curl -sf /, by: { test: 'tests/programs/examples.test.ts' } },
  { is: /^(HASH|CELLS)=/, by: { test: 'tests/programs/examples.test.ts' } },
  { is: /^ID=\$\(od /, by: { test: 'tests/programs/examples.test.ts' } },
  { is: /^(apt-get|adduser|cp|install|systemctl|journalctl|git|cd|sudo) /, by: 'machine' },
];

/** Files of ours that a command names and that are not there; a folder that only an installation has is left out. */
export function missingIn(line: string): string[] {
  const ours = line.match(/(?:deploy|packages|apps|tests|drizzle)\/[\w./-]+/g) ?? [];
  const units = (line.match(/\btallystick[\w-]*(?:\.timer)?\b/g) ?? []).filter(() =>
    /^systemctl|^journalctl/.test(line),
  );
  const files = units.map((unit) => `deploy/${unit.includes('.') ? unit : `${unit}.service`}`);
  return [...ours, ...files].filter((path) => !existsSync(join(ROOT, path)));
}
