/** Names on the page: of members, of who left, of who came by a message; also where the page opens without the server. */
import type { EventEntry } from '@tallystick/domain/entry';
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { WorkbookView } from '@tallystick/protocol/views';
import { expect, test } from 'vitest';
import { viewNow } from '../src/live/kept/kept-view.ts';
import { PeopleNames } from '../src/live/room/people-names.ts';
import { after, stateOf } from '../src/live/workbook/workbook-state.ts';

const member = { role: 'contributor', entity: null } as const;
const VIEW = {
  me: { person: 'p_me', name: 'Mine' },
  members: [
    { person: 'p_me', name: 'Mine', ...member },
    { person: 'p_ann', name: 'Ann', ...member },
  ],
  formerMembers: [{ person: 'p_old', name: 'Olga' }],
  entities: [],
  assignments: {},
  comments: [],
  verifications: [],
  submissions: [],
  reopened: [],
  clarifications: [],
  marks: [],
} as unknown as WorkbookView;

test('what somebody did keeps their name after they left', () => {
  const names = new PeopleNames();
  names.learn(VIEW);
  names.hear('p_new', 'Nadia');
  expect(['p_me', 'p_ann', 'p_old', 'p_new', 'p_unknown'].map(names.of)).toEqual([
    'Mine',
    'Ann',
    'Olga',
    'Nadia',
    'p_unknown',
  ]);
});

test('who leaves while the page is open is named when it opens again without the server', () => {
  const names = new PeopleNames();
  names.learn(VIEW);
  const person = 'p_ann' as PersonId;
  const removed = { number: 7, event: { type: 'member-removed', person } } as EventEntry;
  const kept = viewNow(VIEW, after(stateOf(VIEW), removed), names.of);
  expect(kept.members.map((each) => each.person)).toEqual(['p_me']);
  const again = new PeopleNames();
  again.learn(kept);
  expect([again.of('p_ann'), again.of('p_old')]).toEqual(['Ann', 'Olga']);
  expect(viewNow(kept, stateOf(kept), again.of).formerMembers).toEqual(kept.formerMembers);
});
