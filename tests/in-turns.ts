/**
 * The order of the test files. Own file because vitest takes a class for it.
 *
 * Suites in a browser keep both cores busy and most others wait for sockets, disks and clocks: taken in turns they fill
 * each other's gaps, where all of one kind after the other would leave a core idle at the end.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const IN_BROWSER = /\/tests\/(?:e2e|habits|clipboard)\//u;

export class InTurns extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const browser = sorted.filter(({ moduleId }) => IN_BROWSER.test(moduleId));
    const others = sorted.filter(({ moduleId }) => !IN_BROWSER.test(moduleId));
    /** Where each stands on the way from the first of its kind to the last. */
    const placed = [browser, others].flatMap((kind) =>
      kind.map((file, at) => ({ file, place: at / kind.length })),
    );
    return placed.toSorted((a, b) => a.place - b.place).map(({ file }) => file);
  }
}
