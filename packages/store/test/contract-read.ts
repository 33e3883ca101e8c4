/** The contract of the journal's reads: pages of entries, projections, what is kept beside entries. */
import type { CommandId } from '@tallystick/domain/cells/ids';
import { canonicalJson } from '@tallystick/ledger/canonical-json';
import { leafHash, sha256Hex } from '@tallystick/ledger/hash';
import { expect, it } from 'vitest';
import { AMAL, BENE, change, edit, event, opened, ROADS, WATER } from './journal-of.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { WorkbookStore } from '../src/port-workbooks.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = JournalStore & WorkbookStore;

export function readContract(open: Opened<Ports>): void {
  entries(open);
  projections(open);
  beside(open);
}

function entries(open: Opened<Ports>): void {
  it('reads entries in pages, by kind and up to a number', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const all = [
      event(opened(), 'c1'),
      edit(change('a.b:value', null, '1')),
      edit(change('a.b:value', '1', '2')),
      event({ type: 'entity-added', entity: 'e_water' as never, name: 'Water' }, 'c2'),
      edit(change('a.b:value', '2', '3')),
    ];
    await store.append([{ workbook: WATER, expected: 0, entries: all }]);
    const numbers = async (options: Parameters<typeof store.entries>[1]) =>
      (await store.entries(WATER, options)).map(({ entry }) => entry.number);
    expect(await numbers({ after: 0, limit: 100 })).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ after: 2, limit: 2 })).toEqual([3, 4]);
    expect(await numbers({ after: 0, limit: 100, kind: 'event' })).toEqual([1, 4]);
    expect(await numbers({ after: 2, limit: 1, kind: 'edit' })).toEqual([3]);
    expect(await numbers({ after: 1, limit: 100, upTo: 4 })).toEqual([2, 3, 4]);
    expect(await numbers({ after: 5, limit: 100 })).toEqual([]);
    expect(await store.entries(ROADS, { after: 0, limit: 100 })).toEqual([]);
  });

  it('answers fewer entries where they are large, and never none', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const large = 'x'.repeat(900_000);
    const all = Array.from({ length: 12 }, (_, i) => edit(change('a.b:notes', null, large + i)));
    await store.append([{ workbook: WATER, expected: 0, entries: all }]);
    const numbers: number[] = [];
    for (;;) {
      const page = await store.entries(WATER, { after: numbers.at(-1) ?? 0, limit: 100 });
      if (page.length === 0) break;
      expect(page.length).toBeLessThan(6);
      numbers.push(...page.map(({ entry }) => entry.number));
    }
    expect(numbers).toEqual(all.map((_, i) => i + 1));
  });

  it('keeps of each entry the exact canonical text and its leaf hash', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const said = 'Zürich, Ελλάδα, 東京, "\u2028" \u0000 😀';
    await store.append([
      { workbook: WATER, expected: 0, entries: [edit(change('a.b:notes', null, said))] },
    ]);
    const [stored] = await store.entries(WATER, { after: 0, limit: 1 });
    expect(stored?.entry).toEqual({ ...edit(change('a.b:notes', null, said)), number: 1 });
    expect(stored?.text).toBe(canonicalJson(stored?.entry));
    expect(Buffer.from(stored?.leaf ?? [])).toEqual(Buffer.from(leafHash(stored?.text ?? '')));
    expect((await store.cell(WATER, 'a.b:notes' as never))?.text).toBe(said);
  });

  it('finds the entry of a command', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const both = [edit(change('a.b:value', null, '1')), event(opened(), 'c1')];
    await store.append([{ workbook: WATER, expected: 0, entries: both }]);
    const found = await store.entryOfCommand(WATER, 'c1' as CommandId);
    expect(found).toMatchObject({ entry: { number: 2, command: 'c1' } });
    expect(await store.entryOfCommand(WATER, 'c2' as CommandId)).toBeUndefined();
    expect(await store.entryOfCommand(ROADS, 'c1' as CommandId)).toBeUndefined();
  });
}

function projections(open: Opened<Ports>): void {
  it('projects the cells with the number, author and time of what they show', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const steps = [
      edit([change('a.b:value', null, '1'), change('a.b:unit', null, 'km')], { at: 10 }),
      edit(change('a.b:unit', 'km', null), { at: 20 }),
      edit(change('a.b:value', '1', '2'), { at: 30, by: BENE, client: 8 }),
      // This one lost: its author is not the author of what the cell shows.
      edit({ ...change('a.b:value', '2', '2'), attempted: '9' }, { at: 40 }),
      edit(change('c.d:value', null, ''), { at: 50 }),
    ];
    await store.append([{ workbook: WATER, expected: 0, entries: steps }]);
    expect(await store.cells(WATER)).toEqual([
      { cell: 'a.b:value', text: '2', number: 3, by: BENE, at: 30 },
      { cell: 'c.d:value', text: '', number: 5, by: AMAL, at: 50 },
    ]);
    // Set again to the same text: the last one who typed it is its author.
    const same = edit(change('a.b:value', '2', '2'), { at: 60 });
    await store.append([{ workbook: WATER, expected: 5, entries: [same] }]);
    expect(await store.cell(WATER, 'a.b:value' as never)).toMatchObject({
      number: 6,
      by: AMAL,
      at: 60,
    });
    expect(await store.cell(WATER, 'a.b:unit' as never)).toBeUndefined();
    expect(await store.cells(ROADS)).toEqual([]);
  });

  it('makes a workbook once, as old as its first entry', async () => {
    const store = await open();
    await store.createWorkbook(ROADS, 5);
    await store.createWorkbook(WATER, 5);
    await store.createWorkbook(WATER, 6);
    const states = { locked: false, generation: 0, archived: false, deletedAt: null };
    const untitled = { city: '', title: '', head: 0, ...states, createdAt: 5 };
    expect(await store.workbooks()).toEqual([
      { workbook: ROADS, ...untitled },
      { workbook: WATER, ...untitled },
    ]);
    const first = event(opened(), 'c1', { at: 7 });
    await store.append([{ workbook: WATER, expected: 0, entries: [first] }]);
    await store.createWorkbook(WATER, 8);
    expect(await store.workbook(WATER)).toEqual({
      ...untitled,
      workbook: WATER,
      city: 'Riverton',
      title: 'Water',
      head: 1,
      createdAt: 7,
    });
    expect(await store.workbook('wb_nowhere' as never)).toBeUndefined();
  });

  it('projects memberships as they are given, changed and withdrawn', async () => {
    const store = await open();
    const give = (person: string, role: string, entity: string | null) =>
      ({ type: 'member-added', person, role, entity }) as never;
    for (const workbook of [WATER, ROADS]) {
      await store.createWorkbook(workbook, 1);
      const entries = [
        event(give(AMAL, 'contributor', 'e_water'), 'c1', { workbook }),
        event(give(BENE, 'auditor', null), 'c2', { workbook }),
      ];
      await store.append([{ workbook, expected: 0, entries }]);
    }
    const changes = [
      event(give(AMAL, 'coordinator', null), 'c3'),
      event({ type: 'member-removed', person: BENE }, 'c4'),
    ];
    await store.append([{ workbook: WATER, expected: 2, entries: changes }]);
    expect(await store.memberships(AMAL)).toEqual([
      { workbook: ROADS, person: AMAL, role: 'contributor', entity: 'e_water' },
      { workbook: WATER, person: AMAL, role: 'coordinator', entity: null },
    ]);
    expect(await store.memberships(BENE)).toEqual([
      { workbook: ROADS, person: BENE, role: 'auditor', entity: null },
    ]);
  });
}

function beside(open: Opened<Ports>): void {
  it('keeps the base of the newest generation, and the entry vouches for it', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    expect(await store.generation(WATER)).toBeUndefined();
    for (const generation of [1, 2]) {
      // A view into a larger buffer: only its own bytes are the base, and the caller keeps them.
      const base = new Uint8Array(1_000).fill(generation).subarray(10, 10 + generation);
      const started = event({ type: 'generation-started', generation, upTo: 0 }, `c${generation}`);
      const request = { workbook: WATER, expected: generation - 1, entries: [started] };
      await store.append([{ ...request, generation: { generation, upTo: generation - 1, base } }]);
      expect(base.length).toBe(generation);
      const found = await store.generation(WATER);
      expect(found).toMatchObject({ generation, upTo: generation - 1 });
      expect([...(found?.base ?? [])]).toEqual([...base]);
      const [stored] = await store.entries(WATER, { after: generation - 1, limit: 1 });
      expect(stored?.entry.beside).toEqual({
        generation: { generation, upTo: generation - 1, base: sha256Hex(base) },
      });
    }
    expect(await store.workbook(WATER)).toMatchObject({ generation: 2 });
  });

  it('keeps who claimed which client id, once, in the order of the ids', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    const high = { client: 4_294_967_295, person: BENE };
    const low = { client: 7, person: AMAL };
    const entries = [edit(change('a.b:value', null, '1'))];
    await store.append([{ workbook: WATER, expected: 0, entries, claims: [high, low, low] }]);
    await store.append([{ workbook: WATER, expected: 1, entries, claims: [low] }]);
    expect(await store.claims(WATER)).toEqual([low, high]);
    expect(await store.claims(WATER, { after: -1, limit: 1 })).toEqual([low]);
    expect(await store.claims(WATER, { after: 7, limit: 5 })).toEqual([high]);
    const stored = await store.entries(WATER, { after: 0, limit: 2 });
    expect(stored.map(({ entry }) => entry.beside)).toEqual([{ claims: [high, low] }, undefined]);
  });
}
