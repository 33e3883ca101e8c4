/**
 * What a browser answers only later, for code that asks at once. The check is run; what it asked for and nobody knew yet
 * is found out, and it is run again, until nothing is unknown. Each run knows more, so there is a last one.
 */

const known = new Map<string, unknown>();
const open = new Map<string, () => Promise<unknown>>();

/** The answer to a question that is named by `key`; undefined while it is not known, and then the run counts for nothing. */
export function askLater<T>(key: string, find: () => Promise<T>): T | undefined {
  if (!known.has(key)) open.set(key, find);
  return known.get(key) as T | undefined;
}

/** What a run comes to once all that it asks is known. One at a time. */
export async function runKnowing<T>(run: () => T): Promise<T> {
  known.clear();
  for (;;) {
    open.clear();
    const result = run();
    if (open.size === 0) {
      known.clear();
      return result;
    }
    for (const [key, find] of open) known.set(key, await find());
  }
}
