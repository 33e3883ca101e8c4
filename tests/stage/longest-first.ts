/** The order of test files: the longest first, so that no long one is left over when all others are done. */
import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ROOT = resolve(import.meta.dirname, '../..');
/** Seconds by file: those of the last run of this checkout, before them those that came with it. */
const KNOWN = ['tests/durations.json', '.cache/test-durations.json'];
/** Files of one project go together, as only they share a process; the short ones come last and fill what is left. */
const PROJECTS = ['whole', 'alone', 'pure'];

function durationsIn(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const seconds: Record<string, number> = Object.assign({}, ...KNOWN.map(durationsIn));
    const rank = ({ project }: TestSpecification): number => PROJECTS.indexOf(project.name);
    // A file that is not known yet begins: it may be long.
    const length = ({ moduleId }: TestSpecification): number =>
      seconds[relative(ROOT, moduleId)] ?? Number.MAX_VALUE;
    return files.toSorted((one, other) => rank(one) - rank(other) || length(other) - length(one));
  }
}
