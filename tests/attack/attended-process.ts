/** A server started by a command of the test's own: inside a small disk, or with faults on order. */
import { type ChildProcess, spawn } from 'node:child_process';

const START_MS = 30_000;

export type AttendedProcess = {
  url: string;
  port: number;
  pid: number;
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
};

/** Starts it and waits until it says where it is; `ipc` opens a channel for orders. */
export async function startAttended(
  command: string[],
  options: { env: Record<string, string>; ipc?: boolean },
): Promise<AttendedProcess> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', ...(options.ipc === true ? (['ipc'] as const) : [])],
  });
  let output = '';
  const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  const url = await new Promise<string>((found, failed) => {
    const giveUp = () => failed(new Error(`the server did not start:\n${output}`));
    const timer = setTimeout(giveUp, START_MS);
    const hear = (data: Buffer) => {
      output += data;
      const at = /Tallystick is at (http\S+)/.exec(output)?.[1];
      if (at === undefined) return;
      clearTimeout(timer);
      found(at);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', failed);
    ended.then(giveUp, failed);
  }).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const port = Number(new URL(url).port);
  return { url, port, pid: child.pid ?? 0, child, output: () => output, ended };
}
