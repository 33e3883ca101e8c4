/**
 * P38: the server asks no address that a user names. Every form goes through every field that takes text, a connection
 * of the server's process to anywhere is counted inside it, and a listener on this machine counts what arrives.
 */
import type { WebhooksView } from '@tallystick/protocol/webhooks';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { removeDataDir, temporaryDataDir } from '../process/server-process.ts';
import { type Installation, startInstallation } from '../programs/installation.ts';
import { type Receiver, startReceiver } from '../programs/receiver.ts';
import { ssrfForms } from './ssrf-forms.ts';

export type SsrfReport = {
  forms: number;
  /** Requests that carried a form to the server. */
  sent: number;
  /** Webhooks that a form made; none may be. */
  webhooks: number;
  /** Connections and look-ups of names that the server's process began. */
  outgoing: string[];
  /** Connections that arrived at a place which was named. */
  arrived: number;
  /** The same counter, in a server with one allowed target: it must count. */
  control: { outgoing: number; delivered: number };
};

const ALLOWED = 'hooks.example';
const PRELOAD = new URL('./outgoing.mjs', import.meta.url).pathname;
/** Longer than the pauses between two looks of the job that delivers. */
const SETTLE_MS = 2_500;

export async function runSsrf(): Promise<SsrfReport> {
  const control = await runControl();
  const listener = await startReceiver();
  const dir = await temporaryDataDir();
  const here = await startWatched(dir);
  // To listen at an address is a look-up of it, too.
  const began = (await outgoingOf(dir)).length;
  try {
    const forms = ssrfForms({ port: listener.port, allowed: ALLOWED });
    const sent = await sendForms(here, forms);
    await pause(SETTLE_MS);
    const view = await here.admin.get(`/api/workbooks/${here.workbook}/webhooks`);
    return {
      forms: forms.length,
      sent,
      webhooks: ((await view.json()) as WebhooksView).webhooks.length,
      outgoing: (await outgoingOf(dir)).slice(began),
      arrived: listener.connections(),
      control,
    };
  } finally {
    await here.server.stop();
    await listener.close();
    await removeDataDir(dir);
  }
}

async function startWatched(dir: string): Promise<Installation> {
  return await startInstallation({
    dataDir: dir,
    env: { NODE_OPTIONS: `--import ${PRELOAD}`, OUTGOING_LOG: join(dir, 'outgoing.log') },
  });
}

async function outgoingOf(dir: string): Promise<string[]> {
  const text = await readFile(join(dir, 'outgoing.log'), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

/** Each form as a target, a webhook, a cell, a comment, a name; then everything is read out again, as files too. */
async function sendForms(here: Installation, forms: string[]): Promise<number> {
  const { admin, workbook } = here;
  const at = `/api/workbooks/${workbook}`;
  await admin.post('/api/admin/webhook-targets', { origin: `https://${ALLOWED}` });
  let sent = 0;
  const post = async (path: string, body: unknown) => {
    await (await admin.post(path, body)).arrayBuffer();
    sent += 1;
  };
  for (const [i, form] of forms.entries()) {
    await post(`${at}/webhooks`, { url: form });
    await post(`${at}/commands`, {
      id: `c_form_${i}`,
      command: {
        type: 'comment',
        cell: 'water_supply_loss.value:source',
        parent: null,
        text: form,
        audience: 'members',
      },
    });
    const answer = await fetch(`${here.server.url}${at}/cells`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        origin: here.server.url,
        cookie: admin.cookie,
      },
      body: JSON.stringify({
        cells: { 'water_supply_loss.value:source': form, 'water_supply_loss.value:notes': form },
      }),
    });
    await answer.arrayBuffer();
    sent += 1;
    if (i % 10 > 0) continue;
    await post(`${at}/commands`, {
      id: `c_entity_${i}`,
      command: { type: 'add-entity', entity: `e_${i}`, name: form.slice(0, 100) },
    });
    await post('/api/workbooks', {
      city: form.slice(0, 100),
      title: form.slice(0, 100),
      due: null,
    });
  }
  for (const file of [
    '',
    '/cells',
    '/results',
    '/history',
    '/export.json',
    '/export.csv',
    '/record.zip',
  ]) {
    await (await admin.get(at + file)).arrayBuffer();
  }
  return sent;
}

/** A server whose administrator allowed the listener itself: the counter must see that it is asked. */
async function runControl(): Promise<SsrfReport['control']> {
  const receiver: Receiver = await startReceiver();
  const dir = await temporaryDataDir();
  const here = await startWatched(dir);
  const began = (await outgoingOf(dir)).length;
  try {
    await here.admin.post('/api/admin/webhook-targets', { origin: receiver.origin });
    const hook = { url: `${receiver.origin}/in`, after: 0 };
    await here.admin.post(`/api/workbooks/${here.workbook}/webhooks`, hook);
    for (let i = 0; i < 500 && receiver.received.length === 0; i++) await pause(20);
    return {
      outgoing: (await outgoingOf(dir)).length - began,
      delivered: receiver.received.length,
    };
  } finally {
    await here.server.stop();
    await receiver.close();
    await removeDataDir(dir);
  }
}
