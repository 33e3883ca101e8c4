import { describe, expect, it } from 'vitest';
import { decideChange, decideRemoval } from '../src/nouns/member.ts';
import type { EntityId, PersonId } from '../src/cells/ids.ts';
import type { Outcome } from '../src/refusals.ts';
import { actorOf } from '../src/rights.ts';
import { ROLES, type Role } from '../src/roles.ts';
import { emptyState } from '../src/fold.ts';

const water = 'e_water' as EntityId;
const personOf = (who: string) => `p_${who}` as PersonId;

/** A workbook with one member of each role. */
function oneOfEach() {
  const state = emptyState();
  state.entities.set(water, { id: water, name: 'Water' });
  for (const role of ROLES) {
    const person = personOf(role);
    state.members.set(person, { person, role, entity: role === 'contributor' ? water : null });
  }
  const codeOf = <T>(outcome: Outcome<T>) => (outcome.ok ? outcome.value : outcome.refusal.code);
  const change = (who: string, whom: string, role: Role, entity: EntityId | null = null) =>
    codeOf(
      decideChange(
        state,
        { type: 'change-member', person: personOf(whom), role, entity },
        actorOf(state, personOf(who)),
      ),
    );
  const remove = (who: string, whom: string, admin = false) =>
    codeOf(
      decideRemoval(
        state,
        { type: 'remove-member', person: personOf(whom) },
        actorOf(state, personOf(who), admin),
      ),
    );
  return { state, change, remove };
}

describe('a member’s role', () => {
  it('is changed by those who may give both the old and the new one', () => {
    const { change } = oneOfEach();
    expect(change('contributor', 'contributor', 'coordinator')).toBe('not-your-role');
    expect(change('stranger', 'contributor', 'observer')).toBe('not-a-member');
    expect(change('coordinator', 'auditor', 'observer')).toBe('not-your-role');
    expect(change('coordinator', 'contributor', 'auditor')).toBe('not-your-role');
    expect(change('head', 'auditor', 'observer')).toEqual({
      type: 'member-changed',
      person: 'p_auditor',
      role: 'observer',
      entity: null,
    });
  });

  it('comes with an entity where it needs one, and changes something', () => {
    const { change } = oneOfEach();
    expect(change('coordinator', 'none', 'observer')).toBe('unknown-member');
    expect(change('coordinator', 'observer', 'contributor')).toBe('entity-needed');
    expect(change('coordinator', 'observer', 'contributor', 'e_none' as EntityId)).toBe(
      'unknown-entity',
    );
    expect(change('coordinator', 'observer', 'observer')).toBe('already-so');
    expect(change('coordinator', 'observer', 'contributor', water)).toMatchObject({
      role: 'contributor',
      entity: water,
    });
  });

  it('stays with the last coordinator and the last head, whoever asks', () => {
    const { state, change, remove } = oneOfEach();
    expect(change('coordinator', 'coordinator', 'observer')).toBe('last-lead');
    expect(change('head', 'head', 'observer')).toBe('last-lead');
    expect(remove('head', 'head')).toBe('last-lead');
    expect(remove('head', 'coordinator')).toBe('last-lead');
    expect(remove('admin', 'head', true)).toBe('last-lead');
    const person = personOf('second');
    state.members.set(person, { person, role: 'coordinator', entity: null });
    expect(change('coordinator', 'coordinator', 'observer')).toMatchObject({ role: 'observer' });
    expect(remove('head', 'coordinator')).toMatchObject({ type: 'member-removed' });
  });
});
