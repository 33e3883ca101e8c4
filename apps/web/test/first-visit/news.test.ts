import { emptyState } from '@tallystick/domain/fold';
import type { WorkbookState } from '@tallystick/domain/state';
import { expect, it } from 'vitest';
import { isAnyNews, isToldAtOnce, newsSince } from '../../src/first-visit/news.ts';

const OWN = 'patents.value';
const OTHER = 'water-meters.value';
const water = 'e_water' as never;

const wen = { person: 'p_wen', role: 'contributor', entity: water, admin: false } as never;
const amara = { person: 'p_amara', role: 'coordinator', entity: null, admin: false } as never;

function workbook(): WorkbookState {
  const state = emptyState();
  state.assignments.set(OWN as never, water);
  return state;
}

let told = 0;
function comment(
  state: WorkbookState,
  of: { row: string; by: string; number: number; parent?: string },
) {
  const id = `c_${(told += 1)}` as never;
  const { row, by, number, parent = null } = of;
  const said = { id, cell: `${row}:numerator`, parent, text: 'x', audience: 'all', at: 1 };
  state.comments.set(id, { ...said, by, number, resolved: false } as never);
  return id as string;
}

it('tells a contributor of comments on the own rows and in threads of theirs, by others and after the last look alone', () => {
  const state = workbook();
  comment(state, { row: OWN, by: 'p_yara', number: 5 });
  comment(state, { row: OWN, by: 'p_yara', number: 11 });
  comment(state, { row: OWN, by: 'p_wen', number: 12 });
  comment(state, { row: OTHER, by: 'p_yara', number: 13 });
  expect(newsSince(state, wen, 10).comments).toEqual([{ row: OWN, column: 'numerator' }]);
  const mine = comment(state, { row: OTHER, by: 'p_wen', number: 6 });
  comment(state, { row: OTHER, by: 'p_yara', number: 14, parent: mine });
  expect(newsSince(state, wen, 10).comments.map(({ row }) => row)).toEqual([OWN, OTHER]);
  expect(newsSince(state, amara, 10).comments).toHaveLength(4);
  expect(isAnyNews(newsSince(state, wen, 14))).toBe(false);
});

it('tells of a ruling to who asked and to whose row it is', () => {
  const state = workbook();
  const asked = { id: 'q_1', row: OTHER, kpi: 'k', text: '?', by: 'p_wen', at: 1, number: 3 };
  const ruling = { text: 'so', scope: 'city', by: 'p_mei', at: 2, number: 20 };
  state.clarifications.set('q_1' as never, { ...asked, status: 'answered', ruling } as never);
  expect(newsSince(state, wen, 10).rulings).toEqual([{ row: OTHER, column: 'result' }]);
  expect(newsSince(state, wen, 20).rulings).toEqual([]);
  state.clarifications.set('q_1' as never, { ...asked, by: 'p_amara', ruling } as never);
  expect(newsSince(state, wen, 10).rulings).toEqual([]);
});

it('tells the city of verdicts when they are released, and the audit side when they are given', () => {
  const state = workbook();
  const given = {
    row: OWN,
    verdict: 'no',
    result: '1',
    note: 'n',
    by: 'p_yara',
    at: 1,
    number: 12,
  };
  state.verifications.set(OWN as never, given as never);
  expect(newsSince(state, wen, 10).verdicts).toEqual([]);
  const mei = { person: 'p_mei', role: 'itu', entity: null, admin: false } as never;
  expect(newsSince(state, mei, 10).verdicts).toEqual([{ row: OWN, column: 'verified' }]);
  state.submissions.push({ submission: 1, releasedUpTo: 15 } as never);
  state.shown.set(OWN as never, { ...given, version: 1 } as never);
  expect(newsSince(state, wen, 14).verdicts).toEqual([{ row: OWN, column: 'verified' }]);
  expect(newsSince(state, wen, 15).verdicts).toEqual([]);
});

it('tells whose page is open of a release and a ruling at once, and not of each comment or verdict', () => {
  const state = workbook();
  comment(state, { row: OWN, by: 'p_yara', number: 11 });
  const given = { row: OWN, verdict: 'yes', result: '1', by: 'p_yara', at: 1, number: 12 };
  state.verifications.set(OWN as never, given as never);
  const mei = { person: 'p_mei', role: 'itu', entity: null, admin: false } as never;
  for (const each of [wen, amara, mei]) expect(isToldAtOnce(state, each, 10)).toBe(false);
  state.submissions.push({ submission: 1, releasedUpTo: 15 } as never);
  state.shown.set(OWN as never, { ...given, version: 1 } as never);
  for (const each of [wen, amara]) expect(isToldAtOnce(state, each, 14)).toBe(true);
  expect(isToldAtOnce(state, mei, 10)).toBe(false);
  expect(isToldAtOnce(state, amara, 15)).toBe(false);
  const ruling = { text: 'so', scope: 'city', by: 'p_mei', at: 2, number: 20 };
  const asked = { id: 'q_1', row: OWN, kpi: 'k', text: '?', by: 'p_wen', at: 1, number: 3 };
  state.clarifications.set('q_1' as never, { ...asked, status: 'answered', ruling } as never);
  expect(isToldAtOnce(state, amara, 15)).toBe(true);
  expect(isToldAtOnce(state, mei, 15)).toBe(false);
});
