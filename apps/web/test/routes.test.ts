/** Addresses: which page each means, and what of a query goes along. */
import { beforeEach, expect, test } from 'vitest';
import { comparePath, historyPath } from '../src/addresses/workbook-paths.ts';
import { routeOf, withLanguage } from '../src/addresses/routes.ts';

beforeEach(() => {
  const location = { origin: 'http://localhost', search: '?lang=ar&at=7' };
  Object.defineProperty(globalThis, 'window', { value: { location }, configurable: true });
});

test.each([
  ['/w/wb_1', { page: 'workbook', id: 'wb_1' }],
  ['/w/wb_1/history', { page: 'history', id: 'wb_1' }],
  ['/w/wb_1/compare', { page: 'compare', id: 'wb_1' }],
  ['/w/wb_1/v/2', { page: 'version', id: 'wb_1', n: 2 }],
  ['/w/wb_1/v/2/scores', { page: 'scores', id: 'wb_1', n: 2 }],
  ['/w/wb_1/history/more', { page: 'nothing' }],
])('%s is its page', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

test('the language goes along to the next page, what the page before showed does not', () => {
  expect(withLanguage('/w/wb_1')).toBe('/w/wb_1?lang=ar');
  expect(withLanguage('/w/wb_1/compare?from=v1&to=now')).toBe(
    '/w/wb_1/compare?from=v1&to=now&lang=ar',
  );
});

test('the address of a history names what it is narrowed to and nothing that is empty', () => {
  expect(historyPath('wb_1')).toBe('/w/wb_1/history');
  expect(historyPath('wb_1', 12, { row: 'a.b', kinds: ['edit', 'lock'] })).toBe(
    '/w/wb_1/history?at=12&row=a.b&kinds=edit%2Clock',
  );
  expect(comparePath('wb_1', 'v1', 'now')).toBe('/w/wb_1/compare?from=v1&to=now');
});
