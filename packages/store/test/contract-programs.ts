/** The contract of tokens, remembered answers and webhooks. */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { expect, it } from 'vitest';
import { ANSWER_BYTES_PER_PERSON_MAX, ANSWERS_PER_PERSON_MAX } from '../src/limits.ts';
import type { AnswerRow, ProgramStore, TokenRow, WebhookRow } from '../src/port-programs.ts';
import { AMAL, BENE } from './journal-of.ts';
import type { PeopleStore } from '../src/port-people.ts';
import type { Opened } from './opened.ts';

/** The ports that this is about, and what it needs of others. */
type Ports = PeopleStore & ProgramStore;

const human = (person: PersonId) => ({
  person,
  email: null,
  name: 'Name',
  passwordHash: null,
  admin: false,
  demo: false,
  createdAt: 1,
});
const token = (id: string, createdAt: number): TokenRow => ({
  id,
  person: AMAL,
  name: 'nightly',
  scope: 'read write',
  workbook: 'wb_one' as WorkbookId,
  createdAt,
  expiresAt: 100,
  lastUsedAt: null,
  revokedAt: null,
});
const answer = (key: string, at: number): AnswerRow => ({
  person: AMAL,
  key,
  request: 'r',
  status: 200,
  body: '{"a":1}',
  at,
  workbook: null,
});
const webhook = (id: string, url: string, nextAt: number): WebhookRow => ({
  id,
  workbook: 'wb_one' as WorkbookId,
  url,
  secret: 's',
  by: AMAL,
  createdAt: 1,
  sentUpTo: 3,
  failures: 0,
  lastError: null,
  nextAt,
});

export function programContract(open: Opened<Ports>): void {
  it('keeps tokens until their own person revokes them', async () => {
    const store = await open();
    await store.addPerson(human(AMAL));
    await store.addPerson(human(BENE));
    await store.addToken(token('b', 2));
    await store.addToken(token('a', 2));
    await store.addToken({ ...token('c', 1), person: BENE, workbook: null });
    await store.touchToken('a', 9);
    expect(await store.token('a')).toEqual({ ...token('a', 2), lastUsedAt: 9 });
    expect((await store.tokensOf(AMAL)).map((row) => row.id)).toEqual(['a', 'b']);
    expect(await store.revokeToken('a', BENE, 10)).toBe(false);
    expect(await store.revokeToken('a', AMAL, 10)).toBe(true);
    expect(await store.revokeToken('a', AMAL, 11)).toBe(false);
    expect((await store.token('a'))?.revokedAt).toBe(10);
    expect((await store.tokensOf(AMAL)).map((row) => row.id)).toEqual(['b']);
    expect(await store.token('nothing')).toBeUndefined();
    await expect(store.addToken(token('b', 3))).rejects.toThrow();
  });

  it('remembers the answer under a key until it is too old', async () => {
    const store = await open();
    await store.rememberAnswer(answer('k', 10), 0);
    expect(await store.rememberedAnswer(AMAL, 'k', 10)).toEqual(answer('k', 10));
    expect(await store.rememberedAnswer(AMAL, 'k', 11)).toBeUndefined();
    expect(await store.rememberedAnswer(BENE, 'k', 0)).toBeUndefined();
    await store.rememberAnswer({ ...answer('k', 12), status: 422 }, 0);
    expect((await store.rememberedAnswer(AMAL, 'k', 0))?.status).toBe(422);
    await store.rememberAnswer(answer('later', 20), 13);
    expect(await store.rememberedAnswer(AMAL, 'k', 0)).toBeUndefined();
  });

  it('keeps the newest answers of each person, and no more of them than fit', async () => {
    const store = await open();
    const known = async (row: AnswerRow) =>
      (await store.rememberedAnswer(row.person, row.key, 0)) !== undefined;
    const many = Array.from({ length: ANSWERS_PER_PERSON_MAX + 2 }, (_, i) => answer(`k${i}`, 10));
    const bene = { ...answer('k', 1), person: BENE };
    await store.rememberAnswer(bene, 0);
    await Promise.all(many.map((row) => store.rememberAnswer(row, 0)));
    expect(await Promise.all(many.slice(0, 3).map(known))).toEqual([false, false, true]);
    expect(await known(many.at(-1) as AnswerRow)).toBe(true);
    // Bytes, not characters: each of these takes two.
    const body = 'é'.repeat(ANSWER_BYTES_PER_PERSON_MAX / 4);
    const large = ['first', 'second', 'third'].map((key) => ({ ...answer(key, 11), body }));
    for (const row of large) await store.rememberAnswer(row, 0);
    expect(await Promise.all(large.map(known))).toEqual([false, true, true]);
    expect(await known(many.at(-1) as AnswerRow)).toBe(false);
    // One that is given again counts as new.
    await store.rememberAnswer(large[1] as AnswerRow, 0);
    await store.rememberAnswer(answer('small', 11), 0);
    expect(await Promise.all(large.map(known))).toEqual([false, true, false]);
    expect(await known(bene)).toBe(true);
  });

  it('keeps webhooks, and forgets those of a target that is no longer allowed', async () => {
    const store = await open();
    const target = { origin: 'https://a.example', by: AMAL, at: 1 };
    await store.allowWebhookTarget(target);
    await store.allowWebhookTarget({ ...target, at: 2 });
    expect(await store.webhookTargets()).toEqual([target]);
    await store.addWebhook(webhook('h1', 'https://a.example/in', 5));
    await store.addWebhook(webhook('h2', 'https://a.example.org/in', 4));
    expect(await store.webhooksDue(4)).toEqual([webhook('h2', 'https://a.example.org/in', 4)]);
    expect((await store.webhooksDue(5)).map((row) => row.id)).toEqual(['h2', 'h1']);
    const failed = { id: 'h2', sentUpTo: 4, failures: 2, lastError: 'no answer', nextAt: 50 };
    await store.noteWebhook(failed);
    expect((await store.webhooksOf('wb_one' as WorkbookId))[1]).toMatchObject(failed);
    expect(await store.removeWebhook('wb_two' as WorkbookId, 'h2')).toBe(false);
    await store.forbidWebhookTarget('https://a.example');
    expect(await store.webhookTargets()).toEqual([]);
    expect((await store.webhooksOf('wb_one' as WorkbookId)).map((row) => row.id)).toEqual(['h2']);
    expect(await store.removeWebhook('wb_one' as WorkbookId, 'h2')).toBe(true);
  });
}
