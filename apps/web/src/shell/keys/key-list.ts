/**
 * The keys of the workbook, as the sheet of keys lists them. Data only: who adds a key adds its line here and its words
 * in `keys.json`.
 */

/** `keys`: what is pressed together, or one after the other, in the words of the keyboard, `→` for the arrow that goes on; `does` names the sentence in `keys.json`. */
export type KeyLine = { keys: readonly string[]; isOneByOne?: boolean; does: string };
export type KeyGroup = { name: string; lines: readonly KeyLine[] };

export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    name: 'rows',
    lines: [
      { keys: ['Alt', 'N'], does: 'nextEmpty' },
      { keys: ['Alt', 'R'], does: 'ready' },
    ],
  },
  {
    name: 'verdicts',
    lines: [
      { keys: ['Alt', 'V'], does: 'verified' },
      { keys: ['Alt', 'X'], does: 'refute' },
      { keys: ['Alt', 'A'], does: 'ask' },
      { keys: ['Alt', 'J'], does: 'nextPoint' },
      { keys: ['Alt', 'K'], does: 'pointBefore' },
      { keys: ['Y', 'Enter'], isOneByOne: true, does: 'sayYes' },
      { keys: ['N', 'Enter'], isOneByOne: true, does: 'sayNo' },
    ],
  },
  {
    name: 'queries',
    lines: [
      { keys: ['Alt', 'Q'], does: 'nextQuery' },
      { keys: ['Alt', 'Shift', 'Q'], does: 'queryBefore' },
    ],
  },
  {
    name: 'selecting',
    lines: [
      { keys: ['Shift', '→'], does: 'stretch' },
      { keys: ['Ctrl', '→'], does: 'edge' },
      { keys: ['Ctrl', 'Shift', '→'], does: 'stretchEdge' },
      { keys: ['Shift', 'Space'], does: 'wholeRow' },
      { keys: ['Ctrl', 'Space'], does: 'wholeColumn' },
      { keys: ['Ctrl', 'A'], does: 'all' },
      { keys: ['F8'], does: 'stretchOn' },
      { keys: ['Shift', 'Backspace'], does: 'collapse' },
      { keys: ['Alt', '↑'], does: 'toGroup' },
    ],
  },
  {
    name: 'typing',
    lines: [
      { keys: ['F2'], does: 'edit' },
      { keys: ['Enter'], does: 'take' },
      { keys: ['Tab'], does: 'takeRight' },
      { keys: ['Alt', 'Enter'], does: 'newLine' },
      { keys: ['Escape'], does: 'giveUp' },
      { keys: ['Delete'], does: 'clear' },
      { keys: ['Ctrl', 'Enter'], does: 'fillTyped' },
      { keys: ['Ctrl', 'D'], does: 'fillDown' },
      { keys: ['Ctrl', 'R'], does: 'fillRight' },
      { keys: ['Ctrl', 'C'], does: 'copy' },
      { keys: ['Ctrl', 'V'], does: 'paste' },
      { keys: ['Ctrl', 'Z'], does: 'undo' },
      { keys: ['Ctrl', 'Y'], does: 'redo' },
    ],
  },
  {
    name: 'page',
    lines: [
      { keys: ['Ctrl', 'F'], does: 'find' },
      { keys: ['Ctrl', 'Shift', 'L'], does: 'filter' },
      { keys: ['Shift', 'F2'], does: 'comment' },
      { keys: ['Shift', 'F10'], does: 'menu' },
      { keys: ['F6'], does: 'nextArea' },
      { keys: ['Shift', 'F6'], does: 'areaBefore' },
      { keys: ['Ctrl', '/'], does: 'keys' },
    ],
  },
];
