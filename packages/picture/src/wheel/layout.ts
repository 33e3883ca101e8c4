/** Who gets which angle of the wheel: every data point as much as any other, small categories room for their names. */
import { hierarchy, partition } from 'd3-hierarchy';
import type { Wheel, WheelDimension, WheelGroup, WheelPoint } from '../model.ts';

type Node =
  | { kind: 'wheel'; of: Wheel }
  | { kind: 'dimension'; of: WheelDimension }
  | { kind: 'group'; of: WheelGroup }
  | { kind: 'point'; of: WheelPoint; alongside: number };

/** A part of the wheel with its angles in radians, clockwise from the top. */
export type Part = Exclude<Node, { kind: 'wheel' }> & { from: number; to: number };

/** The weight of a data point whose category has one, or two: their names do not fit otherwise. */
const WEIGHT_OF_FEW: Record<number, number> = { 1: 1.8, 2: 1.5 };

function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'wheel':
      return node.of.dimensions.map((of) => ({ kind: 'dimension', of }));
    case 'dimension':
      return node.of.groups.map((of) => ({ kind: 'group', of }));
    case 'group':
      return node.of.points.map((of) => ({
        kind: 'point',
        of,
        alongside: node.of.points.length,
      }));
    case 'point':
      return [];
  }
}

/** All parts of a wheel, each before the parts of it. In Arabic they follow each other the other way round. */
export function partsOf(wheel: Wheel): Part[] {
  const turn = 2 * Math.PI;
  const root = hierarchy<Node>({ kind: 'wheel', of: wheel }, childrenOf).sum((node) =>
    node.kind === 'point' ? (WEIGHT_OF_FEW[node.alongside] ?? 1) : 0,
  );
  const parts: Part[] = [];
  partition<Node>()
    .size([turn, 1])(root)
    .eachBefore(({ data, x0, x1 }) => {
      if (data.kind === 'wheel') return;
      const [from, to] = wheel.language === 'ar' ? [turn - x1, turn - x0] : [x0, x1];
      parts.push({ ...data, from, to });
    });
  return parts;
}
