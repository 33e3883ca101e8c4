/**
 * A query that is asked at every request and every socket, made once at its first use: drizzle's builder takes many times
 * as long as SQLite's answer, and leaves some 30 kB behind each time.
 */

/** Answers the query that `prepare` makes, the same one each time. */
export function prepared<Query>(prepare: () => Query): () => Query {
  let query: Query | undefined;
  return () => (query ??= prepare());
}
