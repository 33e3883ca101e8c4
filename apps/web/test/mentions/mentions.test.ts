/** Names after an `@`: when one is being typed, who is found, and who is meant in what was written. */
import type { EntityId, PersonId } from '@tallystick/domain/cells/ids';
import { expect, test } from 'vitest';
import {
  type Mentionable,
  mentionable,
  mentionedBy,
  nameAt,
  withName,
} from '../../src/mentions/mentions.ts';

const person = (id: string, name: string): Mentionable => {
  return { kind: 'person', id: id as PersonId, name, about: '' };
};
const ALL: readonly Mentionable[] = [
  person('p_ana', 'Ana'),
  person('p_ana_maria', 'Ana María Díaz'),
  person('p_layla', 'ليلى حسن'),
  { kind: 'entity', id: 'e_water' as EntityId, name: 'Water', about: '' },
];

test('a name is being typed behind an @ at the beginning of a word, and nowhere else', () => {
  const typed = (text: string) => nameAt(text, text.length)?.words;
  expect(typed('@')).toBe('');
  expect(typed('Ask @Ana Ma')).toBe('Ana Ma');
  expect(typed('(@wa')).toBe('wa');
  expect(typed('سؤال،@لي')).toBe('لي');
  expect(typed('ana@city.example')).toBeUndefined();
  expect(typed('@Ana\nand')).toBeUndefined();
  expect(nameAt('Hello @Ana, all', 10)).toEqual({ from: 6, words: 'Ana' });
});

test('names are found by any of their words, whatever their accents and case', () => {
  const found = (words: string) => mentionable(ALL, words, 8).map(({ name }) => name);
  expect(found('an')).toEqual(['Ana', 'Ana María Díaz']);
  expect(found('maria')).toEqual(['Ana María Díaz']);
  expect(found('حسن')).toEqual(['ليلى حسن']);
  expect(found('WAT')).toEqual(['Water']);
  // A whole name and a blank is no name that is begun.
  expect(found('Water ')).toEqual([]);
  expect(found(' ana')).toEqual([]);
  expect(mentionable(ALL, '', 2)).toHaveLength(2);
});

test('a name that is taken stands in the place of what was typed, and the caret behind it', () => {
  const taken = withName('Ask @an about it', { from: 4, caret: 7, name: 'Ana' });
  expect(taken).toEqual({ text: 'Ask @Ana about it', caret: 9 });
  expect(withName('@wa', { from: 0, caret: 3, name: 'Water' })).toEqual({
    text: '@Water ',
    caret: 7,
  });
});

test('who is meant is read from the text as it is sent: of names that begin alike the longest', () => {
  const meant = (text: string) => mentionedBy(text, ALL);
  expect(meant('@Ana María Díaz, please')).toEqual({ mentions: ['p_ana_maria'] });
  expect(meant('@Ana and @Water: both')).toEqual({
    mentions: ['p_ana'],
    mentionedEntities: ['e_water'],
  });
  expect(meant('من @ليلى حسن؟')).toEqual({ mentions: ['p_layla'] });
  expect(meant('@Anatol, ana@Water, @nobody')).toEqual({});
  // Two of one name cannot be told apart in a text: both are told.
  expect(mentionedBy('@Ana', [...ALL, person('p_other', 'Ana')])).toEqual({
    mentions: ['p_ana', 'p_other'],
  });
});
