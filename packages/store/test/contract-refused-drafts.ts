/** The contract of refused drafts. */
import type { CellId, WorkbookId } from '@tallystick/domain/ids';
import { expect, it } from 'vitest';
import { REFUSED_DRAFTS_OPEN_MAX } from '../src/limits.ts';
import type { RefusedDraftRow } from '../src/port-refused-drafts.ts';
import type { Opened } from './contract.ts';
import { AMAL, BENE } from './journal-of.ts';

const RIVERTON = 'wb_riverton' as WorkbookId;
const CELL = 'a:notes' as CellId;

function draft(id: string, more: Partial<RefusedDraftRow> = {}) {
  const row: RefusedDraftRow = {
    id,
    workbook: RIVERTON,
    cell: CELL,
    text: `text of ${id}`,
    by: AMAL,
    at: 10,
    door: 'yjs',
    code: 'locked',
    detail: '',
    head: 5,
    settledAt: null,
    settledBy: null,
    ...more,
  };
  const { settledAt: _at, settledBy: _by, ...kept } = row;
  return kept;
}

export function refusedDraftContract(open: Opened): void {
  it('keeps refused drafts, finds them by cell, author and number, newest first', async () => {
    const store = await open();
    const rows = [
      draft('a'),
      draft('b', { head: 6, by: BENE }),
      draft('c', { head: 6, at: 11, cell: 'b:notes' as CellId, text: null }),
      draft('d', { workbook: 'wb_other' as WorkbookId }),
    ];
    expect(await store.keepRefusedDrafts(rows)).toBe(4);
    const ids = async (query: object) =>
      (await store.refusedDrafts(RIVERTON, { limit: 9, ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual(['c', 'b', 'a']);
    expect(await ids({ cell: CELL })).toEqual(['b', 'a']);
    expect(await ids({ by: AMAL })).toEqual(['c', 'a']);
    expect(await ids({ before: 6 })).toEqual(['a']);
    expect(await ids({ limit: 1 })).toEqual(['c']);
    expect(await store.refusedDraft(RIVERTON, 'c')).toEqual({
      ...rows[2],
      settledAt: null,
      settledBy: null,
    });
    expect(await store.refusedDraft(RIVERTON, 'd')).toBeUndefined();
  });

  it('settles a refused draft once, and a value that is refused again is open again', async () => {
    const store = await open();
    await store.keepRefusedDrafts([draft('a'), draft('b')]);
    expect(await store.settleRefusedDraft('a', BENE, 20)).toBe(true);
    expect(await store.settleRefusedDraft('a', AMAL, 21)).toBe(false);
    expect(await store.settleRefusedDraft('nothing', AMAL, 21)).toBe(false);
    expect(await store.refusedDraft(RIVERTON, 'a')).toMatchObject({
      settledAt: 20,
      settledBy: BENE,
    });
    const open_ = await store.refusedDrafts(RIVERTON, { open: true, limit: 9 });
    expect(open_.map(({ id }) => id)).toEqual(['b']);
    expect(await store.keepRefusedDrafts([draft('a', { at: 30, head: 7 })])).toBe(1);
    expect(await store.refusedDraft(RIVERTON, 'a')).toMatchObject({
      at: 30,
      head: 7,
      settledAt: null,
    });
  });

  it('keeps no more open drafts of one person than a sheet has cells', async () => {
    const store = await open();
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => draft(`d${from + at}`));
    expect(await store.keepRefusedDrafts(many(0, REFUSED_DRAFTS_OPEN_MAX - 1))).toBe(
      REFUSED_DRAFTS_OPEN_MAX - 1,
    );
    // One more is kept, the next is not, and one that is there already is renewed.
    expect(
      await store.keepRefusedDrafts([...many(REFUSED_DRAFTS_OPEN_MAX - 1, 2), draft('d0')]),
    ).toBe(2);
    expect(await store.keepRefusedDrafts([draft('x', { by: BENE })])).toBe(1);
    expect(await store.settleRefusedDraft('d0', AMAL, 20)).toBe(true);
    expect(await store.keepRefusedDrafts([draft('y')])).toBe(1);
  });
}
