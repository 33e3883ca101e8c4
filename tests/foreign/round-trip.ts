/** A workbook is exported into files by other programs; what is then other than it was, beside three other ways. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { InputSpec } from '@tallystick/catalogue/kpi-set';
import type { CellId } from '@tallystick/domain/cells/ids';
import { meantTexts } from '@tallystick/domain/cells/typed/plain-value';
import { computeAll } from '@tallystick/domain/formula/compute';
import { openBook } from '@tallystick/exchange/reading/open-book';
import { fillTemplate, type FilledTemplate } from '@tallystick/exchange/template/fill-template';
import { proposeMap } from '@tallystick/exchange/template/propose-map';
import type { TemplateSource } from '@tallystick/exchange/template/template-writes';
import type { EditOptions } from '@tallystick/exchange/xlsx/edit/writes';
import { readZip } from '@tallystick/exchange/zip/read-zip';
import { type Random, randomFrom } from '../gate/random.ts';
import { lost, partsOf, type Parts } from './parts-of.ts';

const catalogue = loadCatalogue();

/** A workbook with something in almost every cell, the same for the same seed. */
export function randomWorkbook(seed: number): TemplateSource {
  const random = randomFrom(seed);
  const texts = new Map<CellId, string>();
  for (const point of catalogue.dataPoints) {
    if (random.chance(0.05)) continue;
    for (const { cell, input } of point.inputs) {
      if (!texts.has(cell as CellId)) texts.set(cell as CellId, figureFor(input, random));
    }
    const about = (column: string, text: string) =>
      texts.set(`${point.row}:${column}` as CellId, text);
    about('year', String(2015 + random.below(9)));
    about('quality', random.pick(catalogue.choices.quality));
    about('origin', random.pick(catalogue.choices.origin));
    about('source', `Register of ${point.kpi.name}, <page ${random.below(99)}> & annex`);
    about('notes', random.pick(['', 'see annex 3', 'two\nlines', '=SUM(A1)', ' ع ']) || '-');
  }
  const results = computeAll(catalogue, (cell) => texts.get(cell));
  return { catalogue, texts, values: meantTexts(catalogue, texts), results };
}

/** Within the bounds of the input; what is out of them makes a result unreadable. */
function figureFor({ kind, integer, min, max }: InputSpec, random: Random): string {
  if (kind === 'yes-no') return random.pick(['YES', 'NO']);
  const low = Math.max(min ?? 1, 1);
  const high = Math.max(low, Math.min(max ?? 100_000, 100_000));
  const figure = low + random.unit() * (high - low);
  return integer ? String(Math.round(figure)) : figure.toFixed(2);
}

export function fill(
  bytes: Uint8Array,
  name: string,
  source: TemplateSource,
  options: EditOptions,
): FilledTemplate {
  const book = openBook(bytes, name);
  if (!book.ok) throw new Error(`${name}: ${book.refusal.code}`);
  const { map } = proposeMap(book.value, catalogue);
  const filled = fillTemplate({ bytes, map }, source, options);
  if (!filled.ok) throw new Error(`${name}: ${filled.refusal.code}`);
  return filled.value;
}

export type Losses = {
  /** Kinds of parts that are rarer than before, with how many are missing. */
  parts: Parts;
  /** Members that hold no mapped cell and are not what they were, but for the wish to compute and the list of formulas. */
  members: string[];
  /** Sheets with mapped cells whose XML differs outside of cells. */
  outside: string[];
  filled: FilledTemplate;
};

const NOT_VALUES = new Set(['computed-on-opening', 'removed', 'names-parts']);

/** What an export into a file changes besides the mapped cells; it should be nothing. */
export function lossesOf(bytes: Uint8Array, name: string, source: TemplateSource): Losses {
  const filled = fill(bytes, name, source, { oldResults: 'keep' });
  const written = new Set(filled.report.changedParts.map(({ part }) => part));
  const sheets = filled.report.changedParts.filter(({ why }) => !NOT_VALUES.has(why));
  const [was, is] = [membersOf(bytes), membersOf(filled.bytes)];
  const members = [...new Set([...was.keys(), ...is.keys()])].filter(
    (member) => !written.has(member) && was.get(member)?.raw !== is.get(member)?.raw,
  );
  const outside = sheets
    .map(({ part }) => part)
    .filter((part) => aroundCells(was.get(part)?.text) !== aroundCells(is.get(part)?.text));
  return { parts: lost(partsOf(bytes), partsOf(filled.bytes)), members, outside, filled };
}

function membersOf(bytes: Uint8Array): Map<string, { raw: string; text: string }> {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(zip.refusal.code);
  return new Map(
    zip.value.members.map((member) => {
      const data = member.data();
      const text = data.ok ? new TextDecoder().decode(data.value) : '';
      return [member.name, { raw: Buffer.from(member.raw).toString('latin1'), text }];
    }),
  );
}

/** The XML of a sheet without its cells and the size that they span. */
const aroundCells = (text = ''): string =>
  text
    .replace(/<(\w*:?)sheetData[\s\S]*<\/\1sheetData>/, '')
    .replace(/<(?:\w+:)?dimension [^>]*>/, '');
