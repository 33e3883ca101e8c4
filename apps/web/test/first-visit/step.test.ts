import { emptyState } from '@tallystick/domain/fold';
import { expect, it } from 'vitest';
import { nextStep } from '../../src/first-visit/step.ts';

it('goes from entities to their rows to their people to the rows that are left, and ends there or with the first version', () => {
  const state = emptyState();
  expect(nextStep(state, 2)).toBe('entities');
  const water = 'e_water' as never;
  state.entities.set(water, { id: water, name: 'Water' });
  expect(nextStep(state, 2)).toBe('rows');
  state.assignments.set('patents.value' as never, water);
  expect(nextStep(state, 2)).toBe('people');
  expect(nextStep(state, 2, true)).toBe('rest');
  expect(nextStep(state, 3)).toBe('rest');
  const locked = { ...state, submissions: [{}] as never };
  expect(nextStep(locked, 2)).toBeUndefined();
  const wen = { person: 'p_wen' as never, role: 'contributor', entity: water } as const;
  state.members.set(wen.person, wen);
  expect(nextStep(state, 2)).toBe('rest');
  expect(nextStep(state, 1)).toBeUndefined();
});
