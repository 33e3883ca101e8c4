/**
 * What a strict reader would say against an .xlsx file: every complaint is one line. It knows the rules that our files
 * have to keep, and refuses what it does not know. Sources: ECMA-376, part 1 (18.2, 18.3, 18.7, 18.8), part 2 (10.1, 9.3).
 */
import { placeOf } from '@tallystick/exchange/book/book';
import { formulaFault } from './formula-check.ts';
import { below, child, childrenOf, type Element, xmlTree } from './xml-tree.ts';

/** The order of a worksheet's elements, those we write. */
const IN_WORKSHEET = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetProtection',
  'autoFilter',
  'mergeCells',
  'conditionalFormatting',
  'dataValidations',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'legacyDrawing',
];
/** Of these a sheet may have several, one behind the other. */
const SEVERAL = new Set(['conditionalFormatting']);
const IN_WORKBOOK = ['workbookPr', 'bookViews', 'sheets', 'definedNames', 'calcPr'];
const IN_STYLES = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
];
const SHEET_NAME = /^[^[\]:*?/\\]{1,31}$/;
const TEXT_MAX = 32_767;
const FORMULA_MAX = 8_192;
const FOOTER_MAX = 255;

type Checked = { parts: ReadonlyMap<string, string>; say: (complaint: string) => void };

export function complaintsOf(parts: ReadonlyMap<string, string>): string[] {
  const complaints: string[] = [];
  const checked: Checked = { parts, say: (complaint) => complaints.push(complaint) };
  const trees = new Map<string, Element>();
  for (const [name, text] of parts) {
    try {
      trees.set(name, xmlTree(text));
    } catch (error) {
      checked.say(`${name}: ${String(error)}`);
    }
  }
  checkTypes(checked, trees);
  for (const [name, tree] of trees) if (name.endsWith('.rels')) checkRelations(checked, name, tree);
  const styles = trees.get('xl/styles.xml');
  const workbook = trees.get('xl/workbook.xml');
  if (styles === undefined || workbook === undefined)
    return [...complaints, 'no workbook or styles'];
  const looks = checkStyles(checked, styles);
  const ruleLooks = child(styles, 'dxfs')?.children.length ?? 0;
  checkWorkbook(checked, workbook);
  for (const [name, tree] of trees) {
    if (tree.name === 'worksheet') checkSheet(checked, name, { tree, looks, ruleLooks });
    if (tree.name === 'comments') checkComments(checked, name, tree);
  }
  checkThreads(checked, trees);
  return complaints;
}

function checkTypes({ parts, say }: Checked, trees: ReadonlyMap<string, Element>): void {
  const types = trees.get('[Content_Types].xml');
  if ([...parts.keys()][0] !== '[Content_Types].xml') say('[Content_Types].xml is not first');
  const defaults = new Set(
    childrenOf(types, 'Default').map((each) => each.attributes['Extension']),
  );
  const overrides = childrenOf(types, 'Override').map((each) => each.attributes['PartName'] ?? '');
  if (new Set(overrides).size !== overrides.length) say('a part has two content types');
  for (const part of overrides) if (!parts.has(part.slice(1))) say(`no part ${part}`);
  for (const name of parts.keys()) {
    const ending = name.slice(name.lastIndexOf('.') + 1);
    const isTyped = overrides.includes(`/${name}`) || (defaults.has(ending) && ending !== 'xml');
    if (name !== '[Content_Types].xml' && !isTyped) say(`${name} has no content type of its own`);
  }
}

function checkRelations({ parts, say }: Checked, name: string, tree: Element): void {
  const folder = name.replace(/_rels\/[^/]+$/, '');
  const source = name.replace(/_rels\/([^/]+)\.rels$/, '$1');
  if (source !== '' && name !== '_rels/.rels' && !parts.has(source)) say(`${name}: of no part`);
  const ids = tree.children.map(({ attributes }) => attributes['Id']);
  if (new Set(ids).size !== ids.length) say(`${name}: an id twice`);
  const text = parts.get(source) ?? '';
  for (const { attributes } of tree.children) {
    const { Id = '', Target = '', TargetMode } = attributes;
    if (TargetMode !== undefined) say(`${name}: ${Id} leads out of the file`);
    const path = new URL(Target, `file:///${folder}`).pathname.slice(1);
    if (!parts.has(path)) say(`${name}: ${Id} leads to ${path}, which is not there`);
  }
  for (const [, id] of text.matchAll(/ r:id="([^"]*)"/g))
    if (!ids.includes(id)) say(`${source}: no relation ${id}`);
}

function inOrder({ say }: Checked, name: string, { children }: Element, order: string[]): void {
  let last = -1;
  for (const each of children) {
    const at = order.indexOf(each.name);
    if (at < 0) say(`${name}: ${each.name} is not known here`);
    else if (at < last || (at === last && !SEVERAL.has(each.name)))
      say(`${name}: ${each.name} is not in its place`);
    last = Math.max(last, at);
  }
}

/** How many looks cells can have. */
function checkStyles(checked: Checked, styles: Element): number {
  inOrder(checked, 'styles', styles, IN_STYLES);
  for (const list of styles.children) {
    const { count } = list.attributes;
    if (count !== undefined && Number(count) !== list.children.length)
      checked.say(`styles: ${list.name} has ${list.children.length} of ${count}`);
  }
  const size = (name: string): number => child(styles, name)?.children.length ?? 0;
  const xfs = childrenOf(child(styles, 'cellXfs'), 'xf');
  const formats = childrenOf(child(styles, 'numFmts'), 'numFmt').map(
    (each) => each.attributes['numFmtId'],
  );
  for (const { attributes: of } of xfs) {
    if (Number(of['fontId']) >= size('fonts')) checked.say('styles: no such font');
    if (Number(of['fillId']) >= size('fills')) checked.say('styles: no such fill');
    if (Number(of['borderId']) >= size('borders')) checked.say('styles: no such border');
    const format = of['numFmtId'] ?? '0';
    if (Number(format) > 163 && !formats.includes(format)) checked.say('styles: no such format');
  }
  return xfs.length;
}

function checkWorkbook(checked: Checked, workbook: Element): void {
  const { say } = checked;
  inOrder(checked, 'workbook', workbook, IN_WORKBOOK);
  const sheets = childrenOf(child(workbook, 'sheets'), 'sheet').map(({ attributes }) => attributes);
  const names = sheets.map(({ name = '' }) => name);
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length)
    say('workbook: a name twice');
  for (const name of names) if (!SHEET_NAME.test(name)) say(`workbook: ${name} is no name`);
  if (new Set(sheets.map(({ sheetId }) => sheetId)).size !== names.length)
    say('workbook: a sheet id twice');
  if (sheets.every(({ state }) => state !== undefined)) say('workbook: all sheets are hidden');
  for (const { attributes, text } of childrenOf(child(workbook, 'definedNames'), 'definedName')) {
    if (Number(attributes['localSheetId']) >= names.length) say('workbook: a name of no sheet');
    const [, sheet] = /^'((?:[^']|'')+)'!\$/.exec(text) ?? [];
    if (!names.includes((sheet ?? '').replaceAll("''", "'"))) say(`workbook: ${text}`);
  }
}

type SheetPart = { tree: Element; looks: number; ruleLooks: number };

function checkSheet(checked: Checked, name: string, { tree, looks, ruleLooks }: SheetPart): void {
  const { say } = checked;
  inOrder(checked, name, tree, IN_WORKSHEET);
  let lastRow = 0;
  for (const row of childrenOf(child(tree, 'sheetData'), 'row')) {
    const at = Number(row.attributes['r']);
    if (at <= lastRow) say(`${name}: row ${at} is not in its place`);
    lastRow = at;
    let lastColumn = 0;
    for (const cell of row.children) {
      const place = placeOf(cell.attributes['r'] ?? '');
      if (place?.row !== at || place.column <= lastColumn)
        say(`${name}: ${cell.attributes['r']} is not in its place`);
      lastColumn = place?.column ?? lastColumn;
      checkCell(checked, name, { cell, looks });
    }
  }
  for (const list of tree.children) {
    const { count } = list.attributes;
    if (count !== undefined && Number(count) !== list.children.length)
      say(`${name}: ${list.name} has ${list.children.length} of ${count}`);
  }
  for (const { text } of below(tree, 'oddFooter'))
    if (text.length > FOOTER_MAX) say(`${name}: the footer is too long`);
  const rules = below(tree, 'cfRule').map(({ attributes }) => attributes);
  if (new Set(rules.map(({ priority }) => priority)).size !== rules.length)
    say(`${name}: two rules of one priority`);
  for (const { dxfId } of rules)
    if (!(Number(dxfId) < ruleLooks)) say(`${name}: no such rule look`);
  for (const check of below(tree, 'dataValidation')) checkValidation(checked, name, check);
}

function checkCell(
  { say }: Checked,
  name: string,
  { cell, looks }: { cell: Element; looks: number },
) {
  const { r = '', s = '0', t = 'n' } = cell.attributes;
  if (Number(s) >= looks) say(`${name}: ${r} has no look`);
  const formula = child(cell, 'f')?.text;
  const held = child(cell, 'v')?.text;
  if (!['n', 'str', 'inlineStr'].includes(t)) say(`${name}: ${r} is of type ${t}`);
  if (t === 'n' && held !== undefined && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(held))
    say(`${name}: ${r} holds ${held}`);
  if (t === 'inlineStr' && (formula !== undefined || below(cell, 't').length !== 1))
    say(`${name}: ${r} is no plain text`);
  if (below(cell, 't').some(({ text }) => text.length > TEXT_MAX)) say(`${name}: ${r} is too long`);
  if (formula === undefined) return;
  if (formula.length > FORMULA_MAX) say(`${name}: the formula of ${r} is too long`);
  const fault = formulaFault(formula);
  if (fault !== undefined) say(`${name}: ${r}: ${fault}: ${formula}`);
}

function checkValidation({ say }: Checked, name: string, check: Element): void {
  const { sqref = '', error = '', errorTitle = '' } = check.attributes;
  const formula = child(check, 'formula1')?.text ?? '';
  if (!sqref.split(' ').every((range) => range.split(':').every((at) => placeOf(at) !== undefined)))
    say(`${name}: ${sqref} is no place`);
  if (error.length > 225 || errorTitle.length > 32) say(`${name}: ${sqref} says too much`);
  if (formula.length > 255) say(`${name}: the check of ${sqref} is too long`);
  const fault = formulaFault(formula);
  if (fault !== undefined) say(`${name}: ${sqref}: ${fault}: ${formula}`);
}

function checkComments({ parts, say }: Checked, name: string, tree: Element): void {
  const authors = childrenOf(child(tree, 'authors'), 'author').length;
  const comments = childrenOf(child(tree, 'commentList'), 'comment').map((each) => each.attributes);
  const places = comments.map(({ ref = '' }) => ref);
  if (new Set(places).size !== places.length) say(`${name}: two notes at one cell`);
  if (comments.some(({ authorId }) => Number(authorId) >= authors)) say(`${name}: no author`);
  const drawing = name.replace('comments', 'drawings/vmlDrawing').replace('.xml', '.vml');
  const shapes = below(xmlTree(parts.get(drawing) ?? '<x/>'), 'v:shape');
  const drawn = shapes.map((shape) => {
    const data = child(shape, 'x:ClientData');
    return `${child(data, 'x:Row')?.text}:${child(data, 'x:Column')?.text}`;
  });
  const wanted = places.map((place) => {
    const { row = 0, column = 0 } = placeOf(place) ?? {};
    return `${row - 1}:${column - 1}`;
  });
  if (drawn.join() !== wanted.join()) say(`${name}: shapes and notes differ`);
  const ids = shapes.map(({ attributes }) => attributes['id']);
  if (new Set(ids).size !== ids.length) say(`${name}: two shapes of one name`);
}

function checkThreads({ say }: Checked, trees: ReadonlyMap<string, Element>): void {
  const persons = trees.get('xl/persons/person.xml')?.children ?? [];
  const people = new Set(persons.map(({ attributes }) => attributes['id']));
  const all = [...trees.values()].filter(({ name }) => name === 'ThreadedComments');
  const said = all.flatMap(({ children }) => children.map(({ attributes }) => attributes));
  const ids = said.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) say('threads: an id twice');
  for (const { personId, parentId, ref } of said) {
    if (!people.has(personId)) say(`threads: nobody said ${ref}`);
    const parent = said.find(({ id }) => id === parentId);
    if (parentId !== undefined && (parent?.ref !== ref || parent?.parentId !== undefined))
      say(`threads: ${ref} answers nothing`);
  }
}
