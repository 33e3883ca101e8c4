/**
 * Workbooks and lists as they were when the server last answered, so that the page opens without it. They may be thrown
 * away at any time: nothing of them is anybody's work.
 */
import type { Outcome, Refusal } from '@tallystick/domain/refusals';
import { type Api, isAway } from '../../server/api.ts';
import { countBegun } from './begun-texts.ts';
import { forgetRoom, keysOf, quietly } from './kept-database.ts';
import type { KeptView } from './keeping.ts';
import { forgetAside } from './overwritten-marks.ts';

/** Workbooks kept of one person, the last ones used: each takes about a megabyte. */
const VIEWS_MAX = 12;

/**
 * Which fields a kept view has. To be raised with every change of `WorkbookView` that a page cannot do without: one of
 * another number is as good as none.
 */
const VIEW_FORM = 4;

/** Who has signed out on this page: its workbooks end later, and nothing is kept of them by then. */
const left = new Set<string>();

/**
 * Tells the other pages of this browser who has signed out on this one. Until the server ends their connections, seconds
 * on a bad line, they would go on keeping what they show.
 */
const pages =
  typeof window === 'undefined' || typeof BroadcastChannel === 'undefined'
    ? undefined
    : new BroadcastChannel('tallystick-left');
pages?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data === 'string') void forgetHere(data);
});

export const hasLeft = (person: string): boolean => left.has(person);

/** Somebody is signed in, perhaps again. */
export function isHere(person: string): void {
  left.delete(person);
}

/** Keeps a workbook's view; the oldest ones go. Never rejects: a page without it only cannot open offline. */
export async function keepView(person: string, kept: KeptView): Promise<void> {
  await quietly(async (database) => {
    const { workbook, room } = kept.view;
    const before = await database.get('views', [person, workbook]);
    if (hasLeft(person)) return;
    await database.put('views', { ...kept, form: VIEW_FORM }, [person, workbook]);
    const was = before?.view.room ?? null;
    if (was !== null && was !== room) forgetRoom(person, was);
    const all = await database.getAll('views', keysOf(person));
    const old = all.toSorted((a, b) => b.at - a.at).slice(VIEWS_MAX);
    for (const { view } of old) await forgetView(person, view.workbook);
  });
}

export async function keptView(person: string, workbook: string): Promise<KeptView | undefined> {
  const kept = await quietly((database) => database.get('views', [person, workbook]));
  return kept?.form === VIEW_FORM ? kept : undefined;
}

async function forgetView(person: string, workbook: string): Promise<void> {
  await quietly(async (database) => {
    const kept = await database.get('views', [person, workbook]);
    await database.delete('views', [person, workbook]);
    if (kept && kept.view.room !== null) forgetRoom(person, kept.view.room);
  });
}

/** What this person may not see any more, or nobody, is not kept for them either; their own unsaved work is. */
export async function forgetWhereGone(
  { code }: Refusal,
  { person, id }: { person: string | undefined; id: string },
): Promise<void> {
  const isGone = code === 'not-found' || code === 'not-a-member' || code === 'deleted';
  if (isGone && person !== undefined) await forgetView(person, id);
}

/** An answer of the server, or the last one where it cannot be reached: then with the time that it is of. */
export async function lastAnswer<T>(
  { api, person }: { api: Api; person: string },
  path: string,
): Promise<Outcome<{ answer: T; at: number | null }>> {
  const fresh = await api.get<T>(path);
  if (fresh.ok) {
    const { value: answer } = fresh;
    const kept = { answer, at: Date.now() };
    void quietly(async (database) => {
      if (!hasLeft(person)) await database.put('answers', kept, [person, path]);
    });
    return { ok: true, value: { answer, at: null } };
  }
  if (!isAway(fresh.refusal)) return fresh;
  const kept = await quietly((database) => database.get('answers', [person, path]));
  return kept ? { ok: true, value: { answer: kept.answer as T, at: kept.at } } : fresh;
}

/** Changes of a person that wait in this browser, over all workbooks. */
export async function countUnsent(person: string): Promise<number> {
  const range = keysOf(person);
  const counts = await quietly((database) =>
    Promise.all((['unsaved', 'drafts', 'commands'] as const).map((t) => database.count(t, range))),
  );
  return (counts ?? []).reduce((sum, each) => sum + each, countBegun(person));
}

/** Removes what is kept of a person but for their unsaved work, and keeps nothing more until they are here again. */
export async function forgetPerson(person: string): Promise<void> {
  pages?.postMessage(person);
  await forgetHere(person);
}

async function forgetHere(person: string): Promise<void> {
  left.add(person);
  forgetAside(person);
  await quietly(async (database) => {
    const views = await database.getAll('views', keysOf(person));
    for (const { view } of views) await forgetView(person, view.workbook);
    await database.delete('answers', keysOf(person));
    await database.delete('own', keysOf(person));
    await database.delete('files', keysOf(person));
  });
}
