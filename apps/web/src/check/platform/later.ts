/**
 * Lets code that expects an answer at once use a browser, which gives some answers only later. The check is run;
 * whatever it asked for that is not known yet is then found out, and the check is run again, until nothing is unknown.
 * Each run knows more than the one before, so there is a last one.
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
