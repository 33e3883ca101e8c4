/** Commands on their way: kept before they are sent, sent in order and once, and a refusal stays before its author. */
import type { Command } from '@tallystick/domain/commands';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { CommandAnswer } from '@tallystick/protocol/commands';
import { beforeEach, expect, test } from 'vitest';
import { keptInStorage } from '../src/live/kept/kept-in-storage.ts';
import { QueuedCommands } from '../src/live/kept/queued-commands.ts';

const stored = new Map<string, string>();
let answer: (command: Command) => Outcome<CommandAnswer> | Promise<Outcome<CommandAnswer>>;
let signedOut = 0;
let sent: { id: string; text: string }[];

beforeEach(() => {
  stored.clear();
  sent = [];
  signedOut = 0;
  answer = () => yes({ number: 1, head: 1 });
  const value = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  };
  Object.defineProperty(globalThis, 'localStorage', { value, configurable: true, writable: true });
});

function openPage(): QueuedCommands {
  return new QueuedCommands({
    keeping: keptInStorage('wb_1', 'p_ann'),
    send: async ({ id, command }) => {
      sent.push({ id, text: command.type === 'comment' ? command.text : command.type });
      return await answer(command);
    },
    changed: () => {},
    carriedOut: () => {},
    signedOut: () => {
      signedOut += 1;
    },
    wait: async () => {},
  });
}

const say = (text: string): Command => ({
  type: 'comment',
  cell: 'a:b' as never,
  parent: null,
  text,
  audience: 'members',
});
const texts = (): string[] => sent.map(({ text }) => text);

test('with a connection a command is answered as ever, and nothing is left', async () => {
  const page = openPage();
  expect(await page.give(say('one'), true)).toEqual(yes({ number: 1, head: 1 }));
  expect([page.all().length, openPage().all().length]).toEqual([0, 0]);
  answer = () => no('not-your-role');
  expect(await page.give(say('two'), true)).toEqual(no('not-your-role'));
  expect([page.all().length, openPage().all().length]).toEqual([0, 0]);
});

test('without one it waits, also for the next page, and is sent in order under the id it was given', async () => {
  const page = openPage();
  for (const text of ['one', 'two', 'three'])
    expect(await page.give(say(text), false)).toMatchObject({ ok: true, value: { waiting: true } });
  const ids = page.all().map(({ id }) => id);
  const next = openPage();
  expect(next.all().map(({ id }) => id)).toEqual(ids);
  answer = (command) =>
    command.type === 'comment' && command.text === 'two'
      ? no('unavailable')
      : yes({ number: 1, head: 1 });
  await next.flush();
  // What comes after one that could not be sent is not sent before it.
  expect(new Set(texts())).toEqual(new Set(['one', 'two']));
  expect(next.all().map(({ id }) => id)).toEqual(ids.slice(1));
  answer = () => yes({ number: 1, head: 1 });
  await next.flush();
  expect(texts().slice(-2)).toEqual(['two', 'three']);
  expect(next.all()).toEqual([]);
  expect(sent.every(({ id }) => ids.includes(id))).toBe(true);
});

test('a line that breaks in the middle leaves the command waiting', async () => {
  const page = openPage();
  answer = () => no('unavailable');
  expect(await page.give(say('one'), true)).toMatchObject({ value: { waiting: true } });
  await page.flush();
  expect(openPage().all()).toHaveLength(1);
});

/** A command given with a connection whose answer does not come yet, and what makes it come. */
function giveSlowly(page: QueuedCommands, text: string) {
  let decide: (outcome: Outcome<CommandAnswer>) => void = () => {};
  answer = () =>
    new Promise((done) => {
      decide = done;
    });
  const given = page.give(say(text), true);
  answer = () => yes({ number: 1, head: 1 });
  return { given, decide };
}

test.each([
  ['is carried out', yes({ number: 1, head: 1 }), ['one', 'two']],
  ['is refused', no('locked'), ['one', 'two']],
  ['is lost on its way', no('unavailable'), ['one', 'one', 'two']],
])('none overtakes one that is under way, which in the end %s', async (_, decided, order) => {
  const page = openPage();
  const { given, decide } = giveSlowly(page, 'one');
  expect(await page.give(say('two'), true)).toMatchObject({ value: { waiting: true } });
  await page.flush();
  expect(texts()).toEqual(['one']);
  decide(decided);
  await given;
  await page.flush();
  expect(texts()).toEqual(order);
  expect([page.all(), openPage().all()]).toEqual([[], []]);
});

test('one that is tried again goes after one that was given meanwhile', async () => {
  const page = openPage();
  await page.give(say('one'), false);
  answer = () => no('locked');
  await page.flush();
  const [refused] = page.all();
  const { given, decide } = giveSlowly(page, 'two');
  page.retry(refused?.id ?? '');
  expect(texts()).toEqual(['one', 'two']);
  decide(no('unavailable'));
  await given;
  await page.flush();
  expect(texts()).toEqual(['one', 'two', 'two', 'one']);
  expect(page.all()).toEqual([]);
});

test('one that is refused on return stays with its reason, and the others are sent', async () => {
  const page = openPage();
  for (const text of ['one', 'two']) await page.give(say(text), false);
  answer = (command) =>
    command.type === 'comment' && command.text === 'one'
      ? no('locked')
      : yes({ number: 1, head: 1 });
  await page.flush();
  expect(page.all().map(({ refusal }) => refusal?.code)).toEqual(['locked']);
  const [left] = openPage().all();
  answer = () => yes({ number: 1, head: 1 });
  page.retry(left?.id ?? '');
  await page.flush();
  expect([page.all(), openPage().all()]).toEqual([[], []]);
});

test('what decides over others is not kept for later', async () => {
  const page = openPage();
  expect(await page.give({ type: 'lock' }, false)).toEqual(no('needs-connection'));
  expect([sent, page.all()]).toEqual([[], []]);
});

test('a server that knows nobody, or somebody else, is told to the page, and the command waits', async () => {
  answer = () => no('not-signed-in');
  const queue = openPage();
  expect(await queue.give(say('one'), true)).toMatchObject({ value: { waiting: true } });
  expect([signedOut, queue.all().length]).toEqual([1, 1]);
  expect(await queue.give({ type: 'lock' }, true)).toMatchObject({ ok: false });
  expect([signedOut, queue.all().length]).toEqual([2, 1]);
  answer = () => yes({ number: 1, head: 1 });
  await queue.flush();
  expect([signedOut, queue.all().length]).toEqual([2, 0]);
});
