/** Pieces of a text that are replaced, each at its place; all between them stays as it is. */

export type Splice = { from: number; to: number; text: string };

/** What is put in between stands before what is replaced at its place, in the order given. Throws where two lie over each other. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let at = 0;
  const inOrder = splices.toSorted((a, b) => a.from - b.from || a.to - b.to);
  for (const splice of inOrder) {
    if (splice.from < at) throw new RangeError('splices over each other');
    pieces.push(text.slice(at, splice.from), splice.text);
    at = splice.to;
  }
  return pieces.join('') + text.slice(at);
}
