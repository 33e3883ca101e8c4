/**
 * docs/limits.md is written from the files of limits, so that every bound is listed with its number and reason.
 * After a change of a limit: `vitest run --config tests/vitest.config.ts tests/tidy -u` writes the page anew.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, type Source, sources } from './source-files.ts';

const HEAD = `# Limits

Every queue, text and buffer has a bound. Each is a named number in the file that its heading names, and this page is
written from those files (a test holds them equal). A refusal is named where a person reads one.
`;

/** What stands above each name: \`/** Why. *\\/ export const NAME =\` or \`name:\` inside an object. */
function reasons(source: Source): Map<string, string> {
  const found = source.text.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export const )?(\w+)\s*[=:]/g,
  );
  return new Map(
    [...found].map(([, comment = '', name = '']) => [
      name,
      comment
        .replace(/\s*\n\s*\*?\s*/g, ' ')
        .replaceAll('|', '\\|')
        .trim(),
    ]),
  );
}

/** Names and numbers of a module; those of an object follow its own name. */
function numbersOf(module: object): [name: string, number: number][] {
  return Object.entries(module).flatMap(([name, value]): [string, number][] => {
    if (typeof value === 'number') return [[name, value]];
    if (typeof value === 'object' && value !== null) return numbersOf(value);
    return [];
  });
}

async function section(source: Source): Promise<{ text: string; names: string[] }> {
  const module = (await import(join(ROOT, source.path))) as object;
  const why = reasons(source);
  const numbers = numbersOf(module).sort(
    ([a], [b]) =>
      source.text.search(`\\b${a}\\b\\s*[=:]`) - source.text.search(`\\b${b}\\b\\s*[=:]`),
  );
  const rows = numbers.map(
    // One reason may stand above several numbers.
    ([name, number]) =>
      `| \`${name}\` | ${number.toLocaleString('en')} | ${why.get(name) ?? 'as above'} |`,
  );
  const text = [
    `## ${source.path}`,
    '',
    '| limit | number | unit and reason |',
    '|---|--:|---|',
    ...rows,
    '',
  ];
  return { text: text.join('\n'), names: numbers.map(([name]) => name) };
}

test('docs/limits.md lists every limit with its number and its reason', async () => {
  const files = sources().filter(({ path }) => /^(apps|packages)\/.*limits\.ts$/.test(path));
  const sections = await Promise.all(files.map(section));
  expect(sections.flatMap(({ names }) => names).length).toBeGreaterThan(50);
  await expect([HEAD, ...sections.map(({ text }) => text)].join('\n')).toMatchFileSnapshot(
    join(ROOT, 'docs/limits.md'),
  );
});
