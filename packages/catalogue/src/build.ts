/**
 * Builds the catalogue from its file and gives every input its one home cell. The home rule decides which cells exist
 * at all; the types and the loader are read far more often.
 */
import type { CatalogueFile, InputLine, KpiLine, MagnitudesFile } from './file.ts';
import type {
  Catalogue,
  DataPoint,
  InputColumn,
  InputSpec,
  InputUse,
  Kpi,
  ProfileRow,
} from './kpi-set.ts';

/** Units that a city sets itself; ITU's template marks their cells orange. */
const SETTABLE_UNIT = /^currency\b|^ug\/m3$/;

/** The identifiers of a formula, each once, in reading order. */
export function identifiersOf(formula: string): string[] {
  return [...new Set(formula.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [])];
}

/**
 * Which column an identifier stands in: the first after `/` is the denominator, the first other one the numerator,
 * the rest are `further`. Without `/` the first is the numerator.
 */
export function columnsOf(formula: string): Map<string, InputColumn> {
  const names = identifiersOf(formula);
  const slash = formula.indexOf('/');
  const denominator = slash < 0 ? undefined : identifiersOf(formula.slice(slash + 1))[0];
  const numerator = names.find((name) => name !== denominator);
  return new Map(
    names.map((name) => {
      if (name === denominator) return [name, 'denominator'];
      return [name, name === numerator ? 'numerator' : 'further'];
    }),
  );
}

function inputOf(line: InputLine): InputSpec {
  const { min, max, ...rest } = line;
  const spec: InputSpec = { ...rest };
  if (min !== null) spec.min = min;
  if (max !== null) spec.max = max;
  return spec;
}

function profileRow(input: InputSpec): ProfileRow {
  const { kind: _, ...rest } = input;
  return { ...rest, kind: 'profile', row: `city.${input.key}`, usedBy: [] };
}

function kpiOf(line: KpiLine, file: CatalogueFile): Kpi {
  const dimension = file.dimensions.find((d) => d.id === line.dimensionId);
  const subdimension = dimension?.subdimensions.find((s) => s.id === line.subdimensionId);
  if (!dimension || !subdimension) throw new Error(`${line.key} names no known sub-dimension`);
  const { inputs: _inputs, dataPoints: _points, provenanceDetail, ...rest } = line;
  return {
    ...rest,
    number: line.id.slice(line.id.lastIndexOf(':') + 1).trim(),
    dimension: dimension.name,
    subdimension: subdimension.name,
    ...provenanceDetail,
    dataPoints: [],
  };
}

type Homes = { cellOf: Map<string, string>; profile: Map<string, ProfileRow> };

function usesOf(row: string, formula: string, inputs: Map<string, InputSpec>, homes: Homes) {
  const uses: InputUse[] = [];
  for (const [name, column] of columnsOf(formula)) {
    const input = inputs.get(name);
    if (!input)
      throw new Error(`The formula of ${row} names ${name}, which is no input of its KPI`);
    const home = homes.cellOf.get(name);
    const cell = home ?? `${row}:${column}`;
    if (home === undefined) homes.cellOf.set(name, cell);
    uses.push({ column, input, cell, own: home === undefined });
  }
  return uses;
}

type Known = { shared: Map<string, InputSpec>; magnitudes: MagnitudesFile['magnitudes'] };

function dataPointsOf(line: KpiLine, kpi: Kpi, homes: Homes, { shared, magnitudes }: Known) {
  const inputs = new Map<string, InputSpec>();
  for (const each of line.inputs) {
    const spec = 'shared' in each ? shared.get(each.shared) : inputOf(each);
    if (!spec) throw new Error(`${line.key} uses an unknown line of the profile`);
    inputs.set(spec.key, spec);
  }
  return line.dataPoints.map((point): DataPoint => {
    const row = `${line.key}.${point.key}`;
    const uses = usesOf(row, point.formula, inputs, homes);
    for (const { input } of uses) {
      const profile = homes.profile.get(input.key);
      if (profile && !profile.usedBy.includes(line.key)) profile.usedBy.push(line.key);
    }
    return {
      kind: 'data-point',
      row,
      kpi,
      ...point,
      inputs: uses,
      magnitude: magnitudes[row] ?? null,
      valueKind: uses.every((use) => use.input.kind === 'yes-no') ? 'yes-no' : 'number',
      unitSettable: uses.some((use) => SETTABLE_UNIT.test(use.input.unit)),
    };
  });
}

/** Builds a catalogue. Throws where the file contradicts itself: a defect of the data. */
export function buildCatalogue(file: CatalogueFile, { magnitudes }: MagnitudesFile): Catalogue {
  const shared = new Map(file.profile.map((line) => [line.key, inputOf(line)]));
  const profile = [...shared.values()].map(profileRow);
  const homes: Homes = {
    cellOf: new Map(profile.map((row) => [row.key, `${row.row}:value`])),
    profile: new Map(profile.map((row) => [row.key, row])),
  };
  const kpis = file.kpis.map((line) => {
    const kpi = kpiOf(line, file);
    kpi.dataPoints = dataPointsOf(line, kpi, homes, { shared, magnitudes });
    return kpi;
  });
  const dataPoints = kpis.flatMap((kpi) => kpi.dataPoints);
  const stray = Object.keys(magnitudes).find((row) => !dataPoints.some((one) => one.row === row));
  if (stray !== undefined) throw new Error(`There is a magnitude of ${stray}, which is no row`);
  const rows = new Map<string, ProfileRow | DataPoint>();
  for (const row of [...profile, ...dataPoints]) rows.set(row.row, row);
  const { quality, origin } = file.choices;
  return {
    edition: file.edition,
    standard: file.standard,
    title: file.title,
    sourceNotes: file.sourceNotes,
    dimensions: file.dimensions,
    profile,
    kpis,
    dataPoints,
    rows,
    choices: { quality: quality.values, origin: origin.values },
    unconfirmedChoices: (['quality', 'origin'] as const).filter((k) => !file.choices[k].confirmed),
  };
}
