/** The command `npm run catalogue -- FILE`: what a gathered KPI set says otherwise than the product's, and takes it. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CatalogueFile } from '@tallystick/catalogue/file';
import { canBeTaken, type Difference, differences, taken, whyKept } from './differences.ts';
import { isSetFile, linesOf } from './set-file.ts';

/* oxlint-disable no-console -- what a person at the terminal reads */

const USAGE = `npm run catalogue -- FILE [--edition 2017] [--take]

FILE      a KPI set as gathered from ITU's publications, as JSON
--edition which of the product's sets it is compared with
--take    writes into the product's set what may change within an edition`;

const dataFile = (edition: string) =>
  new URL(`../../../catalogue/data/${edition}.json`, import.meta.url);

function told(difference: Difference): string {
  const { kpi, field, ours, theirs } = difference;
  const kept = whyKept(difference);
  const mark = kept === undefined ? (canBeTaken(difference) ? 'differs' : 'FIXED') : 'kept';
  const why = kept === undefined ? '' : `\n    ours stands: ${kept}`;
  return `${mark.padEnd(8)}${kpi}.${field}${why}\n  - ${JSON.stringify(ours)}\n  + ${JSON.stringify(theirs)}`;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { edition: { type: 'string', default: '2017' }, take: { type: 'boolean' } },
  });
  const [path] = positionals;
  if (path === undefined || !/^\d{4}$/.test(values.edition)) {
    console.error(USAGE);
    return 2;
  }
  const ours = JSON.parse(await readFile(dataFile(values.edition), 'utf8')) as CatalogueFile;
  const theirs: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!isSetFile(theirs)) throw new Error(`${path} has no list "kpis" of KPIs with a "key"`);
  const found = differences(ours.kpis, linesOf(theirs));
  for (const difference of found) console.log(told(difference));
  const open = found.filter((difference) => whyKept(difference) === undefined);
  console.log(`${found.length} differences, ${found.length - open.length} of them kept on purpose`);
  if (values.take !== true) return open.length === 0 ? 0 : 1;
  const text = JSON.stringify(taken(ours, found), null, 1);
  await writeFile(dataFile(values.edition), `${text}\n`);
  const fixed = open.filter((difference) => !canBeTaken(difference)).length;
  console.log(`${open.length - fixed} taken; ${fixed} need an edition of their own`);
  return fixed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
