/**
 * The server that is measured, with a workbook made ready for the crowd. It alone needs people, sessions and an open
 * workbook before the first edit.
 */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { WHOEVER } from '@tallystick/protocol/room-token';
import { roomName } from '@tallystick/room/shape';
import { prepareWorkbook } from '../../process/prepared-workbook.ts';
import {
  removeDataDir,
  startServerProcess,
  temporaryDataDir,
} from '../../process/server-process.ts';
import type { Target } from '../target.ts';

/** Each signs in once and opens several sockets, as people with several tabs do. */
const PEOPLE = 60;

/**
 * Starts this project's server on a fresh data folder with a workbook that 60 coordinators may fill in. `yjs`: the crowd
 * enters by the door of plain Yjs clients.
 */
export async function startTallystick(way: 'native' | 'yjs' = 'native'): Promise<Target> {
  const dataDir = await temporaryDataDir();
  const { workbook, people } = await prepareWorkbook(
    dataDir,
    Array.from({ length: PEOPLE }, () => 'coordinator' as const),
  );
  const server = await startServerProcess({ dataDir, args: ['--empty'] });
  const cells = loadCatalogue().dataPoints.flatMap(({ row }) => [`${row}:source`, `${row}:notes`]);
  return {
    name: 'tallystick',
    pid: server.pid,
    door: {
      ...(way === 'native'
        ? { speech: 'hocuspocus', path: '/collab' }
        : { speech: 'y-websocket', path: `/yjs/${workbook}` }),
      port: server.port,
      room: roomName(workbook, 0),
      token: WHOEVER,
      origin: server.url,
      cookies: people.map((person) => person.cookie),
      cells,
    },
    stop: async () => {
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}
