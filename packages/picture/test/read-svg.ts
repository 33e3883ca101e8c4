/** Reads SVG as a strict XML reader does, so that a picture that is not well-formed fails every test. */
import { SaxesParser } from 'saxes';

export type SvgElement = {
  name: string;
  attributes: Record<string, string>;
  /** Its own text and that of all below it. */
  text: string;
  /** Names of the elements around it. */
  within: string[];
};

/** All elements in the order of their beginnings. Throws where it is not well-formed. */
export function readSvg(svg: string): SvgElement[] {
  const found: SvgElement[] = [];
  const open: SvgElement[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const one = { name, attributes, text: '', within: open.map((each) => each.name) };
    found.push(one);
    open.push(one);
  });
  parser.on('text', (text) => {
    for (const each of open) each.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(svg).close();
  return found;
}

/** What a reference names: `#a` of `href`, `url(#a)` of a fill, the words of `aria-labelledby`. */
export function idsNamed({ name, attributes }: SvgElement): string[] {
  const {
    href = '',
    fill = '',
    'aria-labelledby': by = '',
    'aria-describedby': about = '',
  } = attributes;
  const own = name === 'a' ? [] : [href.slice(1)];
  return [
    ...own,
    /^url\(#(.*)\)$/.exec(fill)?.[1] ?? '',
    ...by.split(' '),
    ...about.split(' '),
  ].filter((one) => one !== '');
}
