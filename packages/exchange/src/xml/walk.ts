/**
 * Walks through a part of a file as XML, piece by piece, whatever prefix its names have. No document type is read, so no
 * entity is ever declared and nothing outside is named. Source: XML 1.0 (fifth edition), Namespaces in XML 1.0.
 */
import { SaxesParser } from 'saxes';
import { BookFault } from '../book/fault.ts';
import { TEXT_CHARACTERS, XML_ATTRIBUTES, XML_DEPTH } from '../book/limits.ts';

export type XmlElement = {
  /** The name without its prefix. */
  name: string;
  /** The namespace; empty for none. */
  space: string;
  /** An attribute without a namespace; undefined where there is none. */
  get(name: string): string | undefined;
  /** An attribute of any namespace, by its local name. */
  any(local: string): string | undefined;
  /** An attribute of one namespace. */
  in(space: string, local: string): string | undefined;
};

export type XmlWalk = {
  open?(element: XmlElement): void;
  close?(name: string, space: string): void;
  text?(text: string): void;
};

/** Bytes handed to the parser at once. */
const PIECE = 1 << 16;

/** Throws a fault `file-damaged` or `file-too-large` with the part's name. */
export function walkXml(part: string, bytes: Uint8Array, walk: XmlWalk): void {
  const parser = new SaxesParser({ xmlns: true, fragment: false, position: false });
  let depth = 0;
  let characters = 0;
  const fault = (code: 'file-damaged' | 'file-too-large' = 'file-damaged'): never => {
    throw new BookFault(code, part);
  };
  const take = (text: string): void => {
    characters += text.length;
    if (characters > TEXT_CHARACTERS) fault('file-too-large');
    walk.text?.(text);
  };
  parser.on('error', () => fault());
  parser.on('doctype', () => fault());
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('opentag', (tag) => {
    depth += 1;
    characters = 0;
    const attributes = Object.values(tag.attributes);
    if (depth > XML_DEPTH || attributes.length > XML_ATTRIBUTES) fault();
    walk.open?.({
      name: tag.local,
      space: tag.uri,
      get: (name) => attributes.find((each) => each.local === name && each.uri === '')?.value,
      any: (local) => attributes.find((each) => each.local === local)?.value,
      in: (space, local) =>
        attributes.find((each) => each.local === local && each.uri === space)?.value,
    });
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    characters = 0;
    walk.close?.(tag.local, tag.uri);
  });
  feed(part, bytes, parser);
}

function feed(part: string, bytes: Uint8Array, parser: SaxesParser<{ xmlns: true }>): void {
  try {
    const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    for (let at = 0; at < bytes.length; at += PIECE)
      parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    parser.write(decoder.decode());
    parser.close();
  } catch (error) {
    // Bytes that are no text of the encoding.
    if (error instanceof TypeError) throw new BookFault('file-damaged', part);
    throw error;
  }
}

/** By its mark, or by the zero beside the first `<`; else by what its first line says; UTF-8 where nothing is said. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 120));
  const said = /^[^<]*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  return said === 'iso-8859-1' || said === 'windows-1252' || said === 'us-ascii'
    ? 'windows-1252'
    : 'utf-8';
}
