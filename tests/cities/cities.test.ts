/** Published results of real cities come out of a locked version as they were printed. */
import { expect, test } from 'vitest';
import { loadCities } from './loaded-city.ts';

const CITIES: [path: string, printed: number, notReported: number][] = [
  ['stavanger', 13, 1],
  ['asker', 14, 1],
  ['kristiansund', 13, 0],
  ['valencia', 13, 0],
  ['daegu', 18, 0],
  ['pully', 12, 0],
  ['report-shape/stavanger', 13, 1],
];

test('the published figures of six cities come out of their locked versions as printed', async () => {
  const loaded = await loadCities(CITIES.map(([path]) => path));
  expect(loaded.map((city) => [city.city, city.printed, city.notReported])).toEqual(CITIES);
  for (const city of loaded) {
    expect(city).toMatchObject({
      skipped: [],
      differing: [],
      withoutSource: [],
      wrongNotReported: [],
      isProved: true,
    });
  }
  // Printed in square metres an inhabitant, under a KPI that counts them per 100 000.
  const asked = loaded.map(({ city, farOff }) => [city, farOff]).filter(([, rows]) => rows?.length);
  expect(asked).toEqual([['daegu', ['recreational_facilities.value']]]);
});

test('a figure printed inside the list of what was not reported counts as not reported', async () => {
  const [rana] = await loadCities(['rana']);
  expect(rana).toMatchObject({ printed: 0, notReported: 8, wrongNotReported: [], isProved: true });
  expect(rana?.skipped).toEqual(['Para Transport: 1.86']);
});
