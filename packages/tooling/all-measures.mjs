/** Every measure one after the other, each in a process of its own; at the end what each came to, and what fell short. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const MEASURE = join(import.meta.dirname, 'measure.mjs');
const root = resolve(import.meta.dirname, '../..');
/** Longer than the longest measure takes on a slow machine; one that hangs must not keep the others waiting. */
const MOST_MS = 3 * 60 * 60_000;

/** Runs one measure, shown as it runs; answers its figures and whether it ran to its end. */
function runOne(name) {
  return new Promise((done) => {
    const began = performance.now();
    const child = spawn(process.execPath, [...process.execArgv, MEASURE, name], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const late = setTimeout(() => child.kill('SIGKILL'), MOST_MS);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      process.stdout.write(part);
      said += part;
    });
    child.on('close', (code) => {
      clearTimeout(late);
      const figures = said
        .split('\n')
        .filter((line) => line.startsWith('{"measure":'))
        .map((line) => JSON.parse(line));
      const seconds = (performance.now() - began) / 1000;
      done({ name, code, figures, seconds });
    });
  });
}

/** Runs all of `names`; answers whether every figure of each holds. */
export async function runAll(names) {
  const results = [];
  for (const name of names) results.push(await runOne(name));
  const width = Math.max(...names.map((name) => name.length));
  console.log('\nAll measures:');
  for (const { name, code, figures, seconds } of results) {
    const short = figures.filter(({ holds }) => !holds);
    const word = code === 0 && short.length === 0 && figures.length > 0 ? 'holds' : 'FAILS';
    const about = `${figures.length - short.length} of ${figures.length} figures`;
    console.log(`${word}  ${name.padEnd(width)}  ${about}, ${seconds.toFixed(0)} s`);
    for (const { figure, value, unit, target } of short)
      console.log(`         ${figure}: ${value} ${unit} (${target})`);
    if (code !== 0 && short.length === 0) console.log(`         it ended with ${code}`);
  }
  return results.every(
    ({ code, figures }) => code === 0 && figures.length > 0 && figures.every(({ holds }) => holds),
  );
}
