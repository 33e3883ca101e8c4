/** The measure of published results: real cities in, locked versions out. */
import { loadCities, type LoadedCity } from '../cities/loaded-city.ts';
import { exactly, informative, type Measure } from './measure.ts';

const CITIES = ['stavanger', 'asker', 'kristiansund', 'valencia', 'daegu', 'pully'];

export const measure: Measure = {
  name: 'cities',
  about:
    'Loads the published results of six cities, locks each, and compares every figure with the signed snapshot.',
  run: async (say) => {
    const cities = await loadCities(CITIES);
    const sum = (of: (city: LoadedCity) => number) => cities.reduce((n, city) => n + of(city), 0);
    for (const city of cities)
      for (const line of [...city.skipped, ...city.differing]) say(`${city.city}: ${line}`);
    const printed = sum((city) => city.printed);
    return [
      ...cities.map((city) =>
        informative(`figures printed for ${city.city}`, city.printed, 'figures'),
      ),
      informative('figures printed, six cities', printed, 'figures'),
      exactly(
        'of them loaded and locked as printed',
        printed - sum((city) => city.skipped.length + city.differing.length),
        'figures',
        printed,
      ),
      exactly(
        'figures without report and page',
        sum((c) => c.withoutSource.length),
        'figures',
        0,
      ),
      informative(
        'data points not reported in print',
        sum((c) => c.notReported),
        'data points',
      ),
      exactly(
        'of them with another result than NR',
        sum((c) => c.wrongNotReported.length),
        'data points',
        0,
      ),
      exactly(
        'bundles that prove their snapshot',
        cities.filter((c) => c.isProved).length,
        'bundles',
        CITIES.length,
      ),
    ];
  },
};
