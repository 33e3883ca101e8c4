/**
 * Files behind values: hostile ones handed in and looked at, in a browser too, and a server that is killed while files
 * come. `FILES`, `KILLS` and `SEED` may be set.
 */
import { openBrowser } from '../e2e/browser.ts';
import { runHostileEvidence } from '../evidence/hostile-run.ts';
import { killWhileFilesCome } from '../evidence/kill-run.ts';
import { chooseSeed } from '../ledger/seeded-random.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const FILES = 300;
const KILLS = 100;

export const measure: Measure = {
  name: 'evidence',
  about:
    'Pages, scripts, programs and two-in-one files handed in as evidence and opened in a browser; a server killed while files come.',
  run: async (say) => {
    const seed = chooseSeed();
    const files = Number(process.env.FILES ?? FILES);
    const kills = Number(process.env.KILLS ?? KILLS);
    say(`seed ${seed}`);
    const opened = await openBrowser();
    const browser = 'reason' in opened ? undefined : opened.browser;
    if ('reason' in opened) say(`no browser: ${opened.reason}`);
    const hostile = await runHostileEvidence({ files, seed, browser });
    await browser?.close();
    const killed = await killWhileFilesCome({ kills, seed });
    const lines = [...hostile.wrong, ...hostile.ran, ...hostile.escaped, ...killed.wrong];
    for (const line of lines.slice(0, 20)) say(line);
    return [
      atLeast('hostile files handed in', hostile.files, 'files', FILES),
      informative('of them kept, and sent as what they are', hostile.kept, 'files'),
      atLeast('looks at them in a browser', hostile.opened, 'pages', hostile.kept),
      exactly('that ran, or fetched something', hostile.ran.length, 'files', 0),
      exactly('names that led elsewhere', hostile.escaped.length, 'files', 0),
      exactly('answers that were not as they must be', hostile.wrong.length, 'answers', 0),
      exactly('kills while a file came', killed.kills, 'kills', KILLS),
      informative('files put behind a value meanwhile', killed.attached, 'files'),
      exactly('entries without a whole file, and answers lost', killed.wrong.length, 'faults', 0),
      exactly('files without an entry after a sweep', killed.orphans.length, 'files', 0),
    ];
  },
};
