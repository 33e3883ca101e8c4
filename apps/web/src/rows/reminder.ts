/** Who is behind: entities by what is left to do, most first, and one text that reminds them all. Pure. */
import type { WorkbookState } from '@tallystick/domain/state';
import type { TFunction } from 'i18next';
import { deadline } from '../texts/deadline.ts';
import { withoutIsolates } from '../texts/direction.ts';
import { countLives, leftOf, type LifeCounts, rowsOfOne } from './life-counts.ts';
import type { Living } from '../live/workbook/row-lives.ts';

export type Behind = {
  id: string;
  name: string;
  people: string[];
  counts: LifeCounts;
  left: number;
};

/** Every entity that has a row; most left first, then by name. */
export function whoIsBehind(living: Living & { state: WorkbookState }): Behind[] {
  const { entities, members } = living.state;
  return [...entities.values()]
    .map(({ id, name }): Behind => {
      const counts = countLives(living, rowsOfOne(living, id));
      const people = [...members.values()].filter(({ entity }) => entity === id);
      return {
        id,
        name,
        people: people.map(({ person }) => person),
        counts,
        left: leftOf(counts),
      };
    })
    .filter(({ counts }) => counts.total > 0)
    .toSorted((a, b) => b.left - a.left || a.name.localeCompare(b.name));
}

type About = {
  t: TFunction;
  state: Pick<WorkbookState, 'city' | 'title' | 'due' | 'zone'>;
  nameOf: (person: string) => string;
  address: string;
};

/** One text for everybody who has something left, with the date; to be sent by whatever the city writes in. */
export function reminderForAll(behind: Behind[], { t, state, nameOf, address }: About): string {
  const { city, title, due, zone } = state;
  const key = due === null ? 'remind.all' : 'remind.allDue';
  const date = due === null ? '' : deadline(due, zone);
  const lines = behind
    .filter(({ left }) => left > 0)
    .map(({ name, people, left }) => {
      const who = people.length === 0 ? name : `${name} (${people.map(nameOf).join(', ')})`;
      return `- ${who}: ${t('rows:bar.left', { count: left })}`;
    });
  const text = [t(`rows:${key}`, { city, title, date }), ...lines, address].join('\n');
  return withoutIsolates(text);
}
