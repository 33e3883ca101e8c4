/** The contract of the list of workbooks: what each entry changes in the line of a member. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Event } from '@tallystick/domain/events';
import { rowPrint } from '@tallystick/domain/nouns/row-life';
import type { CellId, CommentId, EntityId, RowId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { appendTo } from './deleted-workbook.ts';
import { AMAL, BENE, change, edit, event, locked, opened, ROADS, WATER } from './journal-of.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import type { Opened } from './opened.ts';

const catalogue = loadCatalogue();
const POINT = 'patents.value' as RowId;
const WATERWORKS = 'e_water' as EntityId;

export function listingContract(open: Opened): void {
  const begun = async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    let serial = 0;
    const say = async (...events: Event[]) => {
      const entries = events.map((each) => event(each, `l${serial++}`));
      expect(await appendTo(store, WATER, entries)).toBe('ok');
    };
    const type = async (...changes: [string, string | null][]) => {
      const cells = changes.map(([cell, after]) => change(cell, null, after));
      expect(await appendTo(store, WATER, [edit(cells)])).toBe('ok');
    };
    const line = async () => (await store.listing(AMAL))[0];
    await say(opened('2026'), {
      type: 'member-added',
      person: AMAL,
      role: 'contributor',
      entity: WATERWORKS,
    });
    return { store, say, type, line };
  };

  it('lists the workbooks of a person by their id, each as it is headed, and nobody else’s', async () => {
    const { store, say } = await begun();
    await store.createWorkbook(ROADS, 1);
    const entry = (each: Event, command: string) => event(each, command, { workbook: ROADS });
    const member = { type: 'member-added', person: AMAL, role: 'observer', entity: null } as const;
    await appendTo(store, ROADS, [entry(opened('2027'), 'r1'), entry(member, 'r2')]);
    const before = { city: 'Riverton', title: '2026', due: null, zone: null };
    const heading = { city: 'Deltaville', title: '2028', due: 99, zone: 'Africa/Cairo' };
    await say({ type: 'workbook-corrected', before, ...heading });
    const nothing = {
      reported: 0,
      ready: 0,
      threads: 0,
      auditThreads: 0,
      entityName: null,
      entityRows: { rows: 0, left: 0 },
    };
    const states = { edition: '2017', locked: false, archived: false, versions: [], ...nothing };
    const one = { workbook: WATER, person: AMAL, role: 'contributor', entity: WATERWORKS };
    const other = { workbook: ROADS, person: AMAL, role: 'observer', entity: null };
    const second = { city: 'Riverton', title: '2027', due: null, zone: null };
    expect(await store.listing(AMAL)).toEqual([
      { ...other, ...second, ...states },
      { ...one, ...heading, ...states },
    ]);
    expect(await store.listing(BENE)).toEqual([]);
    await say({ type: 'member-removed', person: AMAL });
    expect((await store.listing(AMAL)).map(({ workbook }) => workbook)).toEqual([ROADS]);
  });

  it('counts results with the edit that changes them, of other rows and through formulas too', async () => {
    const { type, line } = await begun();
    const population = 'city.population:value';
    const uses = ({ inputs }: DataPoint) => inputs.some(({ cell }) => cell === population);
    const shown = catalogue.dataPoints.find(uses) as DataPoint;
    const other = catalogue.dataPoints.find(
      (point) => point.valueKind === 'number' && !uses(point),
    ) as DataPoint;
    const byFormula = `${other.row}:override`;
    const own = shown.inputs.flatMap(({ cell, own: isOwn }) => (isOwn ? [cell] : []));
    expect(own.length).toBeGreaterThan(0);
    await type(...own.map((cell): [string, string] => [cell, '40']));
    expect((await line())?.reported).toBe(0);
    await type([population, '1000']);
    expect((await line())?.reported).toBe(1);
    await type([byFormula, '=population / 2']);
    expect((await line())?.reported).toBe(2);
    // Two results wait for the figure, one of them through its formula alone.
    await type([population, null]);
    expect((await line())?.reported).toBe(0);
    await type([population, '1000'], [byFormula, null]);
    expect((await line())?.reported).toBe(1);
    await type(['no.row:value', '1']);
    expect((await line())?.reported).toBe(1);
  });

  it('counts the rows of an entity and those left, by what was typed and said of them', async () => {
    const { say, type, line } = await begun();
    const rows = [POINT, 'gini_coefficient.value' as RowId];
    const of = async () => {
      const { entityName, entityRows, ready } = (await line()) ?? {};
      return [entityName, entityRows?.rows, entityRows?.left, ready];
    };
    const marked = (
      as: 'ready' | 'not-available' | 'in-progress',
      row: RowId,
      print = '',
    ): Event => ({
      type: 'rows-marked',
      rows: [row],
      as,
      prints: as === 'ready' ? [print] : [],
      reason: '',
    });
    await say({ type: 'rows-assigned', rows, entity: WATERWORKS });
    expect(await of()).toEqual([null, 2, 2, 0]);
    await say({ type: 'entity-added', entity: WATERWORKS, name: 'Waterworks' });
    expect(await of()).toEqual(['Waterworks', 2, 2, 0]);
    await type([`${POINT}:notes`, 'Counted.']);
    const print = rowPrint(catalogue, POINT, (cell) =>
      cell === `${POINT}:notes` ? 'Counted.' : undefined,
    );
    await say(marked('ready', POINT, print), marked('not-available', rows[1] as RowId));
    expect(await of()).toEqual(['Waterworks', 2, 0, 1]);
    await type([`${POINT}:notes`, 'Counted again.'], [`${rows[1]}:override`, '0.4']);
    expect(await of()).toEqual(['Waterworks', 2, 2, 0]);
    // Undone, the row is as it was when it was called ready.
    await type([`${POINT}:notes`, 'Counted.']);
    expect(await of()).toEqual(['Waterworks', 2, 1, 1]);
    await say(marked('in-progress', POINT));
    expect(await of()).toEqual(['Waterworks', 2, 2, 0]);
    const into = 'e_city' as EntityId;
    const people = [{ person: AMAL, role: 'contributor' }] as const;
    await say(
      { type: 'entity-added', entity: into, name: 'City' },
      { type: 'rows-assigned', rows: ['city.population' as RowId], entity: into },
      {
        type: 'entities-merged',
        entity: WATERWORKS,
        name: 'Waterworks',
        into,
        rows,
        people: [...people],
      },
      { type: 'entity-renamed', entity: into, name: 'The city', before: 'City' },
    );
    expect(await of()).toEqual(['The city', 3, 3, 0]);
    await say({ type: 'rows-assigned', rows, entity: null });
    expect(await of()).toEqual(['The city', 1, 1, 0]);
  });

  it('tells the versions with what is released and consented of each', async () => {
    const { store, say, line } = await begun();
    const texts = ['{"submission":1}', '{"submission":2}'];
    for (const [i, text] of texts.entries()) {
      const lock = event(locked(i + 1, 0, text), `lock${i}`);
      const expected = (await store.workbook(WATER))?.head ?? 0;
      const snapshot = { submission: i + 1, text };
      await store.append([{ workbook: WATER, expected, entries: [lock], snapshot }]);
    }
    expect(await line()).toMatchObject({ locked: true });
    await say({ type: 'verification-released', submission: 2 });
    await say({ type: 'consented', submission: 1, to: 'figures' });
    await say({ type: 'consented', submission: 2, to: 'results' });
    await say({ type: 'consent-withdrawn', submission: 1 });
    expect((await line())?.versions).toEqual([
      { submission: 1, reported: 1, released: false, consent: null },
      { submission: 2, reported: 1, released: true, consent: 'results' },
    ]);
    await say({ type: 'archived', reason: 'x' });
    expect(await line()).toMatchObject({ archived: true });
  });

  it('counts the open threads by who may read them, each once', async () => {
    const { say, line } = await begun();
    const comment = (id: string, parent: string | null, audience: 'members' | 'audit'): Event => ({
      type: 'commented',
      comment: id as CommentId,
      cell: `${POINT}:override` as CellId,
      parent: parent as CommentId | null,
      text: 'Where from?',
      audience,
    });
    const ended = (id: string): Event => ({ type: 'comment-resolved', comment: id as CommentId });
    const back = (id: string): Event => ({ type: 'comment-reopened', comment: id as CommentId });
    const open = async () => {
      const { threads, auditThreads } = (await line()) ?? {};
      return [threads, auditThreads];
    };
    await say(comment('c1', null, 'members'), comment('c2', 'c1', 'members'));
    await say(comment('c3', null, 'audit'), comment('c4', null, 'audit'));
    expect(await open()).toEqual([1, 2]);
    await say(ended('c3'), ended('c3'), ended('c2'), ended('nobody'));
    expect(await open()).toEqual([1, 1]);
    await say(ended('c1'), back('c3'), back('c3'));
    expect(await open()).toEqual([0, 2]);
  });

  it('changes nothing with a request that is refused', async () => {
    const { store, line } = await begun();
    const before = await line();
    const entries = [edit(change(`${POINT}:override`, null, '7'))];
    const [answer] = await store.append([{ workbook: WATER, expected: 0, entries }]);
    expect(answer).toMatchObject({ ok: false, why: 'moved' });
    expect(await line()).toEqual(before);
  });
}
