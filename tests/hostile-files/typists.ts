/** A thread in which people type into one workbook, each a value a second, until they are told to stop. */
import { parentPort, workerData } from 'node:worker_threads';
import { ApiClient } from '../process/api-client.ts';
import { RoomClient } from '../process/room-client.ts';

export type Typing = { url: string; workbook: string; cookies: string[]; cells: string[] };
export type Typed = { saves: number; slowest_ms: number };

const { url, workbook, cookies, cells } = workerData as Typing;
const SECOND_MS = 1_000;
const typed: Typed = { saves: 0, slowest_ms: 0 };
let isOver = false;

parentPort?.on('message', () => {
  isOver = true;
});
const clients: RoomClient[] = [];
for (const cookie of cookies) {
  const api = new ApiClient(url, cookie);
  const { room } = await api.view(workbook);
  clients.push(await RoomClient.join(api, room ?? ''));
}
parentPort?.postMessage('begun');
await Promise.all(clients.map(typeOn));
for (const client of clients) client.close();
parentPort?.postMessage(typed);
parentPort?.close();

async function typeOn(client: RoomClient, at: number): Promise<void> {
  const cell = cells[at % cells.length] ?? '';
  await wait((at * SECOND_MS) / clients.length);
  while (!isOver) {
    const began = performance.now();
    await client.save(cell, `typed ${at} ${typed.saves}`);
    const ms = performance.now() - began;
    typed.saves += 1;
    typed.slowest_ms = Math.max(typed.slowest_ms, ms);
    await wait(Math.max(0, SECOND_MS - ms));
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((turn) => setTimeout(turn, ms));
}
