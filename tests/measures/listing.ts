/** What the list of all workbooks costs where there are many: the time of the request, and that no workbook is opened. */
import { listMany } from '../listing/many-workbooks.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const round = (value: number): number => Math.round(value * 10) / 10;

export const measure: Measure = {
  name: 'listing',
  about:
    'Lists 500 workbooks (LISTING_N) as ITU, as a contributor and as an observer of all of them, beside a bare HTTP answer of the same bytes, and counts the workbooks that the server opens for it.',
  run: async (say) => {
    const workbooks = Number(process.env['LISTING_N'] ?? 500);
    say(`making ${workbooks} workbooks`);
    const report = await listMany({ workbooks, requests: 200 });
    const figures: Figure[] = report.roles.flatMap(({ role, lines, bytes, p95_ms, bare_ms }) => [
      exactly(`lines for ${role}`, lines, 'lines', workbooks),
      atMost(`list for ${role}, p95 of 200 requests`, round(p95_ms), 'ms', 50),
      informative(`bare answer of the same ${bytes} bytes, p95`, round(bare_ms), 'ms'),
    ]);
    return [
      ...figures,
      exactly('workbooks opened by all these requests', report.opened, 'workbooks', 0),
      exactly('opened once one of them was asked for', report.openedThen, 'workbooks', 1),
      exactly('lines that count otherwise than was typed', report.wrong.length, 'lines', 0),
    ];
  },
};
