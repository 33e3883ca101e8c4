import { describe, expect, it } from 'vitest';
import type { Language, Wheel } from '../src/model.ts';
import { drawWheel } from '../src/wheel/wheel.ts';
import { catalogue, inventedWheel } from './invented-city.ts';
import { idsNamed, readSvg } from './read-svg.ts';

const LANGUAGES: Language[] = ['en', 'ar'];
const hrefOf = (id: string) => `#${encodeURIComponent(id)}`;

const partIds = (wheel: Wheel) =>
  wheel.dimensions.flatMap(({ id, groups }) => [
    id,
    ...groups.flatMap((group) => [group.id, ...group.points.map((point) => point.id)]),
  ]);

describe.each(LANGUAGES)('the wheel, %s', (language) => {
  const wheel = inventedWheel(language);

  it('has 3 dimensions, 24 categories and 112 data points', () => {
    const groups = wheel.dimensions.flatMap((dimension) => dimension.groups);
    const points = groups.flatMap((group) => group.points);
    expect([wheel.dimensions.length, groups.length, points.length]).toEqual([3, 24, 112]);
    expect(points.map(({ id }) => id).toSorted()).toEqual(
      catalogue.dataPoints.map(({ row }) => row).toSorted(),
    );
  });

  it.each([true, false])(
    'is a link for each part, once, in reading order (names: %s)',
    (hasNames) => {
      const { svg } = drawWheel(wheel, { prefix: 'w', hasNames, hrefOf });
      const links = readSvg(svg).filter(({ name }) => name === 'a');
      expect(links).toHaveLength(139);
      expect(links.map(({ attributes }) => attributes.href)).toEqual(partIds(wheel).map(hrefOf));
    },
  );

  it('says of each link what it is, beginning with what is read on it', () => {
    const { svg } = drawWheel(wheel, { prefix: 'w', hasNames: true, hrefOf });
    const elements = readSvg(svg);
    const said = elements.filter(({ name }) => name === 'a');
    expect(new Set(said.map(({ attributes }) => attributes['aria-label'])).size).toBe(139);
    const plain = (text: string) => text.replaceAll(/[\u2067\u2069]/g, '').replaceAll(/\s+/g, ' ');
    for (const { attributes, text } of said) {
      const label = attributes['aria-label'] ?? '';
      // The text of a link is its title, which says the label, and what is drawn.
      expect(text.startsWith(label)).toBe(true);
      const drawn = plain(text.slice(label.length)).replace(/ ?%$/, '').trim();
      expect(drawn).not.toBe('');
      expect(plain(label).startsWith(drawn)).toBe(true);
    }
  });

  it('is named and described, and every id begins with the prefix, once', () => {
    const elements = readSvg(drawWheel(wheel, { prefix: 'left', hasNames: true, hrefOf }).svg);
    const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !id.startsWith('left-'))).toEqual([]);
    const named = elements.flatMap(idsNamed);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    const [title, about] = ['title', 'desc'].map(
      (name) => elements.find((one) => one.name === name)?.text ?? '',
    );
    expect(title).toContain(wheel.city);
    expect(about).toMatch(/112/);
    expect(`${title}${about}`).not.toMatch(/[{}]/);
  });

  it('has a row in its table for each part', () => {
    const { table } = drawWheel(wheel, { prefix: 'w', hasNames: false });
    expect(table.rows).toHaveLength(139);
    for (const row of table.rows) expect(row).toHaveLength(table.head.length);
    expect(table.rows.filter((row) => row[2] !== '')).toHaveLength(112);
  });
});

describe('the wheel on paper', () => {
  it('has no link and is one picture', () => {
    const elements = readSvg(drawWheel(inventedWheel('en'), { prefix: 'w', hasNames: true }).svg);
    expect(elements.filter(({ name }) => name === 'a')).toEqual([]);
    expect(elements[0]?.attributes.role).toBe('img');
  });

  it('has the same bytes each time', () => {
    const draw = () => drawWheel(inventedWheel('ar'), { prefix: 'w', hasNames: true }).svg;
    expect(draw()).toBe(draw());
  });
});

describe('the wheel on a page', () => {
  it('is one stop of the keyboard where it is asked to be', () => {
    const { svg } = drawWheel(inventedWheel('en'), {
      prefix: 'w',
      hasNames: true,
      hrefOf,
      hasOneStop: true,
    });
    const stops = readSvg(svg).filter(({ name }) => name === 'a');
    expect(stops.filter(({ attributes }) => attributes.tabindex === '0')).toHaveLength(1);
    expect(stops.filter(({ attributes }) => attributes.tabindex === '-1')).toHaveLength(138);
  });

  it.each(['javascript:alert(1)', 'http://a.example', '//a.example', '/\\a.example', ' #a', ''])(
    'makes no link of %j',
    (href) => {
      const { svg } = drawWheel(inventedWheel('en'), {
        prefix: 'w',
        hasNames: true,
        hrefOf: () => href,
      });
      expect(readSvg(svg).filter(({ name }) => name === 'a')).toEqual([]);
    },
  );
});

describe('bars', () => {
  const barOf = (standing: Wheel['dimensions'][0]['groups'][0]['points'][0]['standing']) => {
    const points = [{ id: 'a', name: 'A', standing }];
    const groups = [{ id: 'g', name: 'G', score: null, points }];
    const dimensions = [{ id: 'd', name: 'D', score: null, groups }];
    const wheel: Wheel = { city: 'C', note: '', language: 'en', dimensions };
    const { svg } = drawWheel(wheel, { prefix: 'w', hasNames: true, hrefOf });
    const elements = readSvg(svg);
    const from = elements.findIndex(({ attributes }) => attributes['data-part'] === 'a');
    return elements.slice(from).filter(({ name }) => name === 'path');
  };
  const cellsOf = (d = '') => d.split('Z').length - 1;

  it.each([1, 2, 3, 4] as const)('have %s filled cells of four', (points) => {
    const [full, open] = barOf({ kind: 'scored', points });
    expect(cellsOf(full?.attributes.d)).toBe(points);
    expect(cellsOf(open?.attributes.d)).toBe(4 - points);
  });

  it('are hatched, dashed or plainly outlined where there are no points', () => {
    expect(barOf({ kind: 'not-reported' })[0]?.attributes.fill).toBe('url(#w-hatch)');
    expect(
      barOf({ kind: 'not-verified', points: null })[0]?.attributes['stroke-dasharray'],
    ).toBeTruthy();
    expect(
      barOf({ kind: 'not-verified', points: 3 }).map((one) => cellsOf(one.attributes.d)),
    ).toEqual([3, 1, 1]);
    const [plain, ...none] = barOf({ kind: 'no-benchmark' });
    expect([plain?.attributes['stroke-dasharray'], none.length]).toEqual([undefined, 0]);
  });
});

describe('names that people typed', () => {
  const HOSTILE = [
    '</text><script>alert(1)</script>',
    '" onload="alert(1)',
    "' & <b> ]]> <!--",
    '\u0000\u0008\uFFFE\uD800 broken',
    '\u202E turned \u2066 \u200F',
    'x'.repeat(200),
    'عربي <svg> \u2069\u2069',
  ];

  it.each(HOSTILE)('never become markup: %j', (name) => {
    const invented = inventedWheel('en');
    const plain = readSvg(drawWheel(invented, { prefix: 'w', hasNames: true, hrefOf }).svg);
    const wheel: Wheel = {
      ...invented,
      city: name,
      note: name,
      dimensions: invented.dimensions.map((dimension) => ({
        ...dimension,
        name,
        groups: dimension.groups.map((group) => ({
          ...group,
          name,
          points: group.points.map((point) => ({ ...point, name })),
        })),
      })),
    };
    const { svg } = drawWheel(wheel, { prefix: 'w', hasNames: true, hrefOf });
    const elements = readSvg(svg);
    const kinds = (all: typeof elements) => [...new Set(all.map((one) => one.name))].toSorted();
    expect(kinds(elements)).toEqual(kinds(plain));
    const attributes = (all: typeof elements) =>
      [...new Set(all.flatMap((one) => Object.keys(one.attributes)))].toSorted();
    expect(attributes(elements)).toEqual(attributes(plain));
    // What turns text is there in pairs alone.
    expect(svg).not.toMatch(/[\u200E\u200F\u202A-\u202E\u2066\u2068]/);
    expect(svg.split('\u2067').length).toBe(svg.split('\u2069').length);
  });
});
