/** Every form of CSV is opened by LibreOffice as it was meant: figures are numbers, texts are texts, nothing is a formula. */
import { CSV_ENCODINGS, type CsvForm, encodeCsv } from '@tallystick/exchange/csv/csv-form';
import { unguardFormula } from '@tallystick/exchange/csv/formula-guard';
import { type CsvLine, csvText } from '@tallystick/exchange/csv/write-csv';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { read, utils } from 'xlsx';
import { convert, lacksOffice } from './soffice.ts';

const FIGURES = ['0', '7', '-5', '12.5', '-0.25', '1234567.875', '76.35', '0.001', '31.12'];
const TEXTS = [
  'Zürich, Stadt',
  'say "no"',
  'a;b',
  "O'Neill",
  "'quoted'",
  'two\nlines',
  ' blank ',
  'café',
];

/** What runs as a formula in one program or another, behind every blank that hides it. */
function payloads(): string[] {
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t=',
    '\r=',
    '\n=',
    '\0=',
    '\uFF1D',
    '\uFF0B',
    '\uFF0D',
    '\uFF20',
  ];
  const bodies = [
    '1+1',
    'HYPERLINK("http://x.example";"y")',
    'HYPERLINK("http://x.example","y")',
    "cmd|' /C calc'!A0",
    'SUM(A1:A9)',
    `1+1${'+1'.repeat(2000)}`,
    'DDE("soffice";"x";"y")',
  ];
  const before = ['', ' ', "'"];
  return before.flatMap((blank) =>
    starts.flatMap((start) => bodies.map((body) => blank + start + body)),
  );
}

/** LibreOffice's import of CSV: separator, quote, character set, first line, formats, language, quoted is text, dates are told. */
function filterOf({ separator, decimal, encoding }: CsvForm): string {
  const mark = separator === 'comma' ? 44 : 59;
  const charset = encoding === 'windows-1252' ? 1 : 76;
  const language = decimal === 'comma' ? 1031 : 1033;
  return `CSV:${mark},34,${charset},1,,${language},false,true`;
}

type Cell = { t: string; v: unknown; f?: string };

async function opened(lines: readonly CsvLine[], form: CsvForm): Promise<(Cell | undefined)[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-csv-'));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  const bytes = encodeCsv(csvText(lines, form), form);
  if (!bytes.ok) throw new Error(bytes.refusal.code);
  const file = join(folder, 'list.csv');
  await writeFile(file, bytes.value);
  const book = read(await convert(file, 'xlsx', { recalc: 'never', from: filterOf(form) }));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  return lines.map((line, row) =>
    line.map((_, column) => sheet[utils.encode_cell({ r: row, c: column })] as Cell | undefined),
  );
}

/** The ends of lines within a cell are a matter of the program. */
const plain = (text: string) => text.replaceAll('\0', '').replaceAll(/\r\n?/g, '\n');

const FORMS = (['comma', 'semicolon'] as const).flatMap((separator) =>
  (['point', 'comma'] as const).flatMap((decimal) =>
    CSV_ENCODINGS.filter((encoding) => encoding !== 'utf-8').map((encoding) => ({
      separator,
      decimal,
      encoding,
    })),
  ),
);

for (const form of FORMS) {
  const name = `${form.separator}, decimal ${form.decimal}, ${form.encoding}`;
  test.skipIf(lacksOffice !== '')(
    `${name}: figures and texts come back${lacksOffice}`,
    async () => {
      const latin = form.encoding === 'windows-1252';
      const texts = [...TEXTS, ...(latin ? [] : ['東京 — عمّان'])];
      const dangers = payloads().filter((text) => !latin || !/[\uFF00-\uFFFF]/.test(text));
      const lines: CsvLine[] = [
        ...FIGURES.map((figure) => ['figure', { figure }] as const),
        ...[...texts, ...dangers].map((text) => ['text', text] as const),
      ];
      const cells = await opened(lines, form);
      const figures = cells.slice(0, FIGURES.length).map(([, cell]) => [cell?.t, cell?.v]);
      expect(figures).toEqual(FIGURES.map((figure) => ['n', Number(figure)]));
      const others = cells.slice(FIGURES.length);
      expect(others.filter(([, cell]) => cell?.f !== undefined)).toEqual([]);
      const said = others.map(([, cell]) => [cell?.t, plain(unguardFormula(String(cell?.v)))]);
      expect(said).toEqual([...texts, ...dangers].map((text) => ['s', plain(text)]));
      expect(dangers.length).toBeGreaterThan(150);
    },
  );
}
