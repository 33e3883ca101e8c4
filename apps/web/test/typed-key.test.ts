/** What a key means on any keyboard. */
import { describe, expect, test } from 'vitest';
import { begunWith, type KeyPress, shortcutKey, writtenBy } from '../src/kit/typed-key.ts';

const press = (key: string, code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

describe('the letter of a shortcut', () => {
  test.each([
    ['z', 'KeyZ', 'z'],
    ['Z', 'KeyZ', 'z'],
    ['ئ', 'KeyZ', 'z'],
    ['я', 'KeyZ', 'z'],
    ['z', 'KeyY', 'z'],
    ['', 'KeyB', 'b'],
    ['لا', 'KeyB', 'b'],
    ['ط', 'Quote', "'"],
    ['ä', 'Quote', 'ä'],
    ['-', 'Slash', '-'],
    ['Enter', 'Enter', 'Enter'],
    ['ArrowUp', 'ArrowUp', 'ArrowUp'],
    [' ', 'Space', ' '],
  ])('of %s on %s is %s', (key, code, letter) => {
    expect(shortcutKey({ key, code })).toBe(letter);
  });
});

describe('what a key writes', () => {
  const alt = { altKey: true };
  const altGraph = { ctrlKey: true, altKey: true, getModifierState: () => true };
  test.each([
    [press('a', 'KeyA'), 'a'],
    [press('لا', 'KeyB'), 'لا'],
    [press('', 'KeyB'), ''],
    [press('Unidentified', 'KeyB'), ''],
    [press('Unidentified', ''), undefined],
    [press('Dead', 'Quote'), ''],
    [press('Process', 'KeyN', { keyCode: 229 }), ''],
    [press('€', 'Digit2', alt), '€'],
    [press('@', 'KeyL', alt), '@'],
    [press('ń', 'KeyN', alt), 'ń'],
    [press('n', 'KeyN', alt), undefined],
    [press('т', 'KeyN', alt), undefined],
    [press('5', 'Digit5', alt), undefined],
    [press('€', 'KeyE', altGraph), '€'],
    [press('c', 'KeyC', { ctrlKey: true }), undefined],
    [press('c', 'KeyC', { metaKey: true }), undefined],
    [press('F2', 'F2'), undefined],
    [press('Enter', 'Enter'), undefined],
  ])('%o', (event, written) => {
    expect(writtenBy(event)).toBe(written);
  });

  test('an editor begins with it, or empty where it is still to come', () => {
    expect(['a', 'لا', ' ', 'Dead', 'Backspace', 'F2', null].map(begunWith)).toEqual([
      'a',
      'لا',
      ' ',
      '',
      '',
      undefined,
      undefined,
    ]);
  });
});
