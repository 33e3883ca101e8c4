/** The project's own files, read once for all house rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Folders that hold what is fetched, built or typed by users. */
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', '.cache']);

/**
 * Paths below the checkout, sorted. The disk is read and not git: an unpacked archive has no git, and git refuses a
 * checkout of another user.
 */
export function projectFiles(folder = ''): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (NOT_OURS.has(entry.name) || path === 'data') continue;
    if (entry.isDirectory()) found.push(...projectFiles(path));
    else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}

const IS_CODE = /\.(ts|tsx|mjs)$/;

export type Source = { path: string; text: string; lines: string[] };

/** Every source file we write. */
export function sources(): Source[] {
  return projectFiles()
    .filter((path) => IS_CODE.test(path))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, lines: text.split('\n') };
    });
}

/** Specifiers of static and dynamic imports, type imports included. */
export function importsOf(source: Pick<Source, 'text'>): string[] {
  const found = source.text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}
