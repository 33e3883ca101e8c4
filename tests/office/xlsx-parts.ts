/** The parts of an .xlsx file and the cells of its sheets, as plainly as can be, for tests. */
import { readZip } from '@tallystick/exchange/zip/read-zip';
import { below, child, childrenOf, type Element, xmlTree } from './xml-tree.ts';

/** Texts of all parts by name. Throws where the archive or a part is broken. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(`not an archive: ${zip.refusal.code}`);
  const parts = new Map<string, string>();
  for (const member of zip.value.members) {
    if (member.isFolder) continue;
    if (parts.has(member.name)) throw new Error(`${member.name} is there twice`);
    const data = member.data();
    if (!data.ok) throw new Error(`${member.name}: ${data.refusal.code}`);
    parts.set(member.name, new TextDecoder('utf-8', { fatal: true }).decode(data.value));
  }
  return parts;
}

export type PlainCell = { value: number | string; formula?: string; style: number };
export type PlainSheet = { name: string; isHidden: boolean; cells: Map<string, PlainCell> };

/** Sheets in the order of their tabs. */
export function plainSheets(bytes: Uint8Array): PlainSheet[] {
  const parts = partsOf(bytes);
  const workbook = xmlTree(parts.get('xl/workbook.xml') ?? '');
  const relations = xmlTree(parts.get('xl/_rels/workbook.xml.rels') ?? '');
  const targets = new Map(
    relations.children.map(({ attributes: { Id = '', Target = '' } }) => [Id, Target]),
  );
  const shared = sharedStrings(parts.get('xl/sharedStrings.xml'));
  return childrenOf(child(workbook, 'sheets'), 'sheet').map(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    const cells = below(xmlTree(parts.get(path) ?? ''), 'c').map(
      (cell) => [cell.attributes['r'] ?? '', plainCell(cell, shared)] as const,
    );
    const isHidden = /hidden/i.test(attributes['state'] ?? '');
    return { name: attributes['name'] ?? '', isHidden, cells: new Map(cells) };
  });
}

export function sheetNamed(sheets: readonly PlainSheet[], name: string): PlainSheet {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
}

function sharedStrings(part: string | undefined): string[] {
  return part === undefined ? [] : childrenOf(xmlTree(part), 'si').map(textIn);
}

/** Runs are joined; readings of another script are not among them. */
function textIn(element: Element): string {
  const runs = element.children.flatMap((each) =>
    each.name === 'r' ? childrenOf(each, 't') : each.name === 't' ? [each] : [],
  );
  return unescaped(runs.map(({ text }) => text).join(''));
}

function plainCell(cell: Element, shared: readonly string[]): PlainCell {
  const { t = 'n', s = '0' } = cell.attributes;
  const formula = child(cell, 'f')?.text;
  const held = child(cell, 'v')?.text ?? '';
  const inline = child(cell, 'is');
  const text = t === 's' ? (shared[Number(held)] ?? '') : inline ? textIn(inline) : unescaped(held);
  const value = t === 'n' && held !== '' ? Number(held) : text;
  return { value, style: Number(s), ...(formula === undefined ? {} : { formula }) };
}

/** `_x0007_` as the sign it stands for. Source: ECMA-376, part 1, 22.9.2.19. */
const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
