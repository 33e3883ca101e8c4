/** The contract of refused drafts. */
import type { CellId, WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { REFUSED_DRAFTS_OPEN_MAX } from '../src/limits.ts';
import type {
  KeptDraftRow,
  RefusedDraftRow,
  RefusedDraftStore,
} from '../src/port-refused-drafts.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = RefusedDraftStore;

const RIVERTON = 'wb_riverton' as WorkbookId;
const CELL = 'a:notes' as CellId;

/** What a draft has that was only kept. */
const ONLY_KEPT: Omit<RefusedDraftRow, keyof KeptDraftRow> = {
  settledAt: null,
  settledBy: null,
  handedInAt: null,
  note: '',
  settledHow: null,
  word: '',
};
const discarded = (by: RefusedDraftRow['by'], at: number) =>
  ({ by, at, how: 'discard', word: '' }) as const;

function draft(id: string, more: Partial<KeptDraftRow> = {}): KeptDraftRow {
  return {
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
    ...more,
  };
}

export function refusedDraftContract(open: Opened<Ports>): void {
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
      ...ONLY_KEPT,
    });
    expect(await store.refusedDraft(RIVERTON, 'd')).toBeUndefined();
  });

  it('settles a refused draft once, and a value that is refused again is open again', async () => {
    const store = await open();
    await store.keepRefusedDrafts([draft('a'), draft('b')]);
    expect(await store.settleRefusedDraft('a', discarded(BENE, 20))).toBe(true);
    expect(await store.settleRefusedDraft('a', discarded(AMAL, 21))).toBe(false);
    expect(await store.settleRefusedDraft('nothing', discarded(AMAL, 21))).toBe(false);
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

  it('hands a draft in as a proposal while it is open, and keeps what became of it', async () => {
    const store = await open();
    await store.keepRefusedDrafts([draft('a'), draft('b')]);
    expect(await store.handInRefusedDraft('a', 'From the works', 15)).toBe(true);
    expect(await store.handInRefusedDraft('nothing', '', 15)).toBe(false);
    // The same value refused once more stays handed in.
    await store.keepRefusedDrafts([draft('a', { at: 16 })]);
    const asked = { handedIn: true, limit: 9 } as const;
    const open_ = await store.refusedDrafts(RIVERTON, { ...asked, open: true });
    expect(open_).toEqual([
      { ...draft('a', { at: 16 }), ...ONLY_KEPT, handedInAt: 15, note: 'From the works' },
    ]);
    const declined = { by: BENE, at: 20, how: 'discard', word: 'Counted twice' } as const;
    expect(await store.settleRefusedDraft('a', declined)).toBe(true);
    expect(await store.handInRefusedDraft('a', 'Again', 21)).toBe(false);
    const [settled] = await store.refusedDrafts(RIVERTON, { ...asked, by: AMAL, open: false });
    expect(settled).toMatchObject({ settledHow: 'discard', word: 'Counted twice', settledAt: 20 });
    // Refused again it is a draft like any other.
    await store.keepRefusedDrafts([draft('a', { at: 30 })]);
    expect(await store.refusedDraft(RIVERTON, 'a')).toMatchObject(ONLY_KEPT);
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
    expect(await store.settleRefusedDraft('d0', discarded(AMAL, 20))).toBe(true);
    expect(await store.keepRefusedDrafts([draft('y')])).toBe(1);
  });
}
