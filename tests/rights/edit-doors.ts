/** The doors through which a cell can be set, each tried alike: one edit, and what came of it. */
import { CLOSE } from '@tallystick/protocol/close-codes';
import { ApiClient } from '../process/api-client.ts';
import { fetchFrom } from '../process/fetch-from.ts';
import { PlainClient } from '../process/plain-client.ts';
import { RoomClient } from '../process/room-client.ts';
import type { Stage } from './edit-lines.ts';
import type { ActorName, Scene } from './scene.ts';

/** One edit of one person; answers `yes`, the code of the refusal, or `no-door` where the person was not let in. */
export type EditDoor = {
  name: string;
  /** Whether this cell is tried here; all are where it is left out. */
  tries?: (cell: { column: string; stage: Stage }) => boolean;
  attempt: (
    scene: Scene,
    edit: { actor: ActorName; cell: string; text: string },
  ) => Promise<string>;
  /** Lets go of what was opened for this stage. */
  close: () => void;
};

/** The web app's own socket. A refused client has diverged, so it is made anew. */
export function socketDoor(): EditDoor {
  const clients = new Map<ActorName, RoomClient>();
  const enter = async (scene: Scene, actor: ActorName): Promise<RoomClient | undefined> => {
    const known = clients.get(actor);
    if (known !== undefined) return known;
    const client = scene.clients[actor];
    // Those who see the workbook are told the room's name; all others try the true one.
    const { room } = await scene.clients.coordinator.view(scene.workbook);
    const entered = await RoomClient.enter(client, room ?? '');
    if (entered !== undefined) clients.set(actor, entered);
    return entered;
  };
  return {
    name: 'socket',
    attempt: async (scene, { actor, cell, text }) => {
      const client = await enter(scene, actor);
      if (client === undefined) return 'no-door';
      const told = client.messages.length;
      client.set(cell, text);
      const refusal = () =>
        client.messages.slice(told).find((message) => message.type === 'refused');
      await client.until(() => client.saved || refusal() !== undefined, `an answer for ${cell}`);
      const refused = refusal();
      if (refused === undefined) return 'yes';
      client.close();
      clients.delete(actor);
      return refused.refusal.code;
    },
    close: () => {
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}

/** Programs: cells over HTTP. */
export function apiDoor(): EditDoor {
  return {
    name: 'api',
    attempt: async (scene, { actor, cell, text }) => {
      const { url, cookie, fetch: askFrom } = scene.clients[actor];
      const answer = await askFrom(`${url}/api/workbooks/${scene.workbook}/cells`, {
        method: 'PATCH',
        headers: { cookie, origin: url, 'content-type': 'application/json' },
        body: JSON.stringify({ cells: { [cell]: text } }),
      });
      if (answer.status === 200) return 'yes';
      const said = (await answer.json()) as { code: string; refused?: { code: string }[] };
      // Who may not enter the room is told so before any cell is looked at.
      if (answer.status === 401 || answer.status === 404) return 'no-door';
      if (actor === 'observer' && said.refused === undefined) return 'no-door';
      return said.refused?.[0]?.code ?? said.code;
    },
    close: () => {},
  };
}

/** Plain Yjs clients. There is no answer here: what is taken is in the workbook, what is not ends the connection. */
export function yjsDoor(): EditDoor {
  const clients = new Map<ActorName, PlainClient>();
  const enter = async (scene: Scene, actor: ActorName): Promise<PlainClient | undefined> => {
    const known = clients.get(actor);
    if (known !== undefined) return known;
    const { url, cookie } = scene.clients[actor];
    const client = new PlainClient(url, scene.workbook, { cookie, origin: url });
    let isRefused = false;
    client.provider.on('connection-error', () => {
      isRefused = true;
    });
    const isOut = () => isRefused || client.closes.length > 0;
    await client.until(() => client.provider.synced || isOut(), 'an answer at the door');
    if (!isOut()) {
      clients.set(actor, client);
      return client;
    }
    client.close();
    return undefined;
  };
  return {
    name: 'yjs',
    // One cell a column group: who is refused too often in a minute waits outside.
    tries: ({ column, stage }) =>
      stage === 'archived'
        ? column === 'notes'
        : ['numerator', 'override', 'notes'].includes(column) && stage !== 'unlocked',
    attempt: async (scene, { actor, cell, text }) => {
      const client = await enter(scene, actor);
      if (client === undefined) return 'no-door';
      client.set(cell, text);
      for (;;) {
        if (client.closes.length > 0) break;
        const answer = await watcher(scene).get(`/api/workbooks/${scene.workbook}/cells/${cell}`);
        if (((await answer.json()) as { text: string | null }).text === text) return 'yes';
      }
      client.close();
      clients.delete(actor);
      if (client.closes[0] !== CLOSE.FORBIDDEN) return `closed with ${client.closes[0]}`;
      return await codeOfDraft(scene, { person: `p_${actor}`, cell, text });
    },
    close: () => {
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}

let looks = 0;

/** The coordinator, from another address each time: looking again and again is counted by address. */
function watcher(scene: Scene): ApiClient {
  const { url, cookie } = scene.clients.coordinator;
  return new ApiClient(url, cookie, fetchFrom(100 + (looks++ % 100)));
}

/** Why a value was refused, as it is kept for its author; says so where it was not kept. */
async function codeOfDraft(
  scene: Scene,
  edit: { person: string; cell: string; text: string },
): Promise<string> {
  const path = `/api/workbooks/${scene.workbook}/refused-drafts?cell=${encodeURIComponent(edit.cell)}`;
  const answer = await watcher(scene).get(path);
  type Draft = { text: string | null; code: string; by: { person: string }; at: number };
  const { drafts } = (await answer.json()) as { drafts: Draft[] };
  const kept = drafts
    .filter(({ text, by }) => text === edit.text && by.person === edit.person)
    .toSorted((one, other) => other.at - one.at)[0];
  return kept?.code ?? 'refused, and not kept';
}
