import { emptyState } from '@tallystick/domain/state';
import { expect, it } from 'vitest';
import { nextStep } from '../../src/first-visit/step.ts';

it('goes from entities to their rows to their people, and ends there or with the first version', () => {
  const state = emptyState();
  expect(nextStep(state)).toBe('entities');
  const water = 'e_water' as never;
  state.entities.set(water, { id: water, name: 'Water' });
  expect(nextStep(state)).toBe('rows');
  state.assignments.set('patents.value' as never, water);
  expect(nextStep(state)).toBe('people');
  const locked = { ...state, submissions: [{}] as never };
  expect(nextStep(locked)).toBeUndefined();
  const wen = { person: 'p_wen' as never, role: 'contributor', entity: water } as const;
  state.members.set(wen.person, wen);
  expect(nextStep(state)).toBeUndefined();
});
