/**
 * Questions about the past. Its index may be a moment behind the journal, and then the answer is worth waiting for.
 */
import type { Outcome } from '@tallystick/domain/refusals';
import { api } from './api.ts';

/** Tries while the index catches up, and the wait between them in milliseconds. */
const TRIES = 8;
const WAIT_MS = 400;

export async function askPast<T>(path: string): Promise<Outcome<T>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await api.get<T>(path);
    if (answer.ok || answer.refusal.code !== 'history-behind' || tries === TRIES) return answer;
    await new Promise((done) => {
      setTimeout(done, WAIT_MS * tries);
    });
  }
}
