/** What the server wants of a person before an act (their password again, a word on their interests): asked, and the act goes on. */
import type { Outcome, RefusalCode } from '@tallystick/domain/refusals';
import type { Api } from './api.ts';

/** What can be given at once, by the refusal that asks for it. */
export type AskedFirst = Extract<RefusalCode, 'password-needed' | 'interest-needed'>;
const ASKED: readonly RefusalCode[] = ['password-needed', 'interest-needed'] satisfies AskedFirst[];

/** Asks for it; `path` takes the commands of the workbook. False where the person would rather not. */
export type Ask = (what: AskedFirst, path: string) => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** Says who asks from now on; answers how to take that back. */
export function asksFirst(by: Ask): () => void {
  ask = by;
  return () => {
    if (ask === by) ask = undefined;
  };
}

const isAskedFirst = (code: RefusalCode): code is AskedFirst => ASKED.includes(code);

/** Acts that need something at the same time ask for it once. */
async function give(what: AskedFirst, path: string): Promise<boolean> {
  if (ask === undefined) return false;
  asking ??= ask(what, path).finally(() => {
    asking = undefined;
  });
  return await asking;
}

/** Posts to a path, and again as soon as what was missing is given. Each thing is asked for once. */
export const postedAskingFirst =
  <T>(api: Api, path: string) =>
  async (body: unknown): Promise<Outcome<T>> => {
    let outcome = await api.post<T>(path, body);
    const asked = new Set<RefusalCode>();
    while (!outcome.ok) {
      const { code } = outcome.refusal;
      if (!isAskedFirst(code) || asked.has(code) || !(await give(code, path))) break;
      asked.add(code);
      outcome = await api.post<T>(path, body);
    }
    return outcome;
  };
