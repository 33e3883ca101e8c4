/** The strict reader finds what is wrong with a file: each fault that could be made by mistake has its complaint. */
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { expect, test } from 'vitest';
import { sampleAsked } from './sample-state.ts';
import { complaintsOf } from './strict-xlsx.ts';
import { partsOf } from './xlsx-parts.ts';

const DATA = 'xl/worksheets/sheet3.xml';
const RELATIONS = 'xl/worksheets/_rels/sheet3.xml.rels';

/** What is changed in which part, and a word of the complaint. */
const FAULTS: [string, string, RegExp | string, string, string][] = [
  [
    'an element out of its place',
    DATA,
    /(<sheetProtection[^>]*>)(<autoFilter[^>]*>)/,
    '$2$1',
    'place',
  ],
  ['a bracket that is open', DATA, '<f>IF(', '<f>IF((', 'bracket'],
  ['a function that is none', DATA, '<f>IF(', '<f>IFX(', 'function'],
  ['a cell at another address', DATA, 'r="C5"', 'r="B5"', 'place'],
  ['a look that is not there', DATA, /r="J5" s="\d+"/, 'r="J5" s="999"', 'look'],
  [
    'a count that is wrong',
    DATA,
    /<dataValidations count="\d+"/,
    '<dataValidations count="1"',
    'of 1',
  ],
  ['a sign that XML has not', DATA, 'Economy', 'Econ\u0007omy', 'Error'],
  [
    'a link out of the file',
    RELATIONS,
    'Target=',
    'TargetMode="External" Target=',
    'out of the file',
  ],
  ['a part that is not there', RELATIONS, 'comments3.xml', 'comments9.xml', 'not there'],
  ['two sheets of one name', 'xl/workbook.xml', 'name="KPI data"', 'name="City profile"', 'twice'],
  ['a part of no type', '[Content_Types].xml', '/xl/styles.xml', '/xl/style.xml', 'no part'],
  ['a note of nobody', 'xl/comments3.xml', /authorId="0"/, 'authorId="99"', 'author'],
  [
    'words of nobody',
    'xl/threadedComments/threadedComment3.xml',
    /personId="\{[^}]+\}"/,
    'personId="{0}"',
    'nobody',
  ],
];

test.each(FAULTS)('finds %s', (_, part, what, by, complaint) => {
  const parts = partsOf(workbookFile(sampleAsked(1)));
  expect(complaintsOf(parts)).toEqual([]);
  const before = parts.get(part) ?? '';
  const after = before.replace(what, by);
  expect(after).not.toBe(before);
  const found = complaintsOf(new Map(parts).set(part, after));
  expect(found.join('\n')).toContain(complaint);
});
