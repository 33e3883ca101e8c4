/** One request to the store; that it cannot write just now is logged, and is the caller's to answer. */
import type { AppendRequest, AppendResult } from '@tallystick/store/port-journal';
import type { Deps } from './deps.ts';

export async function appendOne(
  { store, log }: Pick<Deps, 'store' | 'log'>,
  request: AppendRequest,
): Promise<AppendResult> {
  const [result] = await store.append([request]);
  if (result === undefined) throw new Error('the store gave no answer');
  if (!result.ok && result.why === 'unavailable') {
    log.error({ workbook: request.workbook, message: result.message }, 'cannot write');
  }
  return result;
}
