/** The locked version `:n` of a workbook for whoever has a right on it. */
import { refuse } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import type { Submission } from '@tallystick/domain/state';
import { member } from './access.ts';
import type { InWorkbook } from './context.ts';
import type { Access } from './operation.ts';
import { sendRefusal } from './problem.ts';

export type InVersion = InWorkbook & { submission: Submission };

/** To all others it is as if the version were not there. */
export function version(right: 'read-submissions' | 'download-bundle'): Access<InVersion> {
  const inside = member(null);
  return {
    ...inside,
    right,
    enter: async (context, request, reply) => {
      const here = await inside.enter(context, request, reply);
      if (here === undefined) return undefined;
      const { n } = request.params as { n: string };
      const { state } = here.workbook;
      const submission = state.submissions.find((each) => String(each.submission) === n);
      const isOpen =
        submission !== undefined && may(here.actor, right, { state, submission }) === undefined;
      if (isOpen) return { ...here, submission };
      sendRefusal(reply, refuse('not-found'));
      return undefined;
    },
  };
}
