/**
 * Builds `dist/verify.mjs`: the whole check in one readable file that plain Node (20 or later) runs. The check must
 * reach people who have nothing of ours but this one file.
 */
import { chmodSync, readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

const here = (path) => new URL(path, import.meta.url).pathname;
const target = here('dist/verify.mjs');
const banner = `#!/usr/bin/env node
// Tallystick: checks a snapshot bundle. node verify.mjs bundle.zip --key KEY
// One file, no dependencies, no network: it uses Node's own SHA-256, Ed25519 and inflate, and reads the files you name.
// Licence: Apache-2.0.`;

const bundle = await rolldown({ input: here('src/main.ts'), platform: 'node', treeshake: true });
await bundle.write({
  file: target,
  format: 'esm',
  minify: false,
  banner,
  comments: { jsdoc: true, annotation: false, legal: true },
});
await bundle.close();
const imports = [...readFileSync(target, 'utf8').matchAll(/from "([^"]+)"/g)].map(
  (found) => found[1],
);
const allowed = ['node:crypto', 'node:fs', 'node:util', 'node:zlib'];
const foreign = imports.filter((name) => !allowed.includes(name));
if (foreign.length > 0) throw new Error(`verify.mjs must not import ${foreign.join(', ')}`);
chmodSync(target, 0o755);
