/** Webhooks of the city's leads, received while words are planted: what is delivered is a door as well. */
import { webhookDeliverySchema } from '@tallystick/protocol/webhooks';
import { startReceiver } from '../programs/receiver.ts';
import type { ActorName, Scene } from './scene.ts';
import { foundIn, leaks } from './secrets.ts';

export type HookReport = {
  /** Owners of webhooks that were sent anything, and the journal's entries that were in it. */
  owners: number;
  entries: number;
  wrong: string[];
  found: Set<string>;
};

const OWNERS: readonly ActorName[] = ['coordinator', 'head'];
const WAIT_MS = 30_000;

/** Has the journal sent on to each lead; answers how to stop once all is delivered, and what was. */
export async function receiveHooks(scene: Scene): Promise<() => Promise<HookReport>> {
  const receiver = await startReceiver();
  const allowed = await scene.clients.admin.post('/api/admin/webhook-targets', {
    origin: receiver.origin,
  });
  if (allowed.status !== 204) throw new Error(`the target was not allowed: ${allowed.status}`);
  for (const owner of OWNERS) {
    const url = `${receiver.origin}/${owner}`;
    const path = `/api/workbooks/${scene.workbook}/webhooks`;
    const made = await scene.clients[owner].post(path, { url });
    if (made.status !== 201) throw new Error(`${owner} could not make a webhook: ${made.status}`);
  }
  const bodiesOf = (owner: ActorName) =>
    receiver.received.filter(({ path }) => path === `/${owner}`).map(({ body }) => body);
  const numbersOf = (owner: ActorName): number[] =>
    bodiesOf(owner).flatMap((body) =>
      webhookDeliverySchema.parse(JSON.parse(body)).entries.map(({ number }) => number),
    );
  const upTo = (owner: ActorName): number => Math.max(0, ...numbersOf(owner));
  return async () => {
    const { head } = await scene.clients.head.view(scene.workbook);
    const deadline = performance.now() + WAIT_MS;
    // The last entry is an unlock, which both may see.
    while (OWNERS.some((owner) => upTo(owner) < head)) {
      if (performance.now() > deadline) throw new Error('the webhooks did not come to the head');
      await new Promise((turn) => setTimeout(turn, 10));
    }
    const report: HookReport = { owners: 0, entries: 0, wrong: [], found: new Set() };
    for (const owner of OWNERS) {
      const { size } = new Set(numbersOf(owner));
      if (size > 0) report.owners += 1;
      report.entries += size;
      for (const body of bodiesOf(owner)) {
        for (const where of leaks(owner, body)) {
          report.wrong.push(`${owner}, webhook: is shown ${where}`);
        }
        for (const word of foundIn(body)) report.found.add(word);
      }
    }
    await receiver.close();
    return report;
  };
}
