/** The contract of clarifications and rulings: what is projected of them, and the two lists over all workbooks. */
import type { Event, RulingScope } from '@tallystick/domain/events';
import type { ClarificationId, RowId, WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { event, ROADS, WATER } from './journal-of.ts';
import type { ClarificationStore } from '../src/port-clarifications.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = ClarificationStore & JournalStore;

const asked = (clarification: string, edition = '2017'): Event => ({
  type: 'clarification-asked',
  clarification: clarification as ClarificationId,
  row: 'a.b' as RowId,
  kpi: 'a',
  edition,
  text: 'What counts?',
});
const ruled = (clarification: string, scope: RulingScope): Event => ({
  type: 'ruled',
  clarification: clarification as ClarificationId,
  text: 'All of it.',
  scope,
});

export function clarificationContract(open: Opened<Ports>): void {
  const journal = async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.createWorkbook(ROADS, 1);
    const heads = new Map<WorkbookId, number>();
    const say = async (workbook: WorkbookId, at: number, what: Event) => {
      const expected = heads.get(workbook) ?? 0;
      const entries = [event(what, `c${expected}`, { workbook, at })];
      const [result] = await store.append([{ workbook, expected, entries }]);
      if (!result?.ok) throw new Error('not appended');
      heads.set(workbook, result.head);
    };
    return { store, say };
  };

  it('lists the clarifications of some workbooks, the oldest first, by status', async () => {
    const { store, say } = await journal();
    await say(WATER, 20, asked('q1'));
    await say(ROADS, 10, asked('q1'));
    await say(WATER, 30, asked('q2'));
    await say(WATER, 40, ruled('q1', 'city'));
    const both = { workbooks: [WATER, ROADS], limit: 10 };
    const ids = (rows: { workbook: string; clarification: string }[]) =>
      rows.map(({ workbook, clarification }) => `${workbook} ${clarification}`);
    expect(ids(await store.clarifications(both))).toEqual([
      `${ROADS} q1`,
      `${WATER} q1`,
      `${WATER} q2`,
    ]);
    expect(ids(await store.clarifications({ ...both, status: 'open' }))).toEqual([
      `${ROADS} q1`,
      `${WATER} q2`,
    ]);
    expect(ids(await store.clarifications({ ...both, limit: 1 }))).toEqual([`${ROADS} q1`]);
    expect(ids(await store.clarifications({ workbooks: [WATER], limit: 10 }))).toHaveLength(2);
    expect(await store.clarifications({ workbooks: [], limit: 10 })).toEqual([]);
    const answered = await store.clarifications({ ...both, status: 'answered' });
    expect(answered).toEqual([
      {
        workbook: WATER,
        clarification: 'q1',
        edition: '2017',
        kpi: 'a',
        status: 'answered',
        scope: 'city',
        asked: 1,
        ruled: 3,
        askedAt: 20,
        ruledAt: 40,
      },
    ]);
  });

  it('counts what is answered together with others as answered, and its own ruling as none', async () => {
    const { store, say } = await journal();
    for (const [at, id] of ['q1', 'q2'].entries()) await say(WATER, at, asked(id));
    const [lead, alike] = ['q1', 'q2'] as ClarificationId[];
    if (lead === undefined || alike === undefined) return;
    const joined = { type: 'clarification-joined', clarification: alike } as const;
    await say(WATER, 10, ruled('q2', 'all'));
    await say(WATER, 20, { ...joined, under: lead, status: 'open' });
    const statuses = async () =>
      (await store.clarifications({ workbooks: [WATER], limit: 10 })).map((row) => [
        row.status,
        row.scope,
      ]);
    expect(await statuses()).toEqual([
      ['open', null],
      ['open', null],
    ]);
    expect(await store.rulingsForAll('2017', 10)).toEqual([]);
    await say(WATER, 30, { ...ruled('q1', 'all'), also: [alike] } as Event);
    expect(await statuses()).toEqual([
      ['answered', 'all'],
      ['answered', null],
    ]);
    await say(WATER, 40, { ...joined, under: null, status: 'open' });
    expect(await statuses()).toEqual([
      ['answered', 'all'],
      ['open', null],
    ]);
  });

  it('lists the rulings for every city of an edition, the latest first, closed ones too', async () => {
    const { store, say } = await journal();
    await say(WATER, 10, asked('q1'));
    await say(WATER, 20, asked('q2'));
    await say(WATER, 30, asked('q3', '2030'));
    await say(ROADS, 40, asked('q1'));
    await say(WATER, 50, ruled('q1', 'all'));
    await say(WATER, 60, ruled('q2', 'city'));
    await say(WATER, 70, ruled('q3', 'all'));
    await say(ROADS, 80, ruled('q1', 'all'));
    await say(ROADS, 90, { type: 'clarification-closed', clarification: 'q1' as ClarificationId });
    const list = async () =>
      (await store.rulingsForAll('2017', 10)).map(({ workbook, status, ruled: number }) => [
        workbook,
        status,
        number,
      ]);
    expect(await list()).toEqual([
      [ROADS, 'closed', 2],
      [WATER, 'answered', 4],
    ]);
    expect(await store.rulingsForAll('2017', 1)).toHaveLength(1);
    // A later ruling for the city alone takes it back.
    await say(ROADS, 100, ruled('q1', 'city'));
    expect(await list()).toEqual([[WATER, 'answered', 4]]);
  });
}
