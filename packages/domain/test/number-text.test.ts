import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellSpec, cellSpec } from '../src/cells/cell-spec.ts';
import {
  formatCell,
  formatDecimal,
  plainResult,
  printResult,
  readCell,
  takeTyped,
} from '../src/cells/cell-text.ts';
import { readNumber } from '../src/cells/number-text.ts';
import { meantTexts, plainValue } from '../src/cells/typed/plain-value.ts';

const catalogue = loadCatalogue();
function spec(cell: string): CellSpec {
  const found = cellSpec(catalogue, cell);
  if (!found) throw new Error(`no spec for ${cell}`);
  return found;
}
const area = spec('city.city_area_km2:value');
const population = spec('city.population:value');
const share = spec('household_internet_access.value:override');

function decimalOf(text: string): string {
  const reading = readNumber(text);
  return reading.ok ? reading.value.decimal : reading.refusal.code;
}

describe('a number is read in one way, without a locale', () => {
  it.each([
    ['0', '0'],
    ['007', '7'],
    ['100.00', '100.00'],
    ['-0.00', '0.00'],
    ['.5', '0.5'],
    ['12,5', '12.5'],
    ['1234,567', '1234.567'],
    ['0,123', '0.123'],
    ['1.234.567,8', '1234567.8'],
    ['1.234.567', '1234567'],
    ['1,234,567.8', '1234567.8'],
    ['1,234,567', '1234567'],
    ["1'234.5", '1234.5'],
    ['1’234’567', '1234567'],
    ['101 200.00', '101200.00'],
    ['1 234,567', '1234.567'],
    ['1\u00A0234', '1234'],
    ['1\u202F234\u2009567', '1234567'],
    ['\u22123.5', '-3.5'],
    ['+7', '7'],
    ['١٢٬٣٤٥٫٦', '12345.6'],
    ['१२३', '123'],
    ['𝟵𝟡𝟿', '999'],
    ['１２．５', '12.5'],
    ['\u200F١٢\u200F', '12'],
    ['1,234', 'ambiguous-number'],
    ['12,345', 'ambiguous-number'],
    ['-1,234', 'ambiguous-number'],
    ['1e5', 'not-a-number'],
    ['1 23', 'not-a-number'],
    ['12 34', 'not-a-number'],
    ['1,23,456', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['5.', 'not-a-number'],
    ['', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['=1+1', 'not-a-number'],
    ['1/2', 'not-a-number'],
    ['½', 'not-a-number'],
    ['__proto__', 'not-a-number'],
    ['9'.repeat(31), 'too-many-digits'],
    ['9'.repeat(30), '9'.repeat(30)],
  ])('%j is %s', (text, decimal) => {
    expect(decimalOf(text)).toBe(decimal);
  });

  it.each([
    ['more than 8 000', 'more than', '8000'],
    ['More Than 8', 'more than', '8'],
    ['> 8', 'more than', '8'],
    ['less than 0.01', 'less than', '0.01'],
    ['<5', 'less than', '5'],
    ['almost 3', 'almost', '3'],
    ['about 12,5', 'about', '12.5'],
    ['~5', 'about', '5'],
  ])('%j keeps its qualifier', (text, qualifier, decimal) => {
    expect(readNumber(text)).toEqual({ ok: true, value: { qualifier, decimal } });
  });

  it('takes a per cent sign only where the unit is a percentage', () => {
    expect(readCell(share, '0.02%')).toMatchObject({ ok: true, value: { decimal: '0.02' } });
    expect(readCell(share, '97.00 %')).toMatchObject({ ok: true, value: { decimal: '97.00' } });
    expect(readCell(area, '5 %')).toMatchObject({ ok: false, refusal: { code: 'not-a-number' } });
  });

  it('reads every plain decimal back, in each of eight ways of writing it', () => {
    const decimals = fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.stringMatching(/^\d{0,9}$/))
      .map(([minus, whole, fraction]) => ({ minus, whole: String(whole), fraction }));
    let grouped = 0;
    fc.assert(
      fc.property(decimals, ({ minus, whole, fraction }) => {
        const plain = fraction === '' ? whole : `${whole}.${fraction}`;
        const wanted = minus && /[1-9]/.test(plain) ? `-${plain}` : plain;
        const group = (mark: string) => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, mark);
        const sign = minus ? '-' : '';
        if (whole.length > 3) grouped += 1;
        for (const mark of [' ', '\u00A0', '\u202F', '\u2009', "'"]) {
          for (const point of ['.', ',']) {
            const text = `${sign}${group(mark)}${fraction === '' ? '' : point + fraction}`;
            // Without a group mark a comma before three digits is refused, never guessed.
            const guess = whole.length <= 3 && point === ',' && fraction.length === 3;
            const reading = decimalOf(text);
            if (guess && whole !== '0') expect(reading).toBe('ambiguous-number');
            else expect(reading).toBe(wanted);
          }
        }
        expect(decimalOf(formatDecimal(wanted))).toBe(wanted);
      }),
      { seed: 20170101, numRuns: 2000 },
    );
    expect(grouped).toBeGreaterThan(500);
  });

  it('never throws, and a text it reads it reads again from its canonical form', () => {
    const alphabet = fc.constantFrom(..."0123456789.,'- +%~<>eE\u00A0\u066B\u066C٣९ab".split(''));
    let read = 0;
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (text) => {
        const reading = readNumber(text, true);
        if (!reading.ok) return;
        read += 1;
        expect(reading.value.decimal).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/);
        expect(decimalOf(reading.value.decimal)).toBe(reading.value.decimal);
      }),
      { seed: 20170102, numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});

describe('the bounds of a figure', () => {
  it('are those of its input', () => {
    const code = (of: CellSpec, text: string) => {
      const reading = readCell(of, text);
      return reading.ok ? 'read' : reading.refusal.code;
    };
    expect(code(population, '0')).toBe('below-minimum');
    expect(code(population, '12.5')).toBe('not-an-integer');
    expect(code(population, '18000.00')).toBe('read');
    expect(code(area, '-1')).toBe('below-minimum');
    expect(code(spec('gini_coefficient.value:numerator'), '1.01')).toBe('above-maximum');
    expect(code(area, ' '.repeat(79) + '12')).toBe('too-long');
    expect(code(area, '1\u0000')).toBe('not-text');
    expect(code(area, '  ')).toBe('empty-text');
  });
});

describe('what a person types', () => {
  const comma = { decimal: ',' } as const;
  const point = { decimal: '.' } as const;
  const stored = (text: string, locale: typeof comma | typeof point, of = area) => {
    const taken = takeTyped(of, text, locale);
    return taken.ok ? taken.value : taken.refusal.code;
  };

  it('is stored as typed where it can be read in one way', () => {
    for (const text of ['12,5', '1 234', '100.00', 'more than 8 000', '1.234.567,8']) {
      expect(stored(` ${text} `, comma)).toBe(text);
      expect(stored(text, point)).toBe(text);
    }
  });

  it('is decided by the locale where it can be read in two', () => {
    expect(stored('1.234', comma)).toBe('1234');
    expect(stored('1.234', point)).toBe('1.234');
    expect(stored('1,234', comma)).toBe('1.234');
    expect(stored('1,234', point)).toBe('1234');
    expect(stored('about 1,234', point)).toBe('about 1234');
    expect(stored('0.123', comma)).toBe('0.123');
  });

  it('clears the cell when it is blank, and is refused when it says that nothing is known', () => {
    expect(stored('', point)).toBeNull();
    expect(stored(' \u00A0', point)).toBeNull();
    for (const text of ['n/a', 'NR', 'nr', '-', '–', '?', '..', 'Not reported'])
      expect(takeTyped(area, text, point)).toMatchObject({
        ok: false,
        refusal: { code: 'leave-empty' },
      });
  });

  it('is a choice in any case, and yes or no in many languages as written', () => {
    const quality = spec('patents.value:quality');
    expect(stored('PERSONAL ESTIMATION', point, quality)).toBe('Personal estimation');
    expect(stored('guess', point, quality)).toBe('not-a-choice');
    const plan = spec('resilience_plans.value:numerator');
    const answers: Record<string, boolean> = { YES: true, Oui: true, sí: true, да: true };
    Object.assign(answers, { نعم: true, 是: true, No: false, nein: false, لا: false, 否: false });
    for (const [word, answer] of Object.entries(answers)) {
      expect(stored(word, point, plan)).toBe(word);
      expect(readCell(plan, word)).toEqual({ ok: true, value: { kind: 'yes-no', yes: answer } });
    }
    expect(stored('maybe', point, plan)).toBe('not-yes-or-no');
    expect(stored('n/a', point, plan)).toBe('leave-empty');
  });

  it('is always readable once stored, and storing it again changes nothing', () => {
    const alphabet = fc.constantFrom(..."0123456789.,' -%<~".split(''));
    let kept = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: alphabet, maxLength: 10 }),
        fc.constantFrom(comma, point),
        (text, locale) => {
          const taken = takeTyped(share, text, locale);
          if (!taken.ok || taken.value === null) return;
          kept += 1;
          expect(readCell(share, taken.value).ok).toBe(true);
        },
      ),
      { seed: 20170103, numRuns: 10_000 },
    );
    expect(kept).toBeGreaterThan(300);
  });
});

describe('years, texts and units', () => {
  it('have four digits, no control characters and one line', () => {
    const year = spec('patents.value:year');
    expect(readCell(year, '٢٠٢٥')).toEqual({ ok: true, value: { kind: 'year', year: 2025 } });
    expect(readCell(year, '25')).toMatchObject({ ok: false, refusal: { code: 'not-a-year' } });
    expect(readCell(year, '3025')).toMatchObject({ ok: false, refusal: { code: 'not-a-year' } });
    const notes = spec('patents.value:notes');
    expect(readCell(notes, 'two\nlines')).toMatchObject({ ok: true });
    expect(readCell(notes, 'a\uD800')).toMatchObject({ ok: false, refusal: { code: 'not-text' } });
    expect(readCell(notes, 'x'.repeat(2001))).toMatchObject({ ok: false });
    const unit = spec('air_pollution.no2:unit');
    expect(readCell(unit, 'a\nb')).toMatchObject({ ok: false });
    expect(readCell(unit, 'µg/m3')).toEqual({ ok: true, value: { kind: 'unit', unit: 'µg/m3' } });
  });
});

describe('how figures are shown', () => {
  it('keeps the decimals as typed and sets thousands apart', () => {
    expect(formatCell('1234567.80', area)).toBe('1\u202F234\u202F567.80');
    expect(formatCell('1234567.80', area, 'de')).toBe('1\u202F234\u202F567,80');
    expect(formatCell('more than 8 000', area)).toBe('more than 8\u202F000');
    expect(formatCell('1,234', area)).toBe('1,234');
    expect(formatDecimal('-1234.5')).toBe('\u22121\u202F234.5');
  });

  it('prints a result with its unit, and an override in the digits of its reader', () => {
    const result = { status: 'reported', source: 'computed', text: '95424.00', unit: '%' } as const;
    expect(printResult(result, 'fr')).toBe('95\u202F424,00 %');
    expect(printResult({ ...result, source: 'override', text: '0.02%' })).toBe('0.02 %');
    expect(printResult({ ...result, source: 'override', text: '٩٩٫٥٪' }, 'fr')).toBe('99,5 %');
    const about = { ...result, source: 'override', text: 'about 1 234', unit: '' } as const;
    expect(printResult(about)).toBe('about 1\u202F234');
    expect(formatCell('٢٠٢٥', spec('patents.value:year'))).toBe('2025');
    expect(printResult({ ...result, status: 'not-reported', source: null, text: 'NR' })).toBe('NR');
  });

  it('tells programs what a text means, in plain digits', () => {
    const plan = spec('resilience_plans.value:numerator');
    expect(plainValue(area, 'more than ٨ ٠٠٠')).toBe('more than 8000');
    expect(plainValue(spec('patents.value:year'), '٢٠٢٥')).toBe('2025');
    expect(plainValue(plan, 'نعم')).toBe('yes');
    expect(plainValue(spec('patents.value:source'), '٩٩')).toBeNull();
    expect(plainResult({ text: '٩٩٪', unit: '%' })).toBe('99');
    expect(plainResult({ text: 'نعم', unit: 'yes/no' })).toBe('yes');
    expect(plainResult({ text: 'NR', unit: '%' })).toBe('NR');
    const texts = new Map([
      [area.cell as string, '12.5'],
      [population.cell as string, '١٢٬٣٤٥'],
    ]);
    expect([...meantTexts(catalogue, texts)]).toEqual([[population.cell, '12345']]);
  });
});
