/** The contract of people, sessions and links. */
import type { PersonId } from '@tallystick/domain/ids';
import { expect, it } from 'vitest';
import type { LinkRow, PersonRow, SessionRow } from '../src/port.ts';
import type { Opened } from './contract.ts';
import { AMAL, BENE } from './journal-of.ts';

function human(person: PersonId, email: string | null, more: Partial<PersonRow> = {}): PersonRow {
  return {
    person,
    email,
    name: `Name of ${person}`,
    passwordHash: null,
    admin: false,
    demo: false,
    createdAt: 1,
    ...more,
  };
}

export function peopleContract(open: Opened): void {
  it('keeps people, finds them by id and by address, and takes an address once', async () => {
    const store = await open();
    const amal = human(AMAL, 'amal@riverton.example', { admin: true });
    const bene = human(BENE, null, { demo: true });
    expect(await store.countPeople()).toBe(0);
    expect(await store.addPerson(bene)).toBe('added');
    expect(await store.addPerson(amal)).toBe('added');
    const third = human('p_third' as PersonId, 'amal@riverton.example');
    expect(await store.addPerson(third)).toBe('email-taken');
    // People without an address, as the erased have none, do not stand in each other's way.
    expect(await store.addPerson({ ...third, email: null })).toBe('added');
    expect(await store.countPeople()).toBe(3);
    expect(await store.person(AMAL)).toEqual(amal);
    expect(await store.personByEmail('amal@riverton.example')).toEqual(amal);
    expect(await store.personByEmail('nobody@riverton.example')).toBeUndefined();
    expect(await store.people([BENE, AMAL, 'p_nobody' as PersonId])).toEqual([amal, bene]);
    expect(await store.people([])).toEqual([]);
    expect(await store.demoPeople()).toEqual([bene]);
    await store.setPassword(AMAL, '$argon2id$x');
    expect(await store.person(AMAL)).toEqual({ ...amal, passwordHash: '$argon2id$x' });
    await expect(store.addPerson(human(AMAL, 'other@riverton.example'))).rejects.toThrow();
    const upper = human('p_upper' as PersonId, 'Upper@riverton.example');
    await expect(store.addPerson(upper)).rejects.toThrow('lower case');
  });

  it('keeps sessions until they are ended', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    const session = (id: string, createdAt: number): SessionRow => ({
      id,
      person: AMAL,
      createdAt,
      lastSeenAt: createdAt,
      expiresAt: 100,
      agent: 'Firefox on Linux',
    });
    await store.addSession(session('b', 2));
    await store.addSession(session('a', 3));
    await store.touchSession('a', 9);
    expect(await store.session('a')).toEqual({ ...session('a', 3), lastSeenAt: 9 });
    expect((await store.sessionsOf(AMAL)).map(({ id }) => id)).toEqual(['b', 'a']);
    await store.endSession('a');
    expect(await store.session('a')).toBeUndefined();
    expect(await store.sessionsOf(AMAL)).toEqual([session('b', 2)]);
    await expect(store.addSession({ ...session('c', 1), person: BENE })).rejects.toThrow();
  });

  it('lets a link be used once, and not once it has expired', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    const link = (id: string, more: Partial<LinkRow> = {}): LinkRow => ({
      id,
      purpose: 'set-password',
      person: AMAL,
      expiresAt: 100,
      usedAt: null,
      ...more,
    });
    await store.addLink(link('x'));
    await store.addLink(link('first', { purpose: 'first-admin', person: null }));
    await store.addLink(link('late', { expiresAt: 10 }));
    expect(await store.useLink('late', 10)).toBeUndefined();
    expect(await store.useLink('unknown', 10)).toBeUndefined();
    const uses = await Promise.all([
      store.useLink('x', 50),
      store.useLink('x', 51),
      store.useLink('x', 52),
    ]);
    expect(uses.filter((use) => use !== undefined)).toEqual([link('x', { usedAt: 50 })]);
    expect(await store.link('x')).toEqual(link('x', { usedAt: 50 }));
    expect(await store.link('first')).toEqual(
      link('first', { purpose: 'first-admin', person: null }),
    );
  });

  it('finds people by a part of name or address, whatever the case', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, 'amal@riverton.example', { name: 'Örsted' }));
    await store.addPerson(human(BENE, null, { name: 'Amalia' }));
    const found = async (words: string, limit = 9) =>
      (await store.searchPeople(words, limit)).map(({ person }) => person);
    expect(await found('AMAL')).toEqual([BENE, AMAL]);
    expect(await found('örs')).toEqual([AMAL]);
    expect(await found('ÖRS')).toEqual([AMAL]);
    expect(await found('%')).toEqual([]);
    expect(await found('', 1)).toEqual([BENE]);
  });

  it('makes administrators and keeps the last one', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null, { admin: true }));
    await store.addPerson(human(BENE, null));
    expect(await store.setAdmin(AMAL, false)).toBe('last-admin');
    expect(await store.setAdmin('p_nobody' as PersonId, true)).toBe('unknown');
    expect(await store.setAdmin(BENE, true)).toBe('done');
    expect(await store.setAdmin(AMAL, false)).toBe('done');
    expect((await store.people([AMAL, BENE])).map(({ admin }) => admin)).toEqual([false, true]);
    expect(await store.setAdmin(AMAL, false)).toBe('done');
  });

  it('ends all sessions and links of one person, and no other’s', async () => {
    const store = await open();
    await store.addPerson(human(AMAL, null));
    await store.addPerson(human(BENE, null));
    const times = { createdAt: 1, lastSeenAt: 1, expiresAt: 100, agent: '' };
    for (const id of ['a', 'b', 'c']) await store.addSession({ id, person: AMAL, ...times });
    await store.addSession({ id: 'other', person: BENE, ...times });
    expect((await store.endSessions(AMAL, 'b')).toSorted()).toEqual(['a', 'c']);
    expect((await store.sessionsOf(AMAL)).map(({ id }) => id)).toEqual(['b']);
    expect(await store.endSessions(AMAL, null)).toEqual(['b']);
    expect((await store.sessionsOf(BENE)).map(({ id }) => id)).toEqual(['other']);
    const link = { purpose: 'set-password', expiresAt: 100, usedAt: null } as const;
    await store.addLink({ id: 'mine', person: AMAL, ...link });
    await store.addLink({ id: 'theirs', person: BENE, ...link });
    await store.endLinks(AMAL, 7);
    expect(await store.useLink('mine', 8)).toBeUndefined();
    expect(await store.useLink('theirs', 8)).toMatchObject({ usedAt: 8 });
  });
}
