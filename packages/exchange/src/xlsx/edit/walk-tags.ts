/**
 * Walks through the XML of a part and says of each tag where it stands in the text, which who splices it needs; `xml/walk.ts`
 * reads what a part means. Names are local names; `prefix` tells them apart where it matters.
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { SaxesParser } from 'saxes';

export type PlacedTag = {
  /** Without its prefix: `row` of `x:row`. */
  name: string;
  /** `x:` or nothing. */
  prefix: string;
  attributes: Readonly<Record<string, string>>;
  /** The place of its `<`. */
  from: number;
  /** The place after its `>`. */
  to: number;
  isSelfClosing: boolean;
};

export type TagWalker = {
  open?(tag: PlacedTag): void;
  /** `from` is the place of the closing tag's `<`, `to` after its `>`; both are the end of the tag where it closed itself. */
  close?(name: string, from: number, to: number): void;
  /** Text and CDATA, with entities replaced. */
  text?(text: string): void;
};

/** Elements within each other. Sheets have some ten; drawings thirty. Refusal `file-damaged`. */
const DEPTH_MAX = 256;

/** Refusal: file-damaged, where it is no well-formed XML. What a walker throws passes through. */
export function walkTags(text: string, walker: TagWalker): Outcome<true> {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({
    xmlns: false,
    position: true,
  });
  let fault = false;
  let depth = 0;
  parser.on('error', () => {
    fault = true;
  });
  // No program writes one into a workbook; who does wants entities of their own.
  parser.on('doctype', () => {
    fault = true;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > DEPTH_MAX) fault = true;
    if (fault || !walker.open) return;
    const to = parser.position;
    const at = tag.name.indexOf(':') + 1;
    walker.open({
      name: at === 0 ? tag.name : tag.name.slice(at),
      prefix: at === 0 ? '' : tag.name.slice(0, at),
      attributes: tag.attributes,
      // A `<` cannot stand inside a tag, not even in the value of an attribute.
      from: text.lastIndexOf('<', to - 1),
      to,
      isSelfClosing: tag.isSelfClosing,
    });
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (fault || !walker.close) return;
    const to = parser.position;
    const from = tag.isSelfClosing ? to : text.lastIndexOf('<', to - 1);
    walker.close(tag.name.slice(tag.name.indexOf(':') + 1), from, to);
  });
  if (walker.text) {
    const said = (part: string) => {
      if (!fault) walker.text?.(part);
    };
    parser.on('text', said);
    parser.on('cdata', said);
  }
  parser.write(text).close();
  return fault ? no('file-damaged') : yes(true);
}
