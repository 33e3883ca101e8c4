/**
 * The job that sends journals on: at least once, in order, with growing pauses while a receiver is away. It lives
 * beside all workbooks, and what it sends is presented to whoever added the webhook, as they are now.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { PeopleStore } from '@tallystick/store/port-people';
import type { WebhookRow, WebhookStore } from '@tallystick/store/port-programs';
import type { WebhookDelivery } from '@tallystick/protocol/webhooks';
import { NO_ACCESS } from '@tallystick/store/rules';
import {
  WEBHOOK_ENTRIES_MAX,
  WEBHOOK_LOOK_MS,
  WEBHOOK_PAUSE_MS,
  WEBHOOK_PAUSE_MS_MAX,
  WEBHOOK_SENDS_PER_TARGET_MAX,
} from '../service/limits.ts';
import type { Deps } from '../workbook/deps.ts';
import { journalLines } from '../past/journal-pages.ts';
import type { Registry } from '../workbook/registry.ts';
import { send } from './send.ts';
import { pin, webhookUrl } from './target.ts';

type Sources = Pick<Deps, 'names' | 'now' | 'log'> & {
  store: Deps['store'] & WebhookStore & PeopleStore;
  registry: Registry;
};

export class Deliveries {
  readonly #sources: Sources;
  readonly #timer: NodeJS.Timeout;
  /** What is on its way, by webhook: those of one webhook are in order. */
  readonly #underWay = new Map<string, { origin: string; ended: Promise<void> }>();
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  #isOver = false;

  constructor(sources: Sources) {
    this.#sources = sources;
    this.#timer = setInterval(() => this.#look(), WEBHOOK_LOOK_MS);
    this.#timer.unref();
  }

  /** Waits for what is on its way. */
  async close(): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all([...this.#underWay.values()].map(({ ended }) => ended));
  }

  #look(): void {
    if (this.#isLooking || this.#isOver) return;
    this.#isLooking = true;
    this.#looking = this.#beginDue()
      .catch((error: unknown) => this.#sources.log.error({ error }, 'webhooks not looked for'))
      .finally(() => {
        this.#isLooking = false;
      });
  }

  /** Begins what is due and can be sent now; nobody waits for another receiver. */
  async #beginDue(): Promise<void> {
    const { store, now } = this.#sources;
    // Of a delivery that ends while the rows are read, the row read may be the one before it.
    const before = new Set(this.#underWay.keys());
    for (const webhook of await store.webhooksDue(now())) {
      const origin = new URL(webhook.url).origin;
      if (before.has(webhook.id) || this.#sendsTo(origin) >= WEBHOOK_SENDS_PER_TARGET_MAX) continue;
      const row = await store.workbook(webhook.workbook);
      if (row === undefined || row.head <= webhook.sentUpTo || this.#isOver) continue;
      const { id } = webhook;
      const ended = this.#deliver(webhook)
        .catch((error: unknown) => {
          this.#sources.log.error({ error, webhook: id }, 'webhook not delivered');
        })
        .finally(() => this.#underWay.delete(id));
      this.#underWay.set(id, { origin, ended });
    }
  }

  #sendsTo(target: string): number {
    return [...this.#underWay.values()].filter(({ origin }) => origin === target).length;
  }

  async #deliver(webhook: WebhookRow): Promise<void> {
    const { upTo, fault } = await this.#send(webhook);
    if (fault === undefined)
      await this.#note(webhook, { sentUpTo: upTo, failures: 0, fault: null });
    else
      await this.#note(webhook, {
        sentUpTo: webhook.sentUpTo,
        failures: webhook.failures + 1,
        fault,
      });
  }

  async #note(
    { id }: WebhookRow,
    to: { sentUpTo: number; failures: number; fault: string | null },
  ): Promise<void> {
    const pause_ms =
      to.failures === 0
        ? 0
        : Math.min(WEBHOOK_PAUSE_MS * 2 ** (to.failures - 1), WEBHOOK_PAUSE_MS_MAX);
    const nextAt = this.#sources.now() + pause_ms;
    const { sentUpTo, failures, fault } = to;
    await this.#sources.store.noteWebhook({ id, sentUpTo, failures, lastError: fault, nextAt });
  }

  /** Sends the next entries. `upTo` is how far the receiver then is; `fault` why it is not. */
  async #send(webhook: WebhookRow): Promise<{ upTo: number; fault?: string }> {
    const { store, registry, now } = this.#sources;
    const { sentUpTo: after, by: person } = webhook;
    const allowed = new Set((await store.webhookTargets()).map(({ origin }) => origin));
    const url = webhookUrl(webhook.url, allowed);
    if (!url.ok) return { upTo: after, fault: 'the target is no longer allowed' };
    if ((await store.person(person))?.passwordHash === NO_ACCESS) {
      return { upTo: after, fault: 'whoever added it was shut out' };
    }
    const workbook = await registry.get(webhook.workbook as WorkbookId);
    if (workbook === undefined) return { upTo: after, fault: 'the workbook cannot be read' };
    const page = { after, limit: WEBHOOK_ENTRIES_MAX };
    const found = await journalLines(this.#sources, { workbook, person }, page);
    if (found === undefined) return { upTo: after, fault: 'whoever added it may no longer read' };
    const { lines, upTo } = found;
    if (lines.length === 0) return { upTo };
    const pinned = await pin(url.value);
    if (pinned === undefined) return { upTo: after, fault: 'the name leads to no public address' };
    const delivery: WebhookDelivery = {
      webhook: webhook.id,
      workbook: workbook.id,
      entries: lines,
    };
    const body = JSON.stringify(delivery);
    const id = `${webhook.id}-${after + 1}`;
    const fault = await send({
      url: url.value,
      pinned,
      secret: webhook.secret,
      id,
      body,
      at: now(),
    });
    return fault === undefined ? { upTo } : { upTo, fault };
  }
}
