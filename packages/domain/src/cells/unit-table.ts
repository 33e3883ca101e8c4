/**
 * Units as cities write them, each with its size in the unit of its quantity. Data only: reviewed by people of the
 * field. Sizes are exact decimals.
 *
 * Sources: SI Brochure (BIPM, 9th edition, 2019), tables 4 and 8, for metric units, litre, hectare, tonne and the units
 * of time; ISO 80000-3:2019, -4:2019 and -5:2019 for length, mass and energy; NIST SP 811 (2008), appendix B.8, for
 * the international foot, mile, acre, pound, gallons and the acre-foot, and for British thermal unit and calorie of the
 * International Table (the same as in ISO 80000-5); IEA for the tonne of oil equivalent (41.868 GJ).
 */

export type Quantity =
  | 'area'
  | 'length'
  | 'volume'
  | 'energy'
  | 'mass'
  | 'time'
  | 'concentration'
  | 'mixing'
  | 'share';

/** Why a unit is read as it is; each is a sentence beside the conversion. */
export type UnitRemark = 'metric-ton' | 'year-of-365-days' | 'air-at-25-degrees';

export type UnitLine = {
  quantity: Quantity;
  /** As it is shown. */
  symbol: string;
  /** In m², m, m³, J, kg, s, µg/m³, ppm, %. */
  size: string;
  /** Spellings without regard to case; blanks are left out. */
  words: string;
  /** Spellings that mean another unit in another case: `ML`, `Mt`. */
  exact?: string;
  remark?: UnitRemark;
};

/** Reviewed line by line; a spelling stands in one line only. */
export const UNITS: readonly UnitLine[] = [
  // Area, in square metres.
  line(
    'area',
    'm²',
    '1',
    'm2 sqm qm squaremetre squaremetres squaremeter squaremeters م2 مترمربع أمتارمربعة',
  ),
  line(
    'area',
    'km²',
    '1000000',
    'km2 sqkm qkm squarekilometre squarekilometres squarekilometer squarekilometers كم2 كيلومترمربع',
  ),
  line(
    'area',
    'ha',
    '10000',
    'ha hectare hectares hektar hectárea hectáreas هكتار هكتارات هكتاراً هكتارًا',
  ),
  line('area', 'are', '100', 'are ares'),
  line('area', 'acres', '4046.8564224', 'acre acres ac'),
  line('area', 'sq mi', '2589988.110336', 'sqmi mi2 squaremile squaremiles'),
  line('area', 'sq ft', '0.09290304', 'sqft ft2 squarefoot squarefeet'),
  // Length, in metres.
  line('length', 'm', '1', 'm metre metres meter meters متر أمتار'),
  line('length', 'km', '1000', 'km kilometre kilometres kilometer kilometers كم كيلومتر كيلومترات'),
  line('length', 'mi', '1609.344', 'mi mile miles ميل أميال'),
  line('length', 'ft', '0.3048', 'ft foot feet'),
  line('length', 'yd', '0.9144', 'yd yard yards'),
  // Volume, in cubic metres.
  line(
    'volume',
    'm³',
    '1',
    'm3 cbm cum cubicmetre cubicmetres cubicmeter cubicmeters م3 مترمكعب أمتارمكعبة',
  ),
  line('volume', 'l', '0.001', 'l litre litres liter liters dm3 لتر لترات ليتر'),
  line('volume', 'hl', '0.1', 'hl hectolitre hectolitres hectoliter hectoliters'),
  {
    ...line('volume', 'ml', '0.000001', 'millilitre millilitres milliliter milliliters'),
    exact: 'ml mL',
  },
  { ...line('volume', 'ML', '1000', 'megalitre megalitres megaliter megaliters'), exact: 'ML' },
  { ...line('volume', 'GL', '1000000', 'gigalitre gigalitres gigaliter gigaliters'), exact: 'GL' },
  line('volume', 'hm³', '1000000', 'hm3'),
  line('volume', 'km³', '1000000000', 'km3'),
  line('volume', 'cu ft', '0.028316846592', 'cuft ft3 cubicfoot cubicfeet'),
  line('volume', 'US gal', '0.003785411784', 'usgal usgallon usgallons'),
  line('volume', 'imp. gal', '0.00454609', 'impgal imp.gal imperialgallon imperialgallons ukgal'),
  line('volume', 'acre-ft', '1233.48183754752', 'acre-ft acreft acre-foot acre-feet'),
  // Energy, in joules.
  line('energy', 'J', '1', 'j joule joules'),
  line('energy', 'kJ', '1000', 'kj kilojoule kilojoules'),
  line('energy', 'MJ', '1000000', 'mj megajoule megajoules'),
  line('energy', 'GJ', '1000000000', 'gj gigajoule gigajoules غيغاجول جيجاجول'),
  line('energy', 'TJ', '1000000000000', 'tj terajoule terajoules'),
  line('energy', 'PJ', '1000000000000000', 'pj petajoule petajoules'),
  line('energy', 'Wh', '3600', 'wh watthour watthours'),
  line(
    'energy',
    'kWh',
    '3600000',
    'kwh kilowatthour kilowatthours kilowatt-hours ekwh كيلوواطساعة كيلوواط-ساعة كيلوواتساعة',
  ),
  line(
    'energy',
    'MWh',
    '3600000000',
    'mwh emwh megawatthour megawatthours megawatt-hours ميغاواطساعة ميغاواط-ساعة ميجاواطساعة',
  ),
  line(
    'energy',
    'GWh',
    '3600000000000',
    'gwh gigawatthour gigawatthours gigawatt-hours egwh غيغاواطساعة غيغاواط-ساعة جيجاواطساعة',
  ),
  line('energy', 'TWh', '3600000000000000', 'twh terawatthour terawatthours terawatt-hours'),
  line('energy', 'toe', '41868000000', 'toe'),
  line('energy', 'ktoe', '41868000000000', 'ktoe'),
  line('energy', 'Btu', '1055.05585262', 'btu'),
  line('energy', 'MMBtu', '1055055852.62', 'mmbtu'),
  line('energy', 'kcal', '4186.8', 'kcal'),
  // Mass, in kilograms.
  line(
    'mass',
    'kg',
    '1',
    'kg kilogram kilograms kilogramme kilogrammes كغ كغم كجم كيلوغرام كيلوجرام',
  ),
  line('mass', 'g', '0.001', 'g gram grams gramme grammes غرام جرام'),
  line('mass', 't', '1000', 't tonne tonnes metricton metrictons طن أطنان'),
  { ...line('mass', 't', '1000', 'ton tons tonnen toneladas'), remark: 'metric-ton' },
  line('mass', 'kt', '1000000', 'kt kilotonne kilotonnes'),
  { ...line('mass', 'Mt', '1000000000', 'megatonne megatonnes'), exact: 'Mt' },
  line('mass', 'lb', '0.45359237', 'lb lbs pound pounds'),
  line('mass', 'short tons', '907.18474', 'shortton shorttons uston ustons'),
  line('mass', 'long tons', '1016.0469088', 'longton longtons'),
  // Time, in seconds. A calendar year is not a unit of the SI: 365 days are taken, and said.
  line('time', 's', '1', 's sec secs second seconds'),
  line('time', 'min', '60', 'min mins minute minutes دقيقة دقائق'),
  line('time', 'h', '3600', 'h hr hrs hour hours ساعة ساعات'),
  line('time', 'd', '86400', 'd day days يوم أيام'),
  line('time', 'months', '2628000', 'month months mo شهر أشهر شهور'),
  line('time', 'years', '31536000', 'a y yr yrs year years annum سنة سنوات عام أعوام'),
  // Mass of a pollutant in air, in micrograms a cubic metre. One word: its parts are not converted apart.
  line('concentration', 'µg/m³', '1', 'ug/m3 µg/m3 mcg/m3 ugm-3'),
  line('concentration', 'mg/m³', '1000', 'mg/m3 mgm-3'),
  line('concentration', 'ng/m³', '0.001', 'ng/m3 ngm-3'),
  // Parts of the air's volume, in parts a million.
  line('mixing', 'ppm', '1', 'ppm ppmv'),
  line('mixing', 'ppb', '0.001', 'ppb ppbv'),
  // Shares, in per cent.
  line('share', '%', '1', '% percent pct percentage فيالمئة فيالمائة بالمئة بالمائة'),
  line('share', '‰', '0.1', '‰ permille permil فيالألف بالألف'),
];

/** Spellings that mean different units to different readers: the figure is not guessed. Lower case, with the readings. */
export const AMBIGUOUS_UNITS: ReadonlyMap<string, string> = new Map([
  ...['gal', 'gals', 'gallon', 'gallons'].map((word) => [word, 'US gal / imp. gal'] as const),
  ['mt', 't / Mt'],
  ['ml', 'ml / ML'],
  ['gl', 'GL'],
]);

/** Words that multiply: `2,5 million`. A long-scale billion is a million millions: only the forms that mean 10^9 everywhere or in English. */
export const MAGNITUDES: ReadonlyMap<string, string> = new Map([
  ...powers('1000', 'thousand thousands tsd mille тыс тысяч ألف الف آلاف ألفًا'),
  ...powers(
    '1000000',
    'million millions mio mln mn millionen millones millón milhão milhões milioni млн مليون ملايين مليونًا',
  ),
  ...powers(
    '1000000000',
    'billion billions bn mrd milliard milliards milliarden miliardi млрд مليار مليارات مليارًا',
  ),
  ...powers('100000', 'lakh lakhs लाख'),
  ...powers('10000000', 'crore crores करोड़'),
  ...powers('10000', '万 萬'),
  ...powers('100000000', '亿 億'),
]);

/**
 * Micrograms a cubic metre in one part a million, by the key of the data point. ITU's own factors, which the Verification
 * Manual (2022, page 30) prints and the auditor checks by. They are the molar mass over 24.45 litres a mole (25 °C,
 * 101.325 kPa), rounded: 1881.6, 2620.3, 1963.2. The European Union refers to 20 °C (24.055 litres a mole).
 */
export const AIR_FACTORS: ReadonlyMap<string, { gas: string; factor: string }> = new Map([
  ['no2', { gas: 'NO₂', factor: '1900' }],
  ['so2', { gas: 'SO₂', factor: '2620' }],
  ['o3', { gas: 'O₃', factor: '1960' }],
]);

function line(quantity: Quantity, symbol: string, size: string, words: string): UnitLine {
  return { quantity, symbol, size, words };
}

function powers(of: string, words: string): [string, string][] {
  return words.split(' ').map((word) => [word, of]);
}
