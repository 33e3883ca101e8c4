/**
 * What people put into the sheet and what is right then, a case for each kind: texts typed and pasted here, keys and the
 * page around them in `input-hands.ts`. The test and the measure run the same list.
 */
import { HAND_CASES } from './input-hands.ts';
import type { InputCase } from './input-desk.ts';

const AREA = 'wireless_broadband_coverage.3g:numerator';
const SHARE = 'household_internet_access.value:override';
const BELOW = 'fixed_broadband_subscriptions.value:override';
const YEAR = 'household_internet_access.value:year';
const SOURCE = 'household_internet_access.value:source';
const QUALITY = 'household_internet_access.value:quality';
const ANSWER = 'urban_development_and_spatial_planning.compact:numerator';
const ACCURATE = 'Based on accurate measurements';

/** Types each text into a cell and waits until it shows what is right. */
function typed(
  kind: string,
  cell: string,
  lines: readonly (readonly [string, string])[],
): InputCase {
  return {
    kind,
    run: async (desk) => {
      for (const [text, shown] of lines) {
        await desk.type(cell, text);
        await desk.shows(cell, shown);
      }
      await desk.clear(cell);
    },
  };
}

const cells = (html: string): string => `<table><tr>${html}</tr></table>`;

const TYPED: InputCase[] = [
  typed('Arabic comma', AREA, [
    ['12،5', '12.5'],
    ['١٢،٥', '12.5'],
    ['26،013,94', '26 013.94'],
  ]),
  typed('South Asian grouping', AREA, [
    ['12,34,567.5', '1 234 567.5'],
    ['1,50,000', '150 000'],
  ]),
  typed('Arabic words', AREA, [
    ['2.5 مليون', '2 500 000'],
    ['٢ ألف', '2 000'],
    ['5 هكتار', '0.05'],
  ]),
  typed('Arabic words for a share', SHARE, [['12.5 في المئة', '12.5']]),
  typed('per cent sign in front', SHARE, [
    ['%12,5', '12.5'],
    ['٪١٢٫٥', '12.5'],
  ]),
  typed('apostrophe first', SOURCE, [
    ["'007", '007'],
    ["'=see annex", '=see annex'],
  ]),
  typed('apostrophe before a figure', AREA, [["'1234", '1 234']]),
];

const PASTED: InputCase[] = [
  {
    kind: 'per cent sign in front, in a block',
    run: async (desk) => {
      await desk.paste(SHARE, { text: '%76,35\n1.234' });
      await desk.shows(SHARE, '76.35');
      await desk.shows(BELOW, '1 234');
      await desk.clear(SHARE, BELOW);
    },
  },
  {
    kind: 'scaled formats',
    run: async (desk) => {
      const scaled = '<td sdval="1234567" sdnum="1033;0;0.0,,">1.2</td>';
      await desk.paste(AREA, { text: '1.2', html: cells(scaled) });
      await desk.shows(AREA, '1 234 567');
      const red = '<td sdval="-1234.5" sdnum="1033;0;#,##0.0;[RED]#,##0.0">1,234.5</td>';
      await desk.paste(SHARE, { text: '1,234.5', html: cells(red) });
      await desk.shows(SHARE, '\u22121 234.5');
      const other = `${cells('<td sdval="7" sdnum="1033;">1.2</td>')}`.replace(
        '</table>',
        '<tr><td sdval="9" sdnum="1033;">9</td></tr></table>',
      );
      await desk.paste(SHARE, { text: '1.2\n9', html: other });
      await desk.shows(BELOW, '9');
      await desk.shows(SHARE, '\u22121 234.5');
      await desk.workbook.get('left-out-list').click();
      const told = await desk.page.locator('.ts-left-out-list').textContent();
      desk.is(/1\.2.*holds.*7/su.test(told ?? ''), `what was left out: ${told}`);
      await desk.workbook.get('left-out-close').click();
      await desk.clear(AREA, SHARE, BELOW);
    },
  },
  {
    kind: 'invisible marks',
    run: async (desk) => {
      for (const [text, shown] of [
        ['\u200Fنعم', 'Yes'],
        ['\uFEFB', 'No'],
        ['Yes\u200B', 'Yes'],
      ] as const) {
        await desk.paste(ANSWER, { text });
        await desk.shows(ANSWER, shown);
      }
      await desk.paste(QUALITY, { text: `Personal\u200B estimation\u200B` });
      await desk.holds(QUALITY, 'Personal estimation');
      await desk.clear(ANSWER);
    },
  },
  {
    kind: 'quotes',
    run: async (desk) => {
      const html = cells('<td>&quot;best practice&quot;</td>');
      await desk.paste(SOURCE, { text: '"best practice"', html });
      await desk.holds(SOURCE, '"best practice"');
      await desk.clear(SOURCE);
    },
  },
  {
    kind: 'choices by their telling words',
    run: async (desk) => {
      for (const text of ['Accurate measurements', 'بناءً على قياسات دقيقة']) {
        await desk.paste(QUALITY, { text: 'Personal estimation' });
        await desk.holds(QUALITY, 'Personal estimation');
        await desk.paste(QUALITY, { text });
        await desk.holds(QUALITY, ACCURATE);
      }
      await desk.type(QUALITY, 'تقدير شخصي');
      await desk.holds(QUALITY, 'Personal estimation');
    },
  },
  {
    kind: 'digits of other scripts',
    run: async (desk) => {
      await desk.type(YEAR, '٢٠٢٤');
      await desk.shows(YEAR, '2024');
      await desk.holds(YEAR, '٢٠٢٤');
      await desk.type(SHARE, '٩٩٪');
      await desk.shows(SHARE, '99');
      await desk.shows(SHARE.replace('override', 'result'), '99');
      await desk.holds(SHARE, '٩٩٪');
      const csv = await (await desk.api.get('/api/workbooks/wb_riverton/export.csv')).text();
      const valueOf = (cell: string): string | undefined =>
        csv
          .split('\r\n')
          .find((line) => line.includes(`,${cell},`))
          ?.split(',')
          .at(-1);
      const values = [YEAR, SHARE, SHARE.replace('override', 'result')].map(valueOf);
      desk.is(values.join() === '2024,99,99', `the values of the CSV file: ${values}`);
      await desk.clear(SHARE);
      await desk.type(YEAR, '2025');
    },
  },
];

export const INPUT_CASES: readonly InputCase[] = [...TYPED, ...PASTED, ...HAND_CASES];
