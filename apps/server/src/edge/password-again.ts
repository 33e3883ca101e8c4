/**
 * Whether somebody has to type their password again before an act of high stakes. A person of a demo has none, and whoever
 * reaches the demo may enter as each of them: there the question would protect nothing, so it is not put. A program has
 * none either, and gives no such command at all (`byToken` of the noun). Everybody else who has no password may not.
 */
import type { RouteContext } from './context.ts';
import type { Caller } from './guard.ts';

export async function needsPassword(
  { demo, sessions }: Pick<RouteContext, 'demo' | 'sessions'>,
  { id, person }: Caller,
): Promise<boolean> {
  const isOfDemo = demo && person.demo && person.passwordHash === null;
  return !isOfDemo && !(await sessions.hasRecentPassword(id));
}
