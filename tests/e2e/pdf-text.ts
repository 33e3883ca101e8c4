/**
 * The text of a PDF as Chromium writes it, page by page and line by line in the order of drawing: what a person reads on
 * paper. It knows the few operators that Skia uses and no others (ISO 32000-1, 9.4 and 9.10).
 */
import { inflateSync } from 'node:zlib';

type Objects = Map<string, { head: string; stream: Buffer | undefined }>;

function objectsOf(pdf: Buffer): Objects {
  const objects: Objects = new Map();
  const latin = pdf.toString('latin1');
  for (const { 1: number = '', index } of latin.matchAll(/^(\d+) 0 obj\n/gmu)) {
    const from = index + `${number} 0 obj\n`.length;
    const to = latin.indexOf('endobj', from);
    const begins = latin.indexOf('>> stream\n', from);
    if (begins < 0 || begins > to) {
      objects.set(number, { head: latin.slice(from, to), stream: undefined });
      continue;
    }
    const head = latin.slice(from, begins);
    const at = begins + '>> stream\n'.length;
    const length = Number(/\/Length (\d+)/u.exec(head)?.[1]);
    const raw = pdf.subarray(at, at + length);
    objects.set(number, { head, stream: head.includes('/FlateDecode') ? inflateSync(raw) : raw });
  }
  return objects;
}

const code = (hex: string): number => Number.parseInt(hex, 16);

function unicode(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** Glyph to letters, from the map that a font carries. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [block] of map.matchAll(/beginbfchar[\s\S]*?endbfchar/gu))
    for (const [, glyph = '', text = ''] of block.matchAll(/<(\w+)> <(\w+)>/gu))
      letters.set(code(glyph), unicode(text));
  for (const [block] of map.matchAll(/beginbfrange[\s\S]*?endbfrange/gu))
    for (const [, first = '', last = '', text = ''] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/gu))
      for (let glyph = code(first); glyph <= code(last); glyph++)
        letters.set(glyph, String.fromCodePoint(code(text) + glyph - code(first)));
  return letters;
}

function lettersIn(objects: Objects, font: string): Map<number, string> {
  const map = /\/ToUnicode (\d+)/u.exec(objects.get(font)?.head ?? '')?.[1] ?? '';
  return lettersOf(objects.get(map)?.stream?.toString('latin1') ?? '');
}

/** A new line wherever the next letters stand higher or lower than those before. */
function linesOf(content: string, fonts: Map<string, Map<number, string>>): string[] {
  const lines: string[] = [];
  let letters: Map<number, string> | undefined;
  let [y, before] = [Number.NaN, Number.NaN];
  const word =
    /\/(F\d+) [\d.]+ Tf|(?:[-\d.]+ ){4}[-\d.]+ ([-\d.]+) Tm|[-\d.]+ ([-\d.]+) Td|<(\w+)> Tj/gu;
  for (const [, font, placed, moved, glyphs] of content.matchAll(word)) {
    if (font !== undefined) letters = fonts.get(font);
    else if (placed !== undefined) y = Number(placed);
    else if (moved !== undefined) y += Number(moved);
    else if (glyphs !== undefined) {
      const text = [...glyphs.matchAll(/\w{4}/gu)].map(
        ([glyph]) => letters?.get(code(glyph)) ?? '',
      );
      if (y === before) lines[lines.length - 1] += text.join('');
      else lines.push(text.join(''));
      before = y;
    }
  }
  return lines;
}

/** The lines of each page. */
export function pdfPages(pdf: Buffer): string[][] {
  const objects = objectsOf(pdf);
  return [...objects.values()]
    .filter(({ head }) => head.startsWith('<</Type /Page\n'))
    .map(({ head }) => {
      const fonts = new Map(
        [...head.matchAll(/\/(F\d+) (\d+) 0 R/gu)].map(([, name = '', font = '']) => [
          name,
          lettersIn(objects, font),
        ]),
      );
      const contents = /\/Contents (\d+)/u.exec(head)?.[1] ?? '';
      return linesOf(objects.get(contents)?.stream?.toString('latin1') ?? '', fonts);
    });
}
