/**
 * Runs measures by name: a table for people, then one JSON line a figure for programs. Without a name it lists them.
 * Own file because every measure is printed alike.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(import.meta.dirname, '../../tests/measures');
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'measure.ts')
  .map((name) => name.slice(0, -3))
  .sort();

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

const names = process.argv.slice(2).filter((name) => !name.startsWith('-'));
if (names.length === 0) {
  for (const name of all) console.log(`${name.padEnd(20)} ${(await load(name)).about}`);
  process.exit(0);
}
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No measure ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}
let holds = true;
for (const name of names) {
  const measure = await load(name);
  console.log(`${measure.name}: ${measure.about}`);
  const figures = await measure.run((line) => console.log(`  ${line}`));
  console.log(`\n${table(figures)}\n`);
  for (const each of figures) {
    const { figure, value, unit, target } = each;
    console.log(JSON.stringify({ measure: name, figure, value, unit, target, holds: each.holds }));
  }
  // A measure without a figure has measured nothing.
  if (figures.length === 0 || figures.some((each) => !each.holds)) holds = false;
}
process.exit(holds ? 0 : 1);
