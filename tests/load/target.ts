/** A server under load: how the crowd reaches it, and how it is started and stopped as a child process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Speech } from './speech.ts';

export const TARGET_NAMES = ['tallystick', 'y-websocket', 'hocuspocus', 'relay'] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

/** How an editor comes in; plain data, because it is handed to the client process. */
export type Door = {
  speech: Speech;
  port: number;
  /** Of the WebSocket, such as `/` or `/live`. */
  path: string;
  room: string;
  /** Text of the token message; `{client}` stands for the editor's Yjs client id. */
  token: string;
  /** Value of the `Origin` header; none is sent when absent. */
  origin?: string;
  /** `Cookie` headers; editor n sends number n modulo their count. Empty: none is sent. */
  cookies: string[];
  /** Text cells that every editor may write. Editors beyond their count share cells. */
  cells: string[];
};

/** A server that listens. `stop` ends it and whatever it left on disk. */
export type Target = { name: TargetName; pid: number; door: Door; stop: () => Promise<void> };

/** A child process that said where it listens. */
export type Child = { pid: number; port: number; stop: () => Promise<void> };

/** How long a server may take until it listens, and until it has ended. */
const START_MS = 20_000;
const STOP_MS = 3_000;

/**
 * Starts `node FILE --port 0` and waits for its one JSON line `{"port", "pid"}`.
 * Throws, with what it wrote to stderr, when it ends or stays silent.
 */
export async function startChild(file: string, env: Record<string, string> = {}): Promise<Child> {
  const child = spawn(process.execPath, [file, '--port', '0'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  let complaint = '';
  child.stderr.on('data', (bytes) => {
    if (complaint.length < 4_000) complaint += String(bytes);
  });
  const port = await new Promise<number>((resolve, reject) => {
    const failed = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${file}: ${why}\n${complaint}`));
    };
    const late = setTimeout(() => failed(`no port within ${START_MS} ms`), START_MS);
    child.once('exit', (code) => failed(`ended with code ${code} before it listened`));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late);
      child.removeAllListeners('exit');
      resolve((JSON.parse(line) as { port: number }).port);
    });
  });
  return { pid: child.pid as number, port, stop: () => stopChild(child) };
}

/** Asks a child to end, and makes it after `STOP_MS`. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(insist);
}
