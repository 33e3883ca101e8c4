/**
 * The runner's end of the client process. Starting it, asking it and ending it has nothing to do with what is measured.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './client.ts';
import type { EditFigures, FloodFigures } from './crowd.ts';
import { type Door, stopChild } from './target.ts';

/** A client process; `measuring` is called when the counted window of a run opens. */
export type LoadClient = {
  connect: (count: number) => Promise<void>;
  edit: (plan: EditOrder['plan'], measuring: () => void) => Promise<EditFigures>;
  flood: (plan: FloodOrder['plan'], measuring: () => void) => Promise<FloodFigures>;
  stop: () => Promise<void>;
};

type EditOrder = Extract<Order, { order: 'edit' }>;
type FloodOrder = Extract<Order, { order: 'flood' }>;

/** Starts a client process in front of `door`. Its calls throw what went wrong in it. */
export async function startClient(door: Door): Promise<LoadClient> {
  const child = fork(fileURLToPath(new URL('client.ts', import.meta.url)), {
    execArgv: [],
    serialization: 'advanced',
  });
  const ask = (order: Order, measuring: () => void = () => {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => {
        reject(new Error(`the client process ended with code ${code}`));
      };
      const hear = (answer: Answer): void => {
        if (answer.answer === 'measuring') {
          measuring();
          return;
        }
        child.off('message', hear);
        child.off('exit', ended);
        if (answer.answer === 'failed') reject(new Error(answer.why));
        else resolve(answer);
      };
      child.on('message', hear);
      child.once('exit', ended);
      child.send(order);
    });
  await ask({ order: 'open', door });
  return {
    connect: async (count) => {
      await ask({ order: 'connect', count });
    },
    edit: async (plan, measuring) => {
      const answer = await ask({ order: 'edit', plan }, measuring);
      if (answer.answer !== 'edited') throw new Error(`answered with ${answer.answer}`);
      return answer.figures;
    },
    flood: async (plan, measuring) => {
      const answer = await ask({ order: 'flood', plan }, measuring);
      if (answer.answer !== 'flooded') throw new Error(`answered with ${answer.answer}`);
      return answer.figures;
    },
    stop: () => stopChild(child),
  };
}
