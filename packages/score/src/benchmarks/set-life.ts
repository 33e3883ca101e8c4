/**
 * The life of a version of a set: a draft that several people write, confirmed by another person, then current until a
 * later version is. Two persons always stand behind a current set. A later version never changes what an earlier one gave.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { BenchmarkSet } from './benchmark-set.ts';

export type Act = { by: PersonId; at: number };

export type SetVersion = {
  set: BenchmarkSet;
  /** Everybody who wrote this version, each once, in order. */
  writers: readonly PersonId[];
  /** Whoever confirmed it as it stands now. */
  confirmed: Act | null;
  current: Act | null;
};

export type SetState = 'draft' | 'confirmed' | 'current';

export function stateOf({
  confirmed,
  current,
}: Pick<SetVersion, 'confirmed' | 'current'>): SetState {
  if (current !== null) return 'current';
  return confirmed === null ? 'draft' : 'confirmed';
}

/** Why a step is not taken; `not-valid-yet` with the first day on which all targets are valid. */
export const LIFE_REFUSALS = [
  'already-confirmed',
  'already-current',
  'second-person-needed',
  'not-confirmed',
  'not-valid-yet',
] as const;
export type LifeRefusal = { code: (typeof LIFE_REFUSALS)[number]; detail?: string };

export type Step = { ok: true; value: SetVersion } | { ok: false; refusal: LifeRefusal };

const taken = (value: SetVersion): Step => ({ ok: true, value });
const refused = (code: LifeRefusal['code'], detail?: string): Step => ({
  ok: false,
  refusal: detail === undefined ? { code } : { code, detail },
});

/** A first version, or the next one after a version that is current. */
export const beginDraft = (set: BenchmarkSet, by: PersonId): SetVersion => ({
  set,
  writers: [by],
  confirmed: null,
  current: null,
});

/** Writes a draft anew. What was confirmed was the text before, so it has to be confirmed again. Refusal: already-current. */
export function rewrite(was: SetVersion, set: BenchmarkSet, by: PersonId): Step {
  if (was.current !== null) return refused('already-current');
  const writers = was.writers.includes(by) ? was.writers : [...was.writers, by];
  return taken({ set, writers, confirmed: null, current: null });
}

/** Refusals: already-confirmed; second-person-needed where somebody would confirm what they wrote themselves. */
export function confirm(was: SetVersion, act: Act): Step {
  if (was.confirmed !== null) return refused('already-confirmed');
  if (was.writers.includes(act.by)) return refused('second-person-needed');
  return taken({ ...was, confirmed: act });
}

/**
 * Makes a confirmed version the current one. `today` is the day by the calendar of who asks, `2026-11-30`.
 * Refusals: already-current, not-confirmed, not-valid-yet.
 */
export function makeCurrent(was: SetVersion, act: Act, today: string): Step {
  if (was.current !== null) return refused('already-current');
  if (was.confirmed === null) return refused('not-confirmed');
  const days = Object.values(was.set.entries).map(({ validFrom }) => validFrom);
  const last = days.toSorted().at(-1);
  if (last !== undefined && last > today) return refused('not-valid-yet', last);
  return taken({ ...was, current: act });
}
