/**
 * P47: one key, one history, over every combination of key, public key, announced checkpoint and database.
 */
import { rmSync } from 'node:fs';
import { faultOfState, KEY_STATES, prepareKeyStates } from '../ledger/key-states.ts';
import { exactly, type Measure } from './measure.ts';

export const measure: Measure = {
  name: 'keys',
  about:
    'Starts on every combination of key, public key, announced checkpoint and database, and begins anew where it must not.',
  run: async (say) => {
    const prepared = await prepareKeyStates();
    let wrong = 0;
    try {
      for (const state of KEY_STATES) {
        const fault = await faultOfState(prepared, state);
        if (fault === undefined) continue;
        wrong += 1;
        say(`${JSON.stringify(state)}: ${fault}`);
      }
    } finally {
      rmSync(prepared.folder, { recursive: true });
    }
    return [
      exactly('P47 combinations tried', KEY_STATES.length, 'combinations', 810),
      exactly('P47 that start and must not, or the reverse', wrong, 'combinations', 0),
    ];
  },
};
