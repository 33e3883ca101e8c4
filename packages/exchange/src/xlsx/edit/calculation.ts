/**
 * Sees to it that programs compute a workbook anew after values were written into it: asked for on opening, and without the
 * list of formulas that is of the time before. Source: ECMA-376, part 1, 18.2.2 (calcPr), 18.6 (calcChain), 18.2.27 (order).
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import type { XlsxPackage } from './package.ts';
import { isYes } from '../workbook-part.ts';
import { type PlacedTag, walkTags } from './walk-tags.ts';
import { type Splice, spliced } from './splices.ts';
import { withAttributes } from './tag-text.ts';

/** The elements after the last of which `calcPr` stands. */
const BEFORE = new Set(['sheets', 'functionGroups', 'externalReferences', 'definedNames']);

/** The workbook's text that asks for a full computation on opening. Refusal: file-damaged. */
export function askToCompute(text: string): Outcome<string> {
  let depth = 0;
  let prefix = '';
  let after = -1;
  let there: PlacedTag | undefined;
  const walked = walkTags(text, {
    open(tag) {
      depth += 1;
      if (depth === 1) prefix = tag.prefix;
      if (depth === 2 && tag.name === 'calcPr') there = tag;
    },
    close(name, _from, to) {
      if (depth === 2 && BEFORE.has(name)) after = to;
      depth -= 1;
    },
  });
  if (!walked.ok) return walked;
  if (!there) {
    if (after < 0) return no('file-damaged');
    const element = `<${prefix}calcPr fullCalcOnLoad="1"/>`;
    return yes(spliced(text, [{ from: after, to: after, text: element }]));
  }
  if (isYes(there.attributes['fullCalcOnLoad'])) return yes(text);
  const { from, to } = there;
  const changed = withAttributes(text.slice(from, to), { fullCalcOnLoad: '1' });
  return yes(spliced(text, [{ from, to, text: changed }]));
}

export type WithoutChain = {
  /** The member to leave out. */
  part: string;
  /** The members that named it, with their new texts. */
  texts: Map<string, string>;
};

/** Takes out the list of formulas with what names it; undefined where there is none. Refusals: file-damaged, file-too-large. */
export function withoutCalcChain(book: XlsxPackage): Outcome<WithoutChain | undefined> {
  const relations = book.relations(book.workbook);
  if (!relations.ok) return relations;
  const chain = relations.value.find(({ type }) => type === 'calcChain');
  const member = chain?.part ? book.member(chain.part) : undefined;
  if (!chain || !member) return yes(undefined);
  const at = book.workbook.lastIndexOf('/') + 1;
  const rels = `${book.workbook.slice(0, at)}_rels/${book.workbook.slice(at)}.rels`;
  const texts = new Map<string, string>();
  const place = `/${member.name}`.toLowerCase();
  const drop: [string, (tag: PlacedTag) => boolean][] = [
    [rels, ({ name, attributes }) => name === 'Relationship' && attributes['Id'] === chain.id],
    [
      '[Content_Types].xml',
      ({ name, attributes }) =>
        name === 'Override' && attributes['PartName']?.toLowerCase() === place,
    ],
  ];
  for (const [part, isIt] of drop) {
    const read = book.text(part);
    if (!read.ok) return read;
    const less = withoutElements(read.value.text, isIt);
    if (!less.ok) return less;
    texts.set(book.member(part)?.name ?? part, less.value);
  }
  return yes({ part: member.name, texts });
}

function withoutElements(text: string, isIt: (tag: PlacedTag) => boolean): Outcome<string> {
  const splices: Splice[] = [];
  let from = -1;
  const walked = walkTags(text, {
    open(tag) {
      if (isIt(tag)) from = tag.from;
    },
    close(_name, _from, to) {
      if (from >= 0) splices.push({ from, to, text: '' });
      from = -1;
    },
  });
  return walked.ok ? yes(spliced(text, splices)) : walked;
}
