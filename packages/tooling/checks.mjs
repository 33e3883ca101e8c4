/** Types, lint, format and unused code, each by its program: one after the other, beside whatever else runs. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CHECKS = [
  { what: 'types', program: 'tsc', args: ['-p', '.', '--noEmit'] },
  { what: 'lint', program: 'oxlint', args: ['.'] },
  { what: 'format', program: 'biome', args: ['format', '.'] },
  { what: 'unused code', program: 'knip', args: ['--no-progress', '--no-config-hints'] },
];

function outcomeOf(root, { program, args }) {
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin', program), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (data) => {
      said += data;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => done({ isGood: false, said: error.message }));
    child.on('close', (code) => done({ isGood: code === 0, said }));
  });
}

/** Runs all; answers the lines that say what came of each, and how many passed and failed. */
export async function runChecks(root) {
  const found = { passed: 0, failed: 0, lines: [] };
  for (const check of CHECKS) {
    const began = performance.now();
    const { isGood, said } = await outcomeOf(root, check);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    found.lines.push(`${isGood ? 'passed' : 'FAILED'}  ${check.what} (${seconds} s)`);
    if (isGood) found.passed += 1;
    else {
      found.failed += 1;
      found.lines.push(said);
    }
  }
  return found;
}
