/** Starts one of the three baselines and says how to reach it. */
import { fileURLToPath } from 'node:url';
import type { Speech } from '../speech.ts';
import { startChild, type Target, type TargetName } from '../target.ts';

export type BaselineName = Exclude<TargetName, 'tallystick'>;

const ROOM = 'workbook';

const BASELINES: Record<BaselineName, { file: string; speech: Speech; path: string }> = {
  'y-websocket': { file: 'y-websocket.ts', speech: 'y-websocket', path: `/${ROOM}` },
  hocuspocus: { file: 'hocuspocus-stock.ts', speech: 'hocuspocus', path: '/' },
  relay: { file: 'relay-batched.ts', speech: 'relay', path: '/' },
};

/** A fresh baseline whose editors write `cells`. */
export async function startBaseline(name: BaselineName, cells: string[]): Promise<Target> {
  const { file, speech, path } = BASELINES[name];
  const child = await startChild(fileURLToPath(new URL(file, import.meta.url)));
  const door = { speech, port: child.port, path, room: ROOM, token: 'load', cookies: [], cells };
  return { name, pid: child.pid, door, stop: child.stop };
}

/** As many text cells as a workbook has: two for each of 112 rows. */
export function plainCells(): string[] {
  return Array.from({ length: 112 }, (_, row) => row).flatMap((row) => [
    `air_pollution.point_${row}:source`,
    `air_pollution.point_${row}:notes`,
  ]);
}
