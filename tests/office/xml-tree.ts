/** XML as a tree, for tests that look at the parts of a file. Read by saxes, so that what is not well-formed is an error. */
import { SaxesParser } from 'saxes';

export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** All text directly inside it. */
  text: string;
};

export function xmlTree(xml: string): Element {
  const parser = new SaxesParser({ xmlns: false });
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open: Element[] = [root];
  const inner = (): Element => open.at(-1) ?? root;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    inner().children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const take = (text: string) => {
    inner().text += text;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.write(xml).close();
  const [first] = root.children;
  if (first === undefined) throw new Error('no element in this part');
  return first;
}

export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((each) => each.name === name);
}

export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((each) => each.name === name) ?? [];
}

/** All elements of a name below one, in order. */
export function below(element: Element, name: string): Element[] {
  return element.children.flatMap((each) =>
    each.name === name ? [each, ...below(each, name)] : below(each, name),
  );
}
