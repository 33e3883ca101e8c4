/** An act that needs the password again: it is asked for, and the same act goes on. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { Api } from './api.ts';

/** Asks for the password and has it checked; false where the person would rather not. */
export type AskPassword = () => Promise<boolean>;

let ask: AskPassword | undefined;
let asking: Promise<boolean> | undefined;

/** Says who asks for it from now on; answers how to take that back. */
export function asksForPassword(by: AskPassword): () => void {
  ask = by;
  return () => {
    if (ask === by) ask = undefined;
  };
}

/** Carries an act out, a second time once the password was typed where it needs that. Acts that need it at once ask once. */
async function withPassword<T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const first = await act();
  if (first.ok || first.refusal.code !== 'password-needed' || ask === undefined) return first;
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return (await asking) ? await act() : first;
}

/** Posts to a path, once more where the password had to be typed first. */
export const postedWithPassword =
  <T>(api: Api, path: string) =>
  (body: unknown): Promise<Outcome<T>> =>
    withPassword(() => api.post<T>(path, body));
