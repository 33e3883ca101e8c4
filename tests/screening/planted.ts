/** Forty faults as cities make them, each with the rule that is to find it, and beside each a sound variant of the same cells. */
import type { RuleCode, ScreeningInput } from '@tallystick/domain/screening/rule';
import { inputWith, lastWith } from './stavanger.ts';

export type Cells = Record<string, string>;
type More = Pick<ScreeningInput, 'last' | 'deadLinks'>;
export type Planted = {
  /** What somebody did. */
  name: string;
  code: RuleCode;
  /** The row that it is found at; null where it is the submission's. */
  row: string | null;
  /** What differs from the city as it stands. */
  cells: { fault: Cells; sound: Cells };
  fault: ScreeningInput;
  sound: ScreeningInput;
};

type Pair = { fault: Cells; sound: Cells; faultMore?: More; soundMore?: More };

function planted(name: string, code: RuleCode, of: Pair & { row?: string | null }): Planted {
  const [first = ''] = Object.keys(of.fault);
  const row = of.row === undefined ? first.slice(0, first.indexOf(':')) : of.row;
  return {
    name,
    code,
    row,
    cells: { fault: of.fault, sound: of.sound },
    fault: inputWith(of.fault, of.faultMore),
    sound: inputWith(of.sound, of.soundMore ?? of.faultMore),
  };
}

const PLAN = 'urban_development_and_spatial_planning';
const NO2 = 'air_pollution.no2';
const REGISTER = 'Register of the city, extract of 14 January';

/** Cells that leave rows without a result. */
export function emptied(rows: readonly string[]): Cells {
  const cells: Cells = {};
  for (const row of rows)
    for (const column of ['numerator', 'denominator', 'further', 'override'])
      cells[`${row}:${column}`] = '';
  return cells;
}

/** A fifth of all data points, and a little more. */
export const UNREPORTED = [
  'physicians.value',
  'in_patient_hospital_beds.value',
  'health_insurance_public_health_coverage.value',
  'cultural_expenditure.value',
  'cultural_infrastructure.value',
  'informal_settlements.value',
  'housing_expenditure.value',
  'gender_income_equity.value',
  'gini_coefficient.value',
  'poverty.value',
  'voter_participation.value',
  'child_care_availability.value',
  'natural_disaster_related_deaths.value',
  'disaster_related_economic_losses.value',
  'population_living_in_disaster_prone_areas.value',
  'emergency_services_response_time.value',
  'police_service.value',
  'fire_service.value',
  'violent_crime_rate.value',
  'traffic_fatalities.value',
  'noise_exposure.value',
  'life_expectancy.value',
  'adult_literacy.value',
];
/** An assessment in which these rows were not reported either. */
const SINCE_LITTLE = { last: lastWith(emptied(UNREPORTED)) };

const denominators: Planted[] = [
  planted('the population is a tenth above the last one', 'denominator-changed', {
    fault: { 'city.population:value': '158400' },
    sound: { 'city.population:value': '145900' },
  }),
  planted('the area is that of the region', 'denominator-changed', {
    fault: { 'city.city_area_km2:value': '301' },
    sound: { 'city.city_area_km2:value': '262.9' },
  }),
  planted('households are counted by another register', 'denominator-changed', {
    fault: { 'city.households_total:value': '70900' },
    sound: { 'city.households_total:value': '66900' },
  }),
  planted('a typed formula divides by the population of the region', 'denominator-in-formula', {
    fault: { 'higher_education_degrees.value:override': '=100000*51300/133310' },
    sound: { 'higher_education_degrees.value:override': '=100000*51300/143574' },
  }),
  planted('a note says another population', 'denominator-in-text', {
    fault: { 'bicycle_network.value:notes': 'Per 100 000 of a population of 132 600 (2017).' },
    sound: { 'bicycle_network.value:notes': 'Per 100 000 of a population of 143 574 (2020).' },
  }),
  planted('a result rests on other households than the profile', 'result-apart', {
    fault: { 'household_sanitation.value:override': '92.3' },
    sound: { 'household_sanitation.value:override': '99.7' },
  }),
  planted('voters are those of the county', 'part-above-whole', {
    fault: {
      'voter_participation.value:denominator': '361000',
      'voter_participation.value:numerator': '241000',
    },
    sound: {
      'voter_participation.value:denominator': '110200',
      'voter_participation.value:numerator': '72100',
    },
  }),
  planted('electricity is more than all energy', 'part-above-whole', {
    fault: { 'electricity_consumption.value:numerator': '4048600000' },
    sound: { 'electricity_consumption.value:numerator': '2148600000' },
  }),
  planted('inhabitants are typed as households', 'household-size', {
    row: 'city.households_total',
    fault: { 'city.households_total:value': '143574' },
    sound: { 'city.households_total:value': '66300' },
  }),
];

const scales: Planted[] = [
  planted('a rate is given for each inhabitant', 'scale-factor', {
    fault: { 'physicians.value:override': '0.00586457' },
    sound: { 'physicians.value:override': '586.46' },
  }),
  planted('a rate is given per 1 000', 'scale-factor', {
    fault: { 'in_patient_hospital_beds.value:override': '4.35' },
    sound: { 'in_patient_hospital_beds.value:override': '434.6' },
  }),
  planted('the count is typed as the rate', 'count-as-result', {
    fault: { 'violent_crime_rate.value:override': '713' },
    sound: { 'violent_crime_rate.value:override': '496.6' },
  }),
  planted('megawatt hours are typed as kilowatt hours', 'magnitude', {
    fault: { 'electricity_consumption.value:numerator': '2048600' },
    sound: { 'electricity_consumption.value:numerator': '2051000000' },
  }),
  planted('litres are typed as cubic metres', 'magnitude', {
    fault: { 'water_consumption.value:numerator': '21458' },
    sound: { 'water_consumption.value:numerator': '21958000' },
  }),
  planted('a Gini coefficient is given in per cent', 'magnitude', {
    fault: { 'gini_coefficient.value:numerator': '0.97' },
    sound: { 'gini_coefficient.value:numerator': '0.28' },
  }),
];

const units: Planted[] = [
  planted('the unit of a pollutant is not set', 'unit-missing', {
    fault: { [`${NO2}:unit`]: '' },
    sound: { [`${NO2}:unit`]: 'µg/m³' },
  }),
  planted('the unit of a pollutant is ppm', 'unit-differs', {
    fault: { [`${NO2}:unit`]: 'ppm' },
    sound: { [`${NO2}:unit`]: 'ug / m3' },
  }),
  planted('ozone is measured in ppm and called ug/m3', 'ppm-suspected', {
    fault: { 'air_pollution.o3:numerator': '0.026' },
    sound: { 'air_pollution.o3:numerator': '48' },
  }),
  planted('nitrogen dioxide is measured in ppm', 'ppm-suspected', {
    fault: { [`${NO2}:numerator`]: '0.011' },
    sound: { [`${NO2}:numerator`]: '20.9' },
  }),
  planted('cultural expenditure is in euros, all else in kroner', 'currencies-mixed', {
    fault: { 'cultural_expenditure.value:unit': 'EUR' },
    sound: { 'cultural_expenditure.value:unit': 'nok/year' },
  }),
];

const sums: Planted[] = [
  planted('a mode of transport is counted twice', 'sum-off', {
    row: 'transportation_mode_share.private',
    fault: { 'transportation_mode_share.walking:numerator': '12900' },
    sound: { 'transportation_mode_share.walking:numerator': '11300' },
  }),
  planted('a way of waste is left at last year', 'sum-off', {
    row: 'solid_waste_treatment.landfill',
    fault: { 'solid_waste_treatment.recycled:numerator': '26100' },
    sound: { 'solid_waste_treatment.recycled:numerator': '28100' },
  }),
  planted('tertiary treatment exceeds secondary', 'order-broken', {
    fault: { 'wastewater_treatment.tertiary:numerator': '12400000' },
    sound: { 'wastewater_treatment.tertiary:numerator': '4900000' },
    faultMore: { last: lastWith(emptied(['wastewater_treatment.tertiary'])) },
  }),
  planted('more drink potable water than have any', 'above-other', {
    fault: { 'potable_water_supply.value:numerator': '66190' },
    sound: { 'potable_water_supply.value:numerator': '66150' },
  }),
  planted('more have fixed broadband than the Internet', 'above-other', {
    fault: { 'fixed_broadband_subscriptions.value:numerator': '65100' },
    sound: { 'fixed_broadband_subscriptions.value:numerator': '62000' },
  }),
  planted('fewer have electricity than is normal', 'below-expected', {
    fault: { 'access_to_electricity.value:numerator': '58100' },
    sound: { 'access_to_electricity.value:numerator': '66100' },
  }),
  planted('more water is billed than supplied', 'inputs-contradict', {
    fault: { 'water_supply_loss.value:numerator': '17900000' },
    sound: { 'water_supply_loss.value:numerator': '12210000' },
  }),
  planted('green areas are near to more people than live here', 'share-above-100', {
    fault: { 'green_area_accessibility.value:numerator': '151000' },
    sound: { 'green_area_accessibility.value:numerator': '141000' },
  }),
];

const slips: Planted[] = [
  planted('the final value is typed as the numerator', 'final-value-as-numerator', {
    fault: { 'electronic_health_records.value:numerator': '99' },
    sound: { 'electronic_health_records.value:numerator': '142100' },
  }),
  planted('the rate is typed as the count', 'final-value-as-numerator', {
    fault: { 'green_areas.value:numerator': '0.63' },
    sound: { 'green_areas.value:numerator': '1300' },
  }),
  planted('a figure is text', 'unreadable-cell', {
    fault: { 'police_service.value:numerator': 'approx. three hundred' },
    sound: { 'police_service.value:numerator': '304' },
  }),
  planted('a figure is only about', 'qualified-input', {
    fault: { 'fire_service.value:numerator': 'about 190' },
    sound: { 'fire_service.value:numerator': '190' },
  }),
  planted('a fifth of all data points is not reported', 'not-reported-share', {
    row: null,
    fault: emptied(UNREPORTED),
    sound: emptied(UNREPORTED.slice(5)),
    faultMore: SINCE_LITTLE,
  }),
];

const words: Planted[] = [
  planted('a yes has no basis', 'basis-missing', {
    fault: { [`${PLAN}.resilient:source`]: '' },
    sound: { [`${PLAN}.resilient:source`]: 'Municipal plan 2019-2034, chapter 6' },
  }),
  planted('the basis of a yes is a word', 'basis-thin', {
    fault: { [`${PLAN}.compact:source`]: 'N/A' },
    sound: { [`${PLAN}.compact:source`]: 'Municipal plan, decided 11 March 2019' },
  }),
  planted('a figure of the country is used', 'level-of-data', {
    fault: { 'adult_literacy.value:source': 'National average, World Bank' },
    sound: { 'adult_literacy.value:source': 'National statistics office, table by city' },
  }),
  planted('the source is a report of U4SSC', 'source-circular', {
    fault: { 'ghg_emissions.value:source': 'U4SSC Verification Report, Stavanger, 2021' },
    sound: { 'ghg_emissions.value:source': `${REGISTER}; method as in the U4SSC methodology` },
  }),
  planted('the source answers no more', 'link-dead', {
    fault: { 'bicycle_network.value:source': 'See https://roads.example/bicycle.html.' },
    sound: { 'bicycle_network.value:source': 'See https://roads.example/bicycle/2020.html.' },
    faultMore: { deadLinks: new Set(['https://roads.example/bicycle.html']) },
  }),
];

const others: Planted[] = [
  planted('emissions fell to a third in three years', 'jump', {
    fault: { 'ghg_emissions.value:numerator': '321400' },
    sound: { 'ghg_emissions.value:numerator': '371400' },
    faultMore: { last: lastWith({ 'ghg_emissions.value:numerator': '1021400' }) },
    soundMore: { last: lastWith({ 'ghg_emissions.value:numerator': '401400' }) },
  }),
  planted('water loss is far above that of other cities', 'outlier', {
    fault: { 'water_supply_loss.value:numerator': '2010000' },
    sound: { 'water_supply_loss.value:numerator': '11910000' },
    faultMore: { last: lastWith({ 'water_supply_loss.value:numerator': '2110000' }) },
    soundMore: { last: lastWith() },
  }),
];

export const PLANTED: readonly Planted[] = [
  ...denominators,
  ...scales,
  ...units,
  ...sums,
  ...slips,
  ...words,
  ...others,
];
