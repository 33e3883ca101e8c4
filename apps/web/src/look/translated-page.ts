/**
 * A page that its browser translates: the translator wraps each text in elements of its own, or puts them in its place,
 * and whoever drew the text does not know. React then takes away, or puts something before, what is no child of its
 * element any more, which ended the whole page (facebook/react issue 11538). Here a child that was wrapped stands for its
 * wrapper, and one that was replaced is gone already.
 */

/** The child of `parent` in which `node` stands now: itself, or what was put around it; null where it is elsewhere. */
function standsIn(parent: Node, node: Node): Node | null {
  let at: Node | null = node;
  while (at !== null && at.parentNode !== parent) at = at.parentNode;
  return at;
}

/** Makes the document's elements patient with translators. Called once, before anything is drawn. */
export function liveWithTranslators({ prototype }: { prototype: Node } = Node): void {
  const { removeChild, insertBefore } = prototype;
  prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    const found = standsIn(this, child);
    if (found !== null) removeChild.call(this, found);
    return child;
  };
  prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    return insertBefore.call(this, node, before && standsIn(this, before)) as T;
  };
}
