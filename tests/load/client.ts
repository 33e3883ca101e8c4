/** The client process: one crowd, told over IPC what to do. */
import {
  Crowd,
  type EditFigures,
  type EditPlan,
  type FloodFigures,
  type FloodPlan,
} from './crowd.ts';
import type { Door } from './target.ts';

type Sent<Plan> = Omit<Plan, 'measuring'>;

/** What the runner asks. Each is answered by one `Answer`, after any number of `measuring`. */
export type Order =
  | { order: 'open'; door: Door }
  | { order: 'connect'; count: number }
  | { order: 'edit'; plan: Sent<EditPlan> }
  | { order: 'flood'; plan: Sent<FloodPlan> };

export type Answer =
  | { answer: 'measuring' }
  | { answer: 'done' }
  | { answer: 'edited'; figures: EditFigures }
  | { answer: 'flooded'; figures: FloodFigures }
  | { answer: 'failed'; why: string };

let crowd: Crowd | undefined;

async function obey(order: Order): Promise<Answer> {
  const measuring = (): void => say({ answer: 'measuring' });
  if (order.order === 'open') {
    crowd = new Crowd(order.door);
    return { answer: 'done' };
  }
  if (crowd === undefined) throw new Error('no crowd yet: the first order is `open`');
  switch (order.order) {
    case 'connect':
      await crowd.connect(order.count);
      return { answer: 'done' };
    case 'edit':
      return { answer: 'edited', figures: await crowd.edit({ ...order.plan, measuring }) };
    case 'flood':
      return { answer: 'flooded', figures: await crowd.flood({ ...order.plan, measuring }) };
  }
}

function say(answer: Answer): void {
  process.send?.(answer);
}

process.on('message', (order: Order) => {
  obey(order).then(say, (error: Error) => say({ answer: 'failed', why: error.message }));
});
process.on('disconnect', () => process.exit(0));
