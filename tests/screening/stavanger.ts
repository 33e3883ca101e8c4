/**
 * A whole workbook of a real city: what Stavanger's verification report of 2021 prints as printed, and around it figures of
 * a city of its size, so that every rule has something to look at. Sound as it stands: nothing in it raises a result.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { findKpiByCode } from '@tallystick/catalogue/kpi-code';
import { computeAll } from '@tallystick/domain/formula/compute';
import type { LastAssessment, ScreeningInput } from '@tallystick/domain/screening/rule';
import { readPublishedResults } from '@tallystick/exchange/published-results';
import { readFileSync } from 'node:fs';

export const catalogue = loadCatalogue('2017');

/** Input -> typed text. */
const FIGURES: Record<string, string> = {
  population: '143574',
  households_total: '66210',
  city_area_km2: '262.5',
  city_gdp: '98400000000',
  labour_force: '79800',
  public_floor_area_m2: '612000',
  electricity_customers: '78900',
  city_water_total_m3: '16920000',
  live_births: '1610',
  households_internet: '64550',
  fixed_broadband_subscriptions: '58900',
  wireless_broadband_subscriptions: '149800',
  area_covered_3g_km2: '261.8',
  area_covered_4g_km2: '259.1',
  wifi_hotspots: '112',
  smart_water_meters: '4100',
  water_meters_total: '31200',
  water_network_monitored_km: '610',
  water_network_total_km: '1180',
  drainage_monitored_km: '205',
  drainage_total_km: '890',
  smart_electricity_meters: '77100',
  electricity_meters_total: '79400',
  grid_monitored_km: '1420',
  grid_total_km: '2360',
  customers_demand_response: '3900',
  stops_dynamic_information: '214',
  stops_total: '690',
  major_streets_monitored_km: '44',
  major_streets_total_km: '121',
  intersections_adaptive: '58',
  intersections_signalled: '92',
  households_basic_water: '66150',
  households_potable_water: '65900',
  water_supplied_m3: '17150000',
  water_billed_m3: '12010000',
  households_wastewater: '64300',
  households_sanitation: '66010',
  customer_interruptions: '66180',
  interruption_minutes_total: '3176640',
  households_electricity: '66210',
  pt_network_km: '318.6',
  population_near_pt: '121200',
  bicycle_network_km: '142',
  commuters_private: '41200',
  commuters_public: '13900',
  commuters_walking: '10600',
  commuters_cycling: '5300',
  commuters_para: '800',
  commuters_total: '71800',
  travel_time_peak_min: '24.4',
  travel_time_free_flow_min: '18.8',
  shared_bicycles: '310',
  vehicles_low_carbon: '9120',
  vehicles_total: '61800',
  pedestrian_area_km2: '1.4',
  plan_compact: 'yes',
  plan_connected: 'yes',
  plan_integrated: 'yes',
  plan_inclusive: 'no',
  plan_resilient: 'yes',
  resilience_plans: 'yes',
  pm2_5_mean: '7.2',
  pm10_mean: '14.7',
  no2_mean: '19',
  so2_mean: '2.1',
  o3_mean: '51',
  ghg_tonnes_co2e: '391400',
  households_wsp: '65100',
  water_litres_per_day: '21458000',
  freshwater_m3: '16100000',
  wastewater_collected_m3: '13100000',
  wastewater_primary_m3: '13000000',
  wastewater_secondary_m3: '11920000',
  wastewater_tertiary_m3: '4100000',
  waste_landfill_t: '1200',
  waste_burnt_t: '0',
  waste_incinerated_t: '32400',
  waste_open_dump_t: '0',
  waste_recycled_t: '28900',
  waste_other_t: '1100',
  waste_total_t: '63600',
  antenna_sites_compliant: '212',
  antenna_sites_total: '212',
  inhabitants_noise: '28400',
  green_area_ha: '1240',
  inhabitants_near_green: '131000',
  protected_area_km2: '28.9',
  renewable_energy_kwh: '1912000000',
  energy_total_kwh: '3890000000',
  electricity_kwh: '2048600000',
  thermal_energy_gj: '410000',
  public_energy_ekwh: '103140000',
  students_ict: '19800',
  students_total: '20100',
  school_age_enrolled: '20100',
  school_age_total: '20330',
  higher_education_degrees: '51300',
  adults_literate: '112000',
  adults_total: '112900',
  inhabitants_ehr: '143100',
  life_expectancy_years: '82.9',
  maternal_deaths: '0',
  physicians: '842',
  hospital_beds: '624',
  inhabitants_health_covered: '143574',
  cultural_expenditure: '510000000',
  city_expenditure_total: '11900000000',
  cultural_institutions: '41',
  inhabitants_informal: '0',
  household_housing_expenditure: '9100000000',
  household_income: '38200000000',
  earnings_female: '28.4',
  earnings_male: '34.1',
  gini: '0.27',
  inhabitants_poor: '9980',
  voters: '71400',
  voters_eligible: '108700',
  children_day_care: '6900',
  children_0_3: '7400',
  disaster_deaths: '0',
  disaster_losses: '21000000',
  inhabitants_hazard: '6100',
  response_minutes_total: '84200',
  emergency_calls: '9800',
  police_fte: '302.5',
  firefighters_fte: '188',
  violent_crimes: '713',
  traffic_deaths: '2',
};

type Cells = Record<string, string>;

/** What the report prints as reported, as typed results. */
function printed(): Cells {
  const url = new URL('../data/cities/stavanger.json', import.meta.url);
  const read = readPublishedResults(JSON.parse(readFileSync(url, 'utf8')) as object);
  if (!read.ok) throw new Error(read.refusal.code);
  const cells: Cells = {};
  for (const { code, dataPoint = 'value', status, value } of read.value.results) {
    const points = findKpiByCode(catalogue, code)?.dataPoints ?? [];
    const row = points.find((point) => point.key === dataPoint)?.row;
    if (status === 'reported' && row !== undefined) cells[`${row}:override`] = value;
  }
  return cells;
}

function about(row: { row: string; unit: string }, isSettable: boolean): Cells {
  const cells: Cells = {
    [`${row.row}:year`]: '2020',
    [`${row.row}:source`]: 'Statistics Norway, table 07459; register of the city',
    [`${row.row}:quality`]: catalogue.choices.quality[0] ?? '',
    [`${row.row}:origin`]: catalogue.choices.origin[0] ?? '',
  };
  if (isSettable) cells[`${row.row}:unit`] = row.unit === 'ug/m3' ? 'ug/m3' : 'NOK';
  return cells;
}

function figures(scale: (key: string, text: string) => string): Cells {
  const cells: Cells = {};
  for (const row of catalogue.profile) {
    cells[`${row.row}:value`] = scale(row.key, FIGURES[row.key] ?? '');
    Object.assign(cells, about(row, false));
  }
  for (const point of catalogue.dataPoints) {
    let isGiven = false;
    for (const { own, cell, input } of point.inputs) {
      const text = FIGURES[input.key];
      if (!own || text === undefined) continue;
      cells[cell] = scale(input.key, text);
      isGiven = true;
    }
    const isPrinted = PRINTED[`${point.row}:override`] !== undefined;
    if (isGiven || isPrinted) Object.assign(cells, about(point, point.unitSettable));
  }
  return cells;
}

const PRINTED = printed();

/** The workbook as it stands. */
export const NOW: Cells = { ...figures((_key, text) => text), ...PRINTED };

/** What had been counted three years before: a little less of everything. */
export const THEN: Cells = {
  ...figures((_key, text) =>
    /^\d{5,}$/.test(text) ? String(Math.round(Number(text) * 0.97)) : text,
  ),
  ...PRINTED,
};

/** `changed`: cells of that assessment that were others. */
export function lastWith(changed: Cells = {}): LastAssessment {
  const cells = { ...THEN, ...changed };
  const read = (cell: string) => cells[cell];
  const results = computeAll(catalogue, read);
  return { title: 'Stavanger 2018', read, result: (row) => results.get(row) };
}

/** Of six other cities, for some of the data points. */
export const PEERS = new Map([
  ['household_internet_access.value', ['91', '96.2', '97.5', '98', '98.8', '100']],
  ['water_supply_loss.value', ['12.1', '19.4', '24', '28.3', '31.9', '33']],
  ['water_consumption.value', ['121', '139', '147.7', '160.2', '182', '313.76']],
  ['green_areas.value', ['210', '480', '790', '1150', '1900', '3100']],
  ['physicians.value', ['310', '402', '455', '520', '610', '700']],
  ['traffic_fatalities.value', ['0.64', '1.06', '1.9', '2.7', '4.59', '5.1']],
  ['ghg_emissions.value', ['1.9', '2.4', '3.1', '4.4', '5.8', '6.9']],
  ['unemployment_rate.value', ['2.1', '2.6', '3.78', '4.4', '7.2', '13']],
  // Too few to be held against.
  ['patents.value', ['10.23', '12', '14', '15.1']],
]);

/** The input of a screening of the workbook with cells changed (an empty text clears one). */
export function inputWith(
  changed: Cells = {},
  more: Pick<ScreeningInput, 'last' | 'deadLinks'> = {},
): ScreeningInput {
  const cells = { ...NOW, ...changed };
  return {
    catalogue,
    read: (cell) => cells[cell] || undefined,
    last: lastWith(),
    peers: PEERS,
    ...more,
  };
}
