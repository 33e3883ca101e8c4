/** Pieces of a text that are replaced, each at its place; all between them stays as it is. */

export type Splice = { from: number; to: number; text: string };

/** Those that begin at one place are taken in the order given. Throws where two lie over each other. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const splice of splices.toSorted((a, b) => a.from - b.from)) {
    if (splice.from < at) throw new RangeError('splices over each other');
    pieces.push(text.slice(at, splice.from), splice.text);
    at = splice.to;
  }
  return pieces.join('') + text.slice(at);
}
