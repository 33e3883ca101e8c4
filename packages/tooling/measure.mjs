/**
 * Runs measures by name: a table for people, then one JSON line a figure for programs. Without a name it lists them;
 * `all` runs each in a process of its own.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runAll } from './all-measures.mjs';
import { isNewEnough } from './toolchain.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const needed = ['node_modules/.pnpm', 'apps/web/dist/index.html', 'apps/verify/dist'];
if (!isNewEnough(process.version) || !needed.every((path) => existsSync(join(root, path)))) {
  // Fresh clone: run.mjs brings Node, packages and builds, comes back here, and never returns.
  process.argv.splice(2, 0, 'measure');
  await import('./run.mjs');
}

const folder = join(root, 'tests/measures');
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'measure.ts')
  .map((name) => name.slice(0, -3))
  .sort();

const BROKEN_OFF = { value: 0, unit: 'runs', target: 'exactly 1', holds: false };

async function load(name) {
  const { measure } = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  return measure;
}

/** A number as a person reads it: three digits where that is enough. */
function shown(value) {
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function table(figures) {
  const rows = figures.map((each) => [
    each.holds ? 'holds' : 'FAILS',
    each.figure,
    `${shown(each.value)} ${each.unit}`.trim(),
    each.target,
  ]);
  const heads = ['', 'figure', 'value', 'target'];
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i].length)));
  const line = (cells) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd();
  return [line(heads), ...rows.map(line)].join('\n');
}

/** A measure that breaks off is one figure that does not hold, so that the others still run. */
async function figuresOf(name) {
  try {
    const measure = await load(name);
    console.log(`${measure.name}: ${measure.about}`);
    return await measure.run((line) => console.log(`  ${line}`));
  } catch (error) {
    console.error(error);
    return [{ ...BROKEN_OFF, figure: `${name} ran to its end` }];
  }
}

const names = process.argv.slice(2).filter((name) => !name.startsWith('-'));
if (names.length === 0) {
  for (const name of all) console.log(`${name.padEnd(20)} ${(await load(name)).about}`);
  process.exit(0);
}
if (names.length === 1 && names[0] === 'all') {
  const holds = await runAll(all);
  process.stdout.write('', () => process.exit(holds ? 0 : 1));
  // Nothing below may run meanwhile.
  await new Promise(() => undefined);
}
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No measure ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}
let holds = true;
for (const name of names) {
  const figures = await figuresOf(name);
  console.log(`\n${table(figures)}\n`);
  for (const each of figures) {
    const { figure, value, unit, target } = each;
    console.log(JSON.stringify({ measure: name, figure, value, unit, target, holds: each.holds }));
  }
  // A measure without a figure has measured nothing.
  if (figures.length === 0 || figures.some((each) => !each.holds)) holds = false;
}
// Once all is written, whatever a measure left open.
process.stdout.write('', () => process.exit(holds ? 0 : 1));
