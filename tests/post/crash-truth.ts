/**
 * What people had to be told, from the journals alone, and what they were told: by the inbox, and by the mails as they
 * arrived. The table of notices is not asked.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';
import { emptyState, fold } from '@tallystick/domain/fold';
import { noticesOf } from '@tallystick/domain/notices';
import { inboxOf } from '@tallystick/server/post/inbox';
import { placeOf } from '@tallystick/server/post/inbox';
import { Registry } from '@tallystick/server/workbook/registry';
import type { Store } from '@tallystick/store/port';
import { readEntries } from '@tallystick/server/workbook/load';
import { openSqliteStore } from '@tallystick/store/sqlite-store';
import { depsOver } from '../process/prepared-workbook.ts';
import { type Crowd, IVAN, LENA } from './crash-people.ts';
import type { Arrived } from './mail-server.ts';

/** From `from` on nothing of the workbook may be mailed to whoever lost the right; Infinity: not known when. */
export type Loss = { person: PersonId; workbook: WorkbookId; from: number };

export type Account = {
  /** Notices that journals say are due to somebody who kept the right. */
  due: number;
  /** Of them in the inbox exactly once. */
  inInbox: number;
  /** Of them mailed exactly once, by mails of different Message-ID. */
  mailed: number;
  lost: number;
  twice: number;
  /** Notices due to those who lost the right; they may come before, and never after. */
  ofTheLost: number;
  withoutRight: number;
  /** Mails that came again under the same Message-ID. */
  repeats: number;
};

type Due = { person: PersonId; workbook: WorkbookId; kind: string; id: string };

const keyOf = (person: string, workbook: string, kind: string): string =>
  [person, workbook, kind].join(' ');
const count = (map: Map<string, number>, key: string, by = 1): void =>
  void map.set(key, (map.get(key) ?? 0) + by);

/** Of these two what they lose: everything, or what the audit side says among itself. */
const isLost = ({ person, kind }: { person: string; kind: string }): boolean =>
  person === LENA || (person === IVAN && kind === 'mention');

/** The server has ended: its data is opened here. */
export async function accountOf(
  file: string,
  { workbooks, readers }: Crowd,
  told: { arrived: readonly Arrived[]; losses: readonly Loss[] },
): Promise<Account> {
  const store = await openSqliteStore({ file });
  const registry = new Registry(depsOver(store));
  try {
    const due = (await Promise.all(workbooks.map((each) => dueIn(store, each)))).flat();
    const kept = due.filter((each) => !isLost(each));
    const people = new Set([...readers, ...due.map(({ person }) => person)]);
    const inbox = new Map<string, number>();
    for (const person of people)
      for (const { id } of await wholeInbox({ store, registry, person }))
        count(inbox, `${person} ${id}`);
    const mails = countMails(told.arrived);
    const dueBy = new Map<string, number>();
    for (const { person, workbook, kind } of due) count(dueBy, keyOf(person, workbook, kind));
    const ids = new Set(kept.map(({ person, id }) => `${person} ${id}`));
    const times = [...ids].map((id) => inbox.get(id) ?? 0);
    const strange = [...inbox.keys()].filter((id) => !ids.has(id)).length;
    const byMail = { missing: 0, more: 0 };
    for (const key of new Set([...dueBy.keys(), ...mails.counts.keys()])) {
      const [person = '', , kind = ''] = key.split(' ');
      const [asked, came] = [dueBy.get(key) ?? 0, mails.counts.get(key) ?? 0];
      byMail.more += Math.max(0, came - asked);
      if (!isLost({ person, kind })) byMail.missing += Math.max(0, asked - came);
    }
    return {
      due: kept.length,
      inInbox: times.filter((each) => each === 1).length,
      mailed: kept.length - byMail.missing - byMail.more,
      lost: times.filter((each) => each === 0).length + byMail.missing,
      twice: times.filter((each) => each > 1).length + byMail.more,
      ofTheLost: due.length - kept.length,
      withoutRight: strange + lateMails(told.arrived, told.losses),
      repeats: mails.repeats,
    };
  } finally {
    await registry.close();
    await store.close();
  }
}

/** Everything that the events of a journal are told to, as they were folded one by one. */
async function dueIn(store: Store, workbook: WorkbookId): Promise<Due[]> {
  const { head = 0 } = (await store.workbook(workbook)) ?? {};
  let state = emptyState();
  const due: Due[] = [];
  const events = { after: 0, upTo: head, kind: 'event' } as const;
  for await (const { entry } of readEntries(store, workbook, events)) {
    if (entry.kind !== 'event') continue;
    state = fold(state, entry);
    for (const { person, kind } of noticesOf({ state, event: entry.event, entry }))
      due.push({ person, workbook, kind, id: `${workbook}/e:${entry.number}/${kind}` });
  }
  return due;
}

async function wholeInbox(of: { store: Store; registry: Registry; person: PersonId }) {
  const { store, registry, person } = of;
  const sources = { ...depsOver(store), store, registry };
  const notices: { id: string }[] = [];
  let before: { at: number; id: string } | undefined;
  do {
    const page = await inboxOf(sources, { person, limit: 100, ...(before && { before }) });
    notices.push(...page.notices);
    before = page.next === null ? undefined : placeOf(page.next);
  } while (before !== undefined);
  return notices;
}

/** How many notices the mails say, each Message-ID once. */
function countMails(arrived: readonly Arrived[]): { counts: Map<string, number>; repeats: number } {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const each of arrived) {
    const id = each.mail.messageId ?? '';
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { workbook, kind, times } of partsOf(each))
      count(counts, keyOf(each.to.split('@')[0] ?? '', workbook, kind), times);
  }
  return { counts, repeats: arrived.length - seen.size };
}

/** Mails that were begun once the right was lost, and say something of it. */
function lateMails(arrived: readonly Arrived[], losses: readonly Loss[]): number {
  return losses.filter(({ person, workbook, from }) =>
    arrived.some(
      (each) =>
        each.to.split('@')[0] === person &&
        each.began >= from &&
        partsOf(each).some((part) => part.workbook === workbook && isLost({ person, ...part })),
    ),
  ).length;
}

const LINES: readonly [RegExp, kind: string][] = [
  [/^- (\d+) mentions? of you$/, 'mention'],
  [/^- rows given to your entity(?:, (\d+) times)?$/, 'assigned'],
  [/^- you were added to the workbook$/, 'joined'],
];

/** What a mail says waits, by workbook, read from its text as a person reads it. */
function partsOf({ mail }: Arrived): { workbook: string; kind: string; times: number }[] {
  const parts: { workbook: string; kind: string; times: number }[] = [];
  let lines: { kind: string; times: number }[] = [];
  for (const line of (mail.text ?? '').split(/\r?\n/)) {
    const workbook = /^Open the workbook: .*\/w\/(\S+)$/.exec(line)?.[1];
    if (workbook !== undefined) {
      parts.push(...lines.map((each) => ({ workbook, ...each })));
      lines = [];
    }
    if (!line.startsWith('- ')) continue;
    const [pattern, kind] = LINES.find(([each]) => each.test(line)) ?? [];
    if (pattern === undefined || kind === undefined) throw new Error(`what is this: ${line}`);
    lines.push({ kind, times: Number(pattern.exec(line)?.[1] ?? 1) });
  }
  return parts;
}
