/** The measure of what is said beside the cells: how long it takes to everybody else, against an edit of the same run. */
import { percentile } from '../load/percentile.ts';
import { onDisk } from '../load/real-disk.ts';
import { SAID, talk, type TalkReport } from '../load/talk.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const SOCKETS = [10, 50];
const EACH = 200;

export const measure: Measure = {
  name: 'comment-latency',
  about:
    'Comments, queries and verdicts while others edit, 10 and 50 sockets: how long until everybody else who may see them has them, against the edits of the same run.',
  run: async (say) =>
    await onDisk(async () => {
      const figures: Figure[] = [];
      for (const sockets of SOCKETS) {
        const report = await talk({ sockets, warm_ms: 3_000, each: EACH });
        say(`${sockets} sockets: ${report.arrived_ms.edit.length} arrivals of edits`);
        figures.push(...figuresOf(sockets, report));
      }
      return figures;
    }),
};

function figuresOf(sockets: number, { arrived_ms, lost, overheard }: TalkReport): Figure[] {
  const p99 = (said: (typeof SAID)[number]): number => percentile(arrived_ms[said], 0.99);
  const named = (what: string): string => `N=${sockets}: ${what}`;
  return [
    ...(['comment', 'query', 'verdict'] as const).map((said) =>
      atMost(named(`p99, ${said} / edit`), p99(said) / p99('edit'), 'x', 2),
    ),
    exactly(named('not arrived at somebody'), lost, 'arrivals', 0),
    exactly(named('verdicts told to the city before their release'), overheard, 'arrivals', 0),
    ...SAID.flatMap((said) => [
      informative(named(`p50, ${said}`), percentile(arrived_ms[said], 0.5), 'ms'),
      informative(named(`p99, ${said}`), p99(said), 'ms'),
    ]),
  ];
}
