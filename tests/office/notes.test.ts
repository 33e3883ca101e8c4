/** Notes that a file of ours carried do not come back as new ones; what people wrote beside and into them does. */
import type { FileAsked } from '@tallystick/exchange/workbook-file/file-asked';
import { readFile } from '@tallystick/exchange/reading/read-file';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { readZip } from '@tallystick/exchange/zip/read-zip';
import { writeZip } from '@tallystick/exchange/zip/write-zip';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { officeTest } from './office-test.ts';
import { sampleAsked } from './sample-state.ts';
import { convert } from './soffice.ts';

function notesIn(bytes: Uint8Array, { catalogue }: FileAsked, name = 'a.xlsx') {
  const read = readFile(bytes, { name, catalogue });
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.notes;
}

/** The file with the text of its parts changed. */
function changed(bytes: Uint8Array, change: (part: string, text: string) => string): Uint8Array {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(zip.refusal.code);
  const members = zip.value.members.map((member) => {
    const data = member.data();
    if (!data.ok) throw new Error(data.refusal.code);
    const text = change(member.name, new TextDecoder().decode(data.value));
    return { name: member.name, data: new TextEncoder().encode(text) };
  });
  return writeZip(members);
}

test.each([
  ['the whole workbook', {}],
  ['an Arabic one', { language: 'ar' }],
  ['one entity’s rows', { part: { kind: 'entity', entity: 'e_water' } }],
  ['a version', { version: { submission: 2, snapshot: 'ab'.repeat(32) } }],
] as [string, Partial<FileAsked>][])('nothing that was exported comes back: %s', (_, other) => {
  const asked = sampleAsked(5, other);
  expect(notesIn(workbookFile(asked), asked)).toEqual([]);
});

test('a new note, a reply, words below a definition and the same words said once more are told', () => {
  const asked = sampleAsked(5);
  const file = changed(workbookFile(asked), (part, text) => {
    if (part.includes('threadedComment'))
      return text.replace(
        '</ThreadedComments>',
        `<threadedComment ref="${/ref="([A-Z]+\d+)"/.exec(text)?.[1]}" dT="2026-05-01T00:00:00.00" personId="{0}" id="{1}"><text>It is.</text></threadedComment>` +
          '<threadedComment ref="T5" dT="2026-05-01T00:00:00.00" personId="{0}" id="{2}"><text>Estimated_x000B_ by us</text></threadedComment></ThreadedComments>',
      );
    if (!part.includes('comments')) return text;
    return text
      .replace('</t></text></comment>', '\nAna: what of 2025?</t></text></comment>')
      .replace(
        '</commentList>',
        '<comment ref="A2" authorId="0"><text><t>Whole sheet</t></text></comment></commentList>',
      );
  });
  const told = notesIn(file, asked).map(({ cell, text }) => [cell, text]);
  const point = asked.catalogue.dataPoints[0]?.row;
  expect(told).toContainEqual([null, 'Whole sheet']);
  expect(told).toContainEqual([`${point}:quality`, 'Estimated by us']);
  expect(told.filter(([, text]) => text === 'Ana: what of 2025?')).toHaveLength(1);
  // It was exported on the data; what is told is somebody's answer, on the profile and once more on the data.
  expect(told.filter(([, text]) => text === 'It is.')).toHaveLength(2);
});

test('beside a stale verdict stands the value that was judged, and what has changed from what to what', () => {
  const parts: string[] = [];
  changed(workbookFile(sampleAsked(5)), (part, text) => {
    if (part.includes('comments')) parts.push(text);
    return text;
  });
  expect(parts.join('\n')).toContain('Submitted: 80. Revised: 79.2.');
  const note = 'Judged: 12.5. Changed since: Result 12.5 → 14; Year 2024 → –; ';
  expect(parts.join('\n')).toContain(note);
  expect(/Judged: 12\.5\.[^<]*/.exec(parts.join('\n'))?.[0]).toMatch(
    /; [^;:]+: Value 1000 → 1001; Source; Evidence; Figures far behind its formulas\.$/,
  );
});

for (const [kind, language] of [
  ['xlsx', 'en'],
  ['ods', 'ar'],
] as const)
  officeTest(
    `nothing that was exported comes back after LibreOffice wrote it as .${kind}`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tallystick-notes-'));
      const asked = sampleAsked(6, { language });
      const path = join(folder, 'workbook.xlsx');
      await writeFile(path, workbookFile(asked));
      const bytes = await convert(path, kind, { recalc: 'never' });
      await rm(folder, { recursive: true });
      expect(notesIn(bytes, asked, `a.${kind}`)).toEqual([]);
    },
  );
