/** The measure of exports into other programs' files: what is lost, beside what three other ways lose of the same files. */
import { templateWrites } from '@tallystick/exchange/template/template-writes';
import { workbookFile } from '@tallystick/exchange/workbook-file/workbook-file';
import { openBook } from '@tallystick/exchange/reading/open-book';
import { proposeMap } from '@tallystick/exchange/template/propose-map';
import { readByOffice } from '../foreign/office-values.ts';
import { byExcelJs, byLibreOffice, bySheetJs } from '../foreign/other-ways.ts';
import { lost, partsOf, type Parts, sum } from '../foreign/parts-of.ts';
import { fill, lossesOf, randomWorkbook } from '../foreign/round-trip.ts';
import { FILLED, fileBytes, TEMPLATES } from '../foreign/workbook-files.ts';
import { lacksOffice } from '../office/soffice.ts';
import { sampleAsked } from '../office/sample-state.ts';
import { exactly, type Figure, informative, type Measure } from './measure.ts';

const SEED = 11;
type File = { name: string; bytes: Uint8Array };

const files = (): File[] => [
  ...[...TEMPLATES, ...FILLED].map((name) => ({ name, bytes: fileBytes(name) })),
  { name: 'own.xlsx', bytes: workbookFile(sampleAsked(1)) },
];

export const measure: Measure = {
  name: 'roundtrip',
  about:
    'Exports a full workbook into fifteen files by seven programs and counts what is other than it was besides mapped ' +
    'cells; beside it ExcelJS, SheetJS and LibreOffice save the same files.',
  run: async (say) => {
    const all = files();
    const source = randomWorkbook(SEED);
    const losses = all.map(({ name, bytes }) => lossesOf(bytes, name, source));
    for (const [at, { parts, members, outside, filled }] of losses.entries()) {
      const { written, renewed, refused } = filled.report;
      say(
        `${all[at]?.name}: ${written} written, ${renewed} results renewed, ${refused.length} refused`,
      );
      for (const line of [...Object.keys(parts), ...members, ...outside]) say(`  lost: ${line}`);
    }
    return [
      informative('files written into', all.length, 'files'),
      informative(
        'parts in them',
        sum(all.map(({ bytes }) => sum(Object.values(partsOf(bytes))))),
        'parts',
      ),
      informative(
        'cells written',
        sum(losses.map(({ filled }) => filled.report.written + filled.report.renewed)),
        'cells',
      ),
      exactly('parts lost', sum(losses.map(({ parts }) => sum(Object.values(parts)))), 'parts', 0),
      exactly(
        'unmapped members that differ',
        sum(losses.map(({ members }) => members.length)),
        'members',
        0,
      ),
      exactly(
        'sheets that differ outside of cells',
        sum(losses.map(({ outside }) => outside.length)),
        'sheets',
        0,
      ),
      ...(lacksOffice === '' ? await officeFigures(all, source, say) : []),
      ...(await otherFigures(all, say)),
    ];
  },
};

/** Each file opened by LibreOffice, with old results taken out. */
async function officeFigures(
  all: readonly File[],
  source: ReturnType<typeof randomWorkbook>,
  say: (line: string) => void,
): Promise<Figure[]> {
  const written = all.map(({ name, bytes }) => {
    const { bytes: made, report } = fill(bytes, name, source, { oldResults: 'remove' });
    const book = openBook(bytes, name);
    if (!book.ok) throw new Error(book.refusal.code);
    const { writes } = templateWrites(proposeMap(book.value, source.catalogue).map, source);
    return {
      name,
      bytes: made,
      writes: writes.filter(({ keepsFormula }) => !keepsFormula),
      refused: report.refused,
    };
  });
  const readings = await readByOffice(written);
  for (const [at, { wrong, stale }] of readings.entries())
    for (const cell of [...wrong.slice(0, 5), ...stale.slice(0, 5)])
      say(`${all[at]?.name}: ${cell}`);
  return [
    informative(
      'values read back by LibreOffice',
      sum(written.map(({ writes }) => writes.length)),
      'cells',
    ),
    exactly('of them wrong', sum(readings.map(({ wrong }) => wrong.length)), 'cells', 0),
    exactly(
      'results of the time before',
      sum(readings.map(({ stale }) => stale.length)),
      'cells',
      0,
    ),
  ];
}

/** What other ways lose of the same files, with one cell set by those that can. */
async function otherFigures(all: readonly File[], say: (line: string) => void): Promise<Figure[]> {
  const one = [{ sheet: 'KPI data', address: 'J20', value: { kind: 'number' as const, value: 1 } }];
  const ways: Record<string, (file: File) => Promise<Uint8Array>> = {
    ExcelJS: async ({ bytes }) => await byExcelJs(bytes, one),
    SheetJS: async ({ bytes }) => bySheetJs(bytes, one),
    ...(lacksOffice === ''
      ? { LibreOffice: async (file: File) => (await byLibreOffice([file]))[0] ?? new Uint8Array() }
      : {}),
  };
  const figures: Figure[] = [];
  for (const [way, save] of Object.entries(ways)) {
    let crashed = 0;
    const missing: Parts = {};
    for (const file of all) {
      try {
        for (const [kind, parts] of Object.entries(
          lost(partsOf(file.bytes), partsOf(await save(file))),
        ))
          missing[kind] = (missing[kind] ?? 0) + parts;
      } catch {
        crashed += 1;
      }
    }
    say(
      `${way}: ${Object.entries(missing)
        .map(([kind, parts]) => `${kind} ${parts}`)
        .join(', ')}`,
    );
    figures.push(informative(`parts lost by ${way}`, sum(Object.values(missing)), 'parts'));
    figures.push(informative(`files that ${way} could not open or save`, crashed, 'files'));
  }
  return figures;
}
