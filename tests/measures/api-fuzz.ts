/** The HTTP API against its own OpenAPI document: requests drawn from the document, every answer judged by Ajv. */
import { fuzzApi } from '../api-fuzz/fuzz.ts';
import { atLeast, exactly, informative, type Measure } from './measure.ts';

const REQUESTS = 10_200;

export const measure: Measure = {
  name: 'api-fuzz',
  about:
    'Random requests drawn from /api/openapi.json: every answer is one that the document promises.',
  run: async (say) => {
    const seed = Date.now() % 1_000_000_007;
    say(`seed ${seed}`);
    const report = await fuzzApi({ requests: REQUESTS, seed, say });
    for (const line of report.undocumented.slice(0, 20)) say(line);
    say(`statuses ${JSON.stringify(report.byStatus)}`);
    say(`never answered with a success: ${report.unreached.join(', ') || 'none'}`);
    const refused = report.byStatus[429] ?? 0;
    return [
      atLeast('requests', report.requests, '', 10_000),
      exactly('undocumented answers', report.undocumented.length, '', 0),
      exactly('server errors', report.serverErrors, '', 0),
      atLeast(
        'operations that answered a success',
        report.reached.length,
        `of ${report.operations}`,
        30,
      ),
      informative('refused as too many', refused, ''),
    ];
  },
};
