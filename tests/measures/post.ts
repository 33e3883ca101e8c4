/** The measure of what people are told: notices and mails over crashes of the server and of the mail server. */
import { chooseSeed } from '../ledger/seeded-random.ts';
import { postOverCrashes } from '../post/post-crashes.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'post',
  about:
    'Kills the server (SIGKILL) and the mail server while people work: by the journals each notice is due once, in the inbox and by mail, and to nobody who lost the right.',
  run: async (say) => {
    const seed = chooseSeed();
    const crashes = Number(process.env['CRASHES'] ?? 25);
    say(`seed ${seed}, ${crashes} crashes of the server and ${crashes} of the mail server`);
    const report = await postOverCrashes({ crashes, readers: 18, steps: 10, seed, say });
    return [
      exactly('crashes of the server', report.kills, 'crashes', crashes),
      exactly('crashes of the mail server', report.mailCrashes, 'crashes', crashes),
      informative('of the server while a mail was under way', report.amidMail, 'crashes'),
      atLeast('notices due', report.due, 'notices', crashes * 400),
      exactly('in the inbox exactly once', report.inInbox, 'notices', report.due),
      exactly('mailed exactly once', report.mailed, 'notices', report.due),
      exactly('lost', report.lost, 'notices', 0),
      exactly('told twice', report.twice, 'notices', 0),
      atLeast('due to whoever lost the right later', report.ofTheLost, 'notices', crashes * 10),
      exactly('told to somebody without the right', report.withoutRight, 'notices', 0),
      informative('mails that came again under the same Message-ID', report.repeats, 'mails'),
      exactly('faults found by fsck', report.faults.length, 'faults', 0),
    ];
  },
};
