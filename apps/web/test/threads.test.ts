/** Comments become threads. */
import type { CellId, CommentId, PersonId } from '@tallystick/domain/cells/ids';
import type { Comment } from '@tallystick/domain/state';
import { describe, expect, test } from 'vitest';
import { countOpen, groupByColumn, threadsOf } from '../src/panel/threads.ts';

const ROW = 'water_supply_loss.value';

function comment(number: number, more: Partial<Comment> = {}): Comment {
  return {
    id: `c_${number}` as CommentId,
    cell: `${ROW}:numerator` as CellId,
    parent: null,
    text: `comment ${number}`,
    audience: 'members',
    by: 'p_yara' as PersonId,
    at: number,
    number,
    resolved: false,
    ...more,
  };
}

const reply = (number: number, to: number): Comment =>
  comment(number, { parent: `c_${to}` as CommentId });

describe('threads of a row', () => {
  test('replies stand under their first comment in the order in which they were written', () => {
    const threads = threadsOf([reply(5, 1), comment(1), reply(3, 1)], ROW);
    expect(threads).toHaveLength(1);
    expect(threads[0]?.replies.map((each) => each.number)).toEqual([3, 5]);
  });

  test('open threads come before resolved ones, the one spoken in last first', () => {
    const said = [comment(1), comment(2), comment(9, { resolved: true }), reply(8, 1)];
    const order = threadsOf(said, ROW).map(({ first }) => first.number);
    expect(order).toEqual([1, 2, 9]);
  });

  test('a comment on another row does not appear, and only open threads are counted', () => {
    const elsewhere = comment(4, { cell: 'city.population:value' as CellId });
    const said = [comment(1), comment(2, { resolved: true }), elsewhere, reply(5, 1)];
    expect(threadsOf(said, ROW)).toHaveLength(2);
    expect(countOpen(said, ROW)).toBe(1);
  });

  test('threads of other cells are grouped by their column', () => {
    const onResult = comment(2, { cell: `${ROW}:result` as CellId });
    const groups = groupByColumn(threadsOf([comment(1), onResult, comment(3)], ROW));
    expect(groups.map(({ column, threads }) => [column, threads.length])).toEqual([
      ['numerator', 2],
      ['result', 1],
    ]);
  });
});
