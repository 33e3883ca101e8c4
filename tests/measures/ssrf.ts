/** P38: forms of addresses in every field that takes text, and the connections that the server begins. */
import { runSsrf } from '../attack/ssrf-run.ts';
import { atLeast, exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'ssrf',
  about:
    'P38: the server connects to nothing that a user names, counted inside its process and at a listener.',
  run: async (say) => {
    const report = await runSsrf();
    for (const line of report.outgoing.slice(0, 20)) say(line);
    return [
      atLeast('forms', report.forms, '', 200),
      atLeast('requests that carried one', report.sent, '', 600),
      exactly('connections and look-ups begun by the server', report.outgoing.length, '', 0),
      exactly('connections that arrived', report.arrived, '', 0),
      exactly('webhooks made by a form', report.webhooks, '', 0),
      atLeast('connections counted where one is allowed', report.control.outgoing, '', 1),
    ];
  },
};
