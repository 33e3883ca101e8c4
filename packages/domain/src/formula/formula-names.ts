/**
 * The names by which formulas call figures: the catalogue's own key of an input (`population`), and `row.override` for
 * a result typed instead of computed. Names are for ever, as rows and columns are: they stand in rooms and locked
 * versions.
 */
import { pointName } from '@tallystick/catalogue/catalogue';
import { type CellSpec, cellSpec } from '../cells/cell-spec.ts';
import { cellId } from '../cells/ids.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** `label` says what it is, `line` where it stands: the KPI, or '' on the City profile. */
export type FigureName = { name: string; spec: CellSpec; label: string; line: string };

type Names = {
  byName: ReadonlyMap<string, FigureName>;
  byCell: ReadonlyMap<string, FigureName>;
  /** All that may be named, in the order of the sheets. */
  figures: readonly FigureName[];
};

const made = new WeakMap<Catalogue, Names>();

/** Names that a formula may use, in the order of the sheets. */
export function figureNames(catalogue: Catalogue): readonly FigureName[] {
  return namesOf(catalogue).figures;
}

/** What a name stands for, also where that is no figure (a yes or no); undefined where nothing has it. */
export function named(catalogue: Catalogue, name: string): FigureName | undefined {
  return namesOf(catalogue).byName.get(name.toLowerCase());
}

/** The name of a cell; undefined where it has none. */
export function nameOf(catalogue: Catalogue, cell: string): FigureName | undefined {
  return namesOf(catalogue).byCell.get(cell);
}

function namesOf(catalogue: Catalogue): Names {
  const known = made.get(catalogue);
  if (known) return known;
  const all = [...profileNames(catalogue), ...pointNames(catalogue)];
  const names: Names = {
    byName: new Map(all.map((each) => [each.name, each])),
    byCell: new Map(all.map((each) => [each.spec.cell, each])),
    figures: all.filter(({ spec }) => spec.kind === 'number'),
  };
  if (names.byName.size !== all.length) throw new Error('Two figures of this edition share a name');
  made.set(catalogue, names);
  return names;
}

function profileNames(catalogue: Catalogue): FigureName[] {
  return catalogue.profile.flatMap(({ row, key, label }) => {
    const spec = cellSpec(catalogue, cellId(row, 'value'));
    return spec ? [{ name: key, spec, label, line: '' }] : [];
  });
}

function pointNames(catalogue: Catalogue): FigureName[] {
  return catalogue.dataPoints.flatMap((point) => {
    const line = pointName(point);
    const names: FigureName[] = [];
    for (const { cell, input, own } of point.inputs) {
      const spec = own ? cellSpec(catalogue, cell) : undefined;
      if (spec) names.push({ name: input.key, spec, label: input.label, line });
    }
    const override = cellSpec(catalogue, cellId(point.row, 'override'));
    if (override)
      names.push({ name: `${point.row}.override`, spec: override, label: override.label, line });
    return names;
  });
}
