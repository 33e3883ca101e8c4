/** The contract of people and sessions. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import type { PeopleStore, SessionRow, SessionStore } from '../src/port-people.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { PersonRow } from '../src/rows.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = PeopleStore & SessionStore;

export function human(
  person: PersonId,
  email: string | null,
  more: Partial<PersonRow> = {},
): PersonRow {
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

export function peopleContract(open: Opened<Ports>): void {
  it('keeps people, finds them by id and by address, and takes an address once', async () => {
    const store = await open();
    const amal = human(AMAL, 'amal@riverton.example', { admin: true });
    const bene = human(BENE, null, { demo: true });
    expect(await store.addPerson(bene)).toBe('added');
    expect(await store.addPerson(amal)).toBe('added');
    const third = human('p_third' as PersonId, 'amal@riverton.example');
    expect(await store.addPerson(third)).toBe('email-taken');
    // People without an address, as the erased have none, do not stand in each other's way.
    expect(await store.addPerson({ ...third, email: null })).toBe('added');
    expect(await store.person(AMAL)).toEqual(amal);
    expect(await store.personByEmail('amal@riverton.example')).toEqual(amal);
    expect(await store.personByEmail('nobody@riverton.example')).toBeUndefined();
    expect(await store.people([BENE, AMAL, 'p_nobody' as PersonId])).toEqual([amal, bene]);
    expect(await store.people([])).toEqual([]);
    expect(await store.demoPeople()).toEqual([bene]);
    expect(await store.setPassword(AMAL, { from: null, to: '$argon2id$x', at: 1 })).toBe(true);
    // Who was shut out meanwhile does not come back by a change that was under way.
    expect(await store.setPassword(AMAL, { from: null, to: '$argon2id$y', at: 1 })).toBe(false);
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

  it('ends all sessions of one person, and no other’s', async () => {
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
  });
}
