/**
 * The cells of a room as the server last had them, kept in this browser by y-indexeddb. It is only ever shown: nothing
 * of it is merged into a document that is written to.
 *
 * Invariants: it holds what the server has said or acknowledged and nothing else, so no refused write can live on in it;
 * it is of one generation of one person's room, named by both, and goes when the next generation begins. What is unsaved
 * is kept elsewhere (`keeping.ts`), as values, and written into a document that the server has filled.
 */
import { createRoom, readCells } from '@tallystick/room/shape';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { forgetRoom, keptDatabase, roomDatabase } from './kept-database.ts';

export class KeptRoom {
  readonly room: string;
  private readonly person: string;
  private readonly doc = createRoom();
  private readonly persistence: IndexeddbPersistence;

  private constructor(person: string, room: string) {
    this.person = person;
    this.room = room;
    this.persistence = new IndexeddbPersistence(roomDatabase(person, room), this.doc);
  }

  /** Opens what is kept of a room; undefined where this browser has no database for us. */
  static async open(person: string, room: string): Promise<KeptRoom | undefined> {
    if ((await keptDatabase()) === undefined) return undefined;
    const kept = new KeptRoom(person, room);
    await kept.persistence.whenSynced;
    return kept;
  }

  cells(): Map<string, string> {
    return readCells(this.doc);
  }

  /** Takes what a settled document holds beyond what is kept. */
  take(settled: Y.Doc): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(settled, Y.encodeStateVector(this.doc)));
  }

  async close(): Promise<void> {
    await this.persistence.destroy();
    this.doc.destroy();
  }

  /** Closes it and removes it from this browser. */
  async forget(): Promise<void> {
    await this.close();
    forgetRoom(this.person, this.room);
  }
}
