import { describe, expect, it } from 'vitest';
import { columnsOf, identifiersOf } from '../src/build.ts';
import { EDITIONS, hasEdition, loadCatalogue } from '../src/catalogue.ts';
import { findKpiByCode } from '../src/kpi-code.ts';

const catalogue = loadCatalogue();

function ofDimension(id: string) {
  return catalogue.kpis.filter((kpi) => kpi.dimensionId === id).length;
}

describe('the KPI set of 2017', () => {
  it('has 91 KPIs and 112 data points', () => {
    expect(catalogue.kpis).toHaveLength(91);
    expect(catalogue.dataPoints).toHaveLength(112);
  });

  it('has 54 core and 37 advanced KPIs', () => {
    expect(catalogue.kpis.filter((kpi) => kpi.level === 'core')).toHaveLength(54);
    expect(catalogue.kpis.filter((kpi) => kpi.level === 'advanced')).toHaveLength(37);
  });

  it('has 45, 17 and 29 KPIs in its three dimensions, as the dimensions say', () => {
    expect(['EC', 'EN', 'SC'].map(ofDimension)).toEqual([45, 17, 29]);
    for (const dimension of catalogue.dimensions) {
      expect(ofDimension(dimension.id)).toBe(dimension.kpiCount);
      expect(dimension.core + dimension.advanced).toBe(dimension.kpiCount);
      for (const sub of dimension.subdimensions) {
        const kpis = catalogue.kpis.filter((kpi) => kpi.subdimensionId === sub.id);
        expect(kpis).toHaveLength(sub.kpiCount);
        for (const kpi of kpis) expect(sub.categories).toContain(kpi.category);
      }
    }
  });

  it('says of 41 KPIs that they are confirmed whole, of 50 partly, and names their sources', () => {
    const count = (level: string) => catalogue.kpis.filter((k) => k.provenance === level).length;
    expect([count('verified'), count('partly')]).toEqual([41, 50]);
    for (const kpi of catalogue.kpis) expect(kpi.sources.length).toBeGreaterThan(0);
  });

  it('names each field as confirmed, confirmed at second hand or not, once', () => {
    for (const kpi of catalogue.kpis) {
      const named = [...kpi.confirmed, ...kpi.secondary, ...kpi.unconfirmed];
      expect([kpi.key, new Set(named).size]).toEqual([kpi.key, named.length]);
      if (kpi.provenance === 'verified') expect(kpi.unconfirmed).not.toContain('definition');
    }
    expect(catalogue.kpis.filter((kpi) => kpi.sdgIndicators.length > 0)).toHaveLength(41);
  });

  it('numbers its KPIs from 1 in the order of the sheet and gives every row one id', () => {
    expect(catalogue.kpis.map((kpi) => kpi.order)).toEqual(catalogue.kpis.map((_, i) => i + 1));
    expect(catalogue.rows.size).toBe(112 + catalogue.profile.length);
    expect(new Set(catalogue.kpis.map((kpi) => kpi.id)).size).toBe(91);
    for (const id of catalogue.rows.keys()) expect(id).toMatch(/^[a-z0-9_]+\.[a-z0-9_]+$/);
  });

  it('is built once and knows its editions', () => {
    expect(loadCatalogue('2017')).toBe(catalogue);
    expect(EDITIONS).toEqual(['2017']);
    expect(hasEdition('toString')).toBe(false);
    expect(() => loadCatalogue('1999')).toThrow('1999');
  });

  it('lists the six choices of data quality as confirmed and those of origin as not', () => {
    expect(catalogue.choices.quality).toHaveLength(6);
    expect(catalogue.unconfirmedChoices).toEqual(['origin']);
    expect(new Set(catalogue.choices.origin).size).toBe(catalogue.choices.origin.length);
  });
});

describe('the home of an input', () => {
  it('is one cell, and no two inputs share it', () => {
    const homes = new Map<string, string>();
    const owners = new Map<string, number>();
    for (const point of catalogue.dataPoints) {
      for (const { input, cell, own } of point.inputs) {
        expect(homes.get(input.key) ?? cell).toBe(cell);
        homes.set(input.key, cell);
        if (own) owners.set(input.key, (owners.get(input.key) ?? 0) + 1);
      }
    }
    expect(new Set(homes.values()).size).toBe(homes.size);
    expect(homes.size).toBe(150);
    for (const [input, cell] of homes) {
      const profile = cell.startsWith('city.');
      expect([input, owners.get(input) ?? 0]).toEqual([input, profile ? 0 : 1]);
    }
  });

  it('is the City profile for what several KPIs share', () => {
    expect(catalogue.profile).toHaveLength(9);
    const population = catalogue.profile.find((row) => row.key === 'population');
    expect(population?.usedBy).toHaveLength(29);
    const point = catalogue.rows.get('patents.value');
    expect(point?.kind === 'data-point' && point.inputs[1]).toMatchObject({
      column: 'denominator',
      cell: 'city.population:value',
      own: false,
    });
  });

  it('is the first row that uses it, also across KPIs', () => {
    const time = catalogue.rows.get('electricity_system_outage_time.value');
    expect(time?.kind === 'data-point' && time.inputs.map((use) => use.cell)).toEqual([
      'electricity_system_outage_time.value:numerator',
      'electricity_system_outage_frequency.value:numerator',
    ]);
    const percent = catalogue.rows.get('open_data.percent');
    expect(percent?.kind === 'data-point' && percent.inputs[0]).toMatchObject({
      column: 'numerator',
      cell: 'open_data.number:numerator',
      own: false,
    });
  });

  it('follows the formula: the first name after the slash is the denominator', () => {
    expect([...columnsOf('100 * (supplied - billed) / supplied')]).toEqual([
      ['supplied', 'denominator'],
      ['billed', 'numerator'],
    ]);
    expect([...columnsOf('a * b / c')].map(([, column]) => column)).toEqual([
      'numerator',
      'further',
      'denominator',
    ]);
    expect([...columnsOf('gini')]).toEqual([['gini', 'numerator']]);
  });

  it('covers every input of every KPI', () => {
    for (const point of catalogue.dataPoints) {
      expect(point.inputs.map((use) => use.input.key)).toEqual(identifiersOf(point.formula));
      const columns = point.inputs.map((use) => use.column);
      expect(new Set(columns).size).toBe(columns.length);
    }
  });
});

describe('a printed code', () => {
  it('is read with any blanks and in any case', () => {
    for (const kpi of catalogue.kpis) {
      expect(findKpiByCode(catalogue, kpi.id)).toBe(kpi);
      expect(findKpiByCode(catalogue, kpi.id.replaceAll(' ', ''))).toBe(kpi);
      expect(findKpiByCode(catalogue, ` ${kpi.id.replaceAll(':', '\u00A0: ').toLowerCase()}`)).toBe(
        kpi,
      );
    }
    expect(findKpiByCode(catalogue, 'SC: EH: ED:1C')?.key).toBe('student_ict_access');
  });

  it('may be an alias, unless it is the true code of another KPI', () => {
    expect(findKpiByCode(catalogue, 'SC: EH: H: 6A')?.key).toBe('electronic_health_records');
    expect(findKpiByCode(catalogue, 'EN: EN: WS: 3C')?.key).toBe('freshwater_consumption');
    expect(findKpiByCode(catalogue, 'EC: ICT: ICT: 5C')?.number).toBe('5A');
    expect(findKpiByCode(catalogue, 'SA: EH: C: 1C')?.key).toBe('cultural_expenditure');
    expect(findKpiByCode(catalogue, 'EC: X: 1C')).toBeUndefined();
  });
});
