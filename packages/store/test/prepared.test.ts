/** Queries of the hot path are made once. */
import { expect, test } from 'vitest';
import { prepared } from '../src/sqlite/read/prepared.ts';

test('a query is made at its first use and not again', () => {
  let made = 0;
  const query = prepared(() => ({ nth: ++made }));
  expect(made).toBe(0);
  expect([query(), query(), query()]).toEqual([{ nth: 1 }, { nth: 1 }, { nth: 1 }]);
});
