/** The parts of a journey: a test whose steps rest on each other is one test, and its failure says in which step it was. */

/**
 * Waits for one part of a journey. What it throws is thrown on under the part's name; the original is its cause, with
 * the difference that `expect` tells.
 */
export async function part(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (why) {
    throw new Error(`${name}: ${why instanceof Error ? why.message : String(why)}`, { cause: why });
  }
}
