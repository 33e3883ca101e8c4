/** The measure of P26. */
import { runPresence } from '../attack/presence.ts';
import { atLeast, atMost, exactly, type Measure } from './measure.ts';

const MESSAGES = 10_000;

export const measure: Measure = {
  name: 'presence',
  about: `Sends ${MESSAGES} presence messages with forged names, roles, client ids and sizes, and reads what others see.`,
  run: async (say) => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    say(`seed ${seed}`);
    const report = await runPresence({ messages: MESSAGES, seed });
    for (const line of report.faults) say(line);
    return [
      exactly('P26 lies sent', report.sent, 'messages', MESSAGES),
      atLeast('P26 lines of the liar that were shown', report.shown, 'lines', 20),
      exactly('P26 lines that were untrue', report.faults.length, 'lines', 0),
      atMost('P26 largest line', report.largestBytes, 'bytes', 1_024),
      // Ten in a second of the server's clock; a second of the reader's can see parts of two.
      atMost('P26 most lines of one socket in a second', report.mostInSecond, 'lines', 20),
      atMost('P26 gone after the socket was lost', Math.round(report.gone_ms), 'ms', 30_000),
    ];
  },
};
