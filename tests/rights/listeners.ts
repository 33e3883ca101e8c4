/**
 * Everybody who may enter the room listens while words are planted: live messages, cells and presence are a door too.
 */
import { RoomClient } from '../process/room-client.ts';
import { ACTORS, type ActorName, type Scene } from './scene.ts';
import { foundIn, leaks } from './secrets.ts';

export type ListenReport = { listeners: number; wrong: string[]; found: Set<string> };

/** Lets everybody listen who is let in; answers how to stop, and what was heard. */
export async function listen(scene: Scene): Promise<() => ListenReport> {
  const { room } = await scene.clients.coordinator.view(scene.workbook);
  const clients = new Map<ActorName, RoomClient>();
  for (const actor of ACTORS) {
    const client = await RoomClient.enter(scene.clients[actor], room ?? '');
    if (client !== undefined) clients.set(actor, client);
  }
  return () => {
    const report: ListenReport = { listeners: clients.size, wrong: [], found: new Set() };
    for (const [actor, client] of clients) {
      const presence = [...(client.provider.awareness?.getStates().values() ?? [])];
      const text = JSON.stringify([client.messages, [...client.cells()], presence]);
      for (const where of leaks(actor, text))
        report.wrong.push(`${actor}, live: is shown ${where}`);
      for (const word of foundIn(text)) report.found.add(word);
      client.close();
    }
    return report;
  };
}
