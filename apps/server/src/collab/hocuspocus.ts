/** Hocuspocus as this server uses it: hand-shake, first sync and presence state. Edits never pass through it. */
import { type Document, Hocuspocus } from '@hocuspocus/server';
import { WHOEVER } from '@tallystick/protocol/room-token';
import { parseRoomName } from '@tallystick/room/shape';
import { applyUpdate } from 'yjs';
import { serve } from '../room/defect.ts';
import type { UpdatePages } from '../room/live-room.ts';
import type { RoomSocket } from './room-socket.ts';

/** A refusal in the form Hocuspocus passes on to the client. It has no `message`, so that nothing is logged. */
export type Denial = { reason: string };

type RoomPlace = Parameters<RoomSocket['enter']>[0];

/** What a connection carries: our socket, or the updates of a room that the server itself opens. */
export type CollabContext = { socket?: RoomSocket; updates?: UpdatePages };

/**
 * Hocuspocus forgets documents by name: a socket of a dropped one that closes late would take its successor away, and
 * whoever comes then finds no room.
 */
class Rooms extends Hocuspocus {
  override async unloadDocument(document: Document): Promise<void> {
    if (this.documents.get(document.name) === document) await super.unloadDocument(document);
  }
}

/** The only Hocuspocus of a server. */
export function makeHocuspocus(): Hocuspocus {
  return new Rooms({
    quiet: true,
    timeout: 60_000,
    maxUnauthenticatedQueueSize: 64 * 1024,
    maxUnauthenticatedQueueMessages: 16,
    maxPendingDocuments: 1,
    async onAuthenticate({ context, documentName, connectionConfig, token }) {
      const socket = (context as CollabContext).socket;
      const room = parseRoomName(documentName);
      if (socket === undefined || room === undefined) throw denial('not-found');
      // A page whose session has become another person's would write what it holds under their name.
      if (token !== WHOEVER && token !== socket.person) throw denial('not-signed-in');
      // Hocuspocus itself must never take an edit: the gate does.
      connectionConfig.readOnly = true;
      const denied = await enter(socket, room);
      if (denied !== undefined) throw denial(denied);
    },
    async onLoadDocument({ document, context }) {
      const updates = (context as CollabContext).updates;
      // Rooms are opened by the workbook alone; a client cannot make one by asking for it.
      if (updates === undefined) throw denial('not-found');
      for await (const page of updates) {
        document.transact(() => {
          for (const update of page) applyUpdate(document, update);
        });
      }
    },
    async connected({ connection, context }) {
      const { socket } = context as CollabContext;
      if (socket !== undefined) serve(socket, () => socket.opened(connection));
    },
    async beforeSync({ type }) {
      // The backstop: step 2 and updates go to the gate before Hocuspocus sees them.
      if (type !== 0) throw denial('bad-request');
    },
  });
}

/** A hook that rejects for anything but a denial would leave the socket open, and deaf. */
async function enter(socket: RoomSocket, room: RoomPlace): Promise<string | undefined> {
  try {
    return await socket.enter(room);
  } catch (error) {
    socket.failed(error);
    return 'unavailable';
  }
}

function denial(reason: string): Denial {
  return { reason };
}
