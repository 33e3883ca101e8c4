/** Skipping what is unchanged: a step is done again only when the content of its inputs differs from the last time. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = new Set(['node_modules', 'dist', '.cache', 'test']);

/** SHA-256 over the names and contents of files and folders, in order of name. */
export function hashOf(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths) add(hash, root, path);
  return hash.digest('hex');
}

function add(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) {
      if (!LEFT_OUT.has(name)) add(hash, root, join(path, name));
    }
    return;
  }
  hash.update(`${path}\0`);
  hash.update(readFileSync(full));
}

/** Whether a step was last done with these inputs and its result is still there. */
export function isDone(root, step) {
  const note = join(root, '.cache', `${step.name}.stamp`);
  const there = step.results.every((result) => existsSync(join(root, result)));
  return there && existsSync(note) && readFileSync(note, 'utf8') === step.hash;
}

export function markDone(root, step) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, '.cache', `${step.name}.stamp`), step.hash);
}
