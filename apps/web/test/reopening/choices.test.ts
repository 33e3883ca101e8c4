/** What is named when a head reopens: selected places, ready-made choices, an entity, and what was changed by hand. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { rowSpecs } from '@tallystick/domain/cells/cell-spec';
import type {
  CellId,
  CommentId,
  EntityId,
  PersonId,
  QueryId,
  RowId,
} from '@tallystick/domain/cells/ids';
import { actorOf } from '@tallystick/domain/rights';
import type { Query } from '@tallystick/domain/nouns/query';
import { emptyState } from '@tallystick/domain/fold';
import type { WorkbookState } from '@tallystick/domain/state';
import { describe, expect, it } from 'vitest';
import type { CellStore } from '../../src/lines/cell-store.ts';
import { Results } from '../../src/live/cells/results.ts';
import {
  chosen,
  editedByHand,
  namesAt,
  namesOfChoice,
  namesOfEntity,
  namesPicked,
  type Picked,
} from '../../src/reopening/choices.ts';
import type { Looking } from '../../src/views/row-sets.ts';

const catalogue = loadCatalogue();
const METERS = 'smart_water_meters.value';
const INTERNET = 'household_internet_access.value';
const PATENTS = 'patents.value';
const WATER = 'e_water' as EntityId;
const HEAD = 'p_head' as PersonId;

function stateOf(): WorkbookState {
  const state = emptyState();
  state.members.set(HEAD, { person: HEAD, role: 'head', entity: null });
  const comment = (number: number, cell: string, resolved = false) => {
    const id = `c_${number}` as CommentId;
    const said = { text: 'Why?', audience: 'members' as const, by: HEAD, at: 1, number, resolved };
    state.comments.set(id, { id, cell: cell as CellId, parent: null, ...said });
  };
  comment(1, `${METERS}:numerator`);
  comment(2, `${PATENTS}:result`);
  comment(3, `${INTERNET}:source`, true);
  state.assignments.set(METERS as RowId, WATER);
  state.assignments.set('city.population' as RowId, WATER);
  return state;
}

function lookingAt(state: WorkbookState): Looking {
  const read = () => undefined;
  const results = new Results(catalogue, read);
  const actor = actorOf(state, HEAD);
  const cells = { get: read } as unknown as CellStore;
  return { catalogue, state, cells, results, entity: null, actor, now: () => 1 };
}

const at = (row: string, ...columns: string[]) => columns.map((column) => ({ row, column }));

describe('the names of what is selected', () => {
  it('are the typed cells of every row that is touched', () => {
    const places = [...at(METERS, 'numerator', 'denominator', 'result'), ...at(PATENTS, 'year')];
    expect(namesAt(catalogue, places)).toEqual([
      `${METERS}:numerator`,
      `${METERS}:denominator`,
      `${PATENTS}:year`,
    ]);
  });

  it('is the row where only what nobody types is selected, or all that is typed', () => {
    expect(namesAt(catalogue, at(METERS, 'result', 'verified'))).toEqual([METERS]);
    const all = rowSpecs(catalogue, METERS).map(({ column }) => column as string);
    expect(namesAt(catalogue, at(METERS, ...all))).toEqual([METERS]);
    expect(namesAt(catalogue, at('gone.value', 'result'))).toEqual([]);
  });

  it('is the home of a figure that is shown from elsewhere', () => {
    expect(namesAt(catalogue, at(INTERNET, 'denominator'))).toEqual([
      'city.households_total:value',
    ]);
  });
});

describe('ready-made choices', () => {
  const state = stateOf();
  const looking = lookingAt(state);

  it('name the cells with open comments, of a comment on a result its row', () => {
    expect(namesOfChoice(looking, 'commented', [])).toEqual([`${METERS}:numerator`, PATENTS]);
  });

  it('name the rows with queries that are not closed, each once, in the order of the sheets', () => {
    const asked = (number: number, row: string, status: Query['status']) => {
      const id = `q_${number}` as QueryId;
      state.queries.set(id, { id, number, row: row as RowId, status } as Query);
    };
    asked(1, PATENTS, 'open');
    asked(2, METERS, 'answered');
    asked(3, METERS, 'open');
    asked(4, INTERNET, 'closed');
    expect(namesOfChoice(looking, 'queried', [])).toEqual([METERS, PATENTS]);
  });

  it('name the rows that were judged not verified and have not changed since', () => {
    expect(namesOfChoice(looking, 'refuted', [])).toEqual([]);
    const judged = (row: string, verdict: 'yes' | 'no', result: string) =>
      state.shown.set(row as RowId, {
        row: row as RowId,
        verdict,
        result,
        note: '',
        by: HEAD,
        at: 1,
        number: 9,
      });
    judged(METERS, 'no', 'NR');
    judged(PATENTS, 'yes', 'NR');
    judged(INTERNET, 'no', '76.35');
    expect(namesOfChoice(looking, 'refuted', [])).toEqual([METERS]);
  });

  it('name the rows of an entity on both sheets', () => {
    expect(namesOfEntity(looking, WATER)).toEqual(['city.population', METERS]);
  });

  it('add up, each name once, and are changed by hand', () => {
    let picked: Picked = {
      choices: new Set(['selected']),
      entity: null,
      added: [],
      left: new Set(),
    };
    const places = at(METERS, 'numerator', 'year');
    const names = () => namesPicked(looking, picked, places);
    expect(names()).toEqual([`${METERS}:numerator`, `${METERS}:year`]);
    const choices = new Set([...picked.choices, 'commented' as const]);
    picked = chosen(picked, {
      names: namesOfChoice(looking, 'commented', places),
      next: { choices },
    });
    expect(names()).toEqual([`${METERS}:numerator`, `${METERS}:year`, PATENTS]);
    // A cell of a named row goes without saying.
    picked = { ...picked, entity: WATER };
    expect(names()).toEqual([PATENTS, 'city.population', METERS]);
    picked = editedByHand(picked, names(), [PATENTS, METERS, INTERNET]);
    expect(names()).toEqual([PATENTS, METERS, INTERNET]);
    // Chosen anew, what was taken out by hand is in it again.
    const own = namesOfEntity(looking, WATER);
    picked = chosen(picked, { names: own, next: { entity: WATER } });
    expect(names()).toEqual([PATENTS, 'city.population', METERS, INTERNET]);
    picked = chosen(picked, { names: [], next: { entity: null, choices: new Set() } });
    expect(names()).toEqual([INTERNET]);
  });
});
