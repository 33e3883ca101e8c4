/** The contract of one-time links: what each opens, and what ends it. */
import type { Event } from '@tallystick/domain/events';
import type { PersonId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import type { LinkRow, LinkStore } from '../src/links/port-links.ts';
import { NO_ACCESS } from '../src/rules.ts';
import { human } from './contract-people.ts';
import { AMAL, BENE, event, WATER } from './journal-of.ts';
import type { JournalStore } from '../src/port-journal.ts';
import type { PeopleStore } from '../src/port-people.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = JournalStore & LinkStore & PeopleStore;

const link = (id: string, more: Partial<LinkRow> = {}): LinkRow => ({
  id,
  purpose: 'set-password',
  person: AMAL,
  by: null,
  workbook: null,
  expiresAt: 100,
  usedAt: null,
  endedAt: null,
  ...more,
});
const first = (id: string): LinkRow => link(id, { purpose: 'first-admin', person: null });
const take = (store: Ports, id: string, at = 50, email = 'ada@riverton.example') =>
  store.takeLink({
    id,
    at,
    passwordHash: `hash of ${id}`,
    first: human(`p_${id}` as PersonId, email),
  });

export function linksContract(open: Opened<Ports>): void {
  it('lets a link be used once, and not once it has expired', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    expect(await store.addLink(link('x'), 1)).toBe('made');
    expect(await store.link('x', 5)).toEqual({ row: link('x'), end: null });
    expect(await store.link('unknown', 5)).toBeUndefined();
    expect(await take(store, 'unknown')).toEqual({ ok: false, end: 'unknown' });
    expect(await take(store, 'x', 100)).toEqual({ ok: false, end: 'expired' });
    const uses = await Promise.all([take(store, 'x', 50), take(store, 'x', 51)]);
    expect(uses).toEqual([
      { ok: true, row: link('x', { usedAt: 50 }), person: AMAL },
      { ok: false, end: 'used' },
    ]);
    expect(await store.person(AMAL)).toMatchObject({ passwordHash: 'hash of x', admin: false });
    await expect(store.addLink(link('x'), 1)).rejects.toThrow();
    await expect(store.addLink(link('y', { person: BENE }), 1)).rejects.toThrow();
  });

  it('ends the links of a person with a newer one, a password and a shutting out', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    await store.addPerson(human(BENE, null));
    await store.addLink(link('theirs', { person: BENE }), 1);
    await store.addLink(link('old'), 1);
    await store.addLink(link('new'), 2);
    expect(await take(store, 'old')).toEqual({ ok: false, end: 'superseded' });
    await store.setPassword(AMAL, { from: null, to: 'hash', at: 3 });
    expect(await take(store, 'new')).toEqual({ ok: false, end: 'superseded' });
    await store.addLink(link('last'), 4);
    expect(await store.shutOut(AMAL, 5)).toBe('done');
    expect(await take(store, 'last')).toEqual({ ok: false, end: 'superseded' });
    expect(await store.person(AMAL)).toMatchObject({ passwordHash: NO_ACCESS });
    expect(await store.shutOut('p_nobody' as PersonId, 5)).toBe('unknown');
    expect((await take(store, 'theirs')).ok).toBe(true);
  });

  it('makes one first administrator, by the newest link, while nobody is there', async () => {
    const store = await open();
    expect(await store.addLink(first('old'), 1)).toBe('made');
    expect(await store.addLink(first('new'), 2)).toBe('made');
    expect(await take(store, 'old')).toEqual({ ok: false, end: 'superseded' });
    const uses = await Promise.all([take(store, 'new', 50), take(store, 'new', 50)]);
    expect(uses.map((use) => (use.ok ? use.person : use.end))).toEqual(['p_new', 'used']);
    expect(await store.person('p_new' as PersonId)).toMatchObject({
      email: 'ada@riverton.example',
      passwordHash: 'hash of new',
      admin: true,
    });
    expect(await store.addLink(first('more'), 60)).toBe('person-exists');
    expect(await store.shutOut('p_new' as PersonId, 61)).toBe('last-admin');
  });

  it('lets no first administrator in once anybody is there, and takes no address over', async () => {
    const store = await open();
    await store.addLink(first('early'), 1);
    await store.addPerson(human(BENE, 'ada@riverton.example', { passwordHash: 'theirs' }));
    expect(await take(store, 'early')).toEqual({ ok: false, end: 'person-exists' });
    expect(await store.person(BENE)).toMatchObject({ passwordHash: 'theirs', admin: false });
  });

  it('opens what its maker may hand out at the moment of its use', async () => {
    const store = await open();
    await store.createWorkbook(WATER, 1);
    await store.addPerson(human(BENE, null));
    await store.addPerson(human(AMAL, null));
    let head = 0;
    const append = async (what: Event) => {
      const entries = [event(what, `command ${head}`)];
      const [done] = await store.append([{ workbook: WATER, expected: head, entries }]);
      head = done?.head ?? 0;
    };
    await append({ type: 'member-added', person: BENE, role: 'coordinator', entity: null });
    await append({ type: 'member-added', person: AMAL, role: 'observer', entity: null });
    const made = { by: BENE, workbook: WATER };
    await store.addLink(link('mine', made), 1);
    expect((await store.link('mine', 2))?.end).toBeNull();
    await store.setAdmin(AMAL, true);
    expect(await take(store, 'mine')).toEqual({ ok: false, end: 'not-theirs' });
    await store.addPerson(human('p_admin' as PersonId, null, { admin: true }));
    await store.setAdmin(AMAL, false);
    expect((await store.link('mine', 2))?.end).toBeNull();
    await append({ type: 'member-changed', person: AMAL, role: 'auditor', entity: null });
    expect(await take(store, 'mine')).toEqual({ ok: false, end: 'not-theirs' });
    // As an administrator's it replaces a password too, while they are one.
    await store.addLink(link('as admin', { by: 'p_admin' as PersonId }), 3);
    expect((await store.link('as admin', 4))?.end).toBeNull();
    await store.setAdmin(BENE, true);
    await store.setAdmin('p_admin' as PersonId, false);
    expect((await store.link('as admin', 4))?.end).toBe('not-theirs');
  });
}
