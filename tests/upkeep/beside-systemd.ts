/** A systemd of its own beside this machine's, in which the shipped units can be started, killed and stopped. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, ROOT, runProgram } from './command.ts';

const SYSTEMD = '/lib/systemd/systemd';
/** How long systemd may take until it takes orders, in milliseconds. */
const BOOT_MS = 60_000;
const LOOK_MS = 100;

export type Booted = {
  /** Runs a line of shell there, as root. */
  shell: (line: string) => Promise<Ended>;
  stop: () => Promise<void>;
};

/** What this machine lacks for it, in words; undefined where it can be done. */
export async function lackedForSystemd(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'only root can make the namespaces';
  if (!existsSync(SYSTEMD) || !existsSync('/usr/bin/npm')) return 'systemd or npm is not installed';
  // Two of them would order each other's groups about.
  if ((await readFile('/proc/1/comm', 'utf8')).trim() === 'systemd')
    return 'this machine runs systemd itself: follow docs/operations.md on it';
  return undefined;
}

/** Boots it with the checkout, built before, at /opt/tallystick. */
export async function bootSystemd(): Promise<Booted> {
  const room = await mkdtemp(join(tmpdir(), 'tallystick-systemd-'));
  const apart = ['--pid', '--mount', '--uts', '--ipc', '--net', '--fork', '--kill-child'];
  const script = join(import.meta.dirname, 'boot-systemd.sh');
  const parent = spawn('unshare', [...apart, 'bash', script, room, ROOT], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((ended) => parent.on('exit', () => ended()));
  const children = `/proc/${parent.pid}/task/${parent.pid}/children`;
  const stop = async (): Promise<void> => {
    parent.kill('SIGKILL');
    await gone;
    await rm(room, { recursive: true, force: true });
  };
  const shell = async (line: string): Promise<Ended> => {
    const [first = ''] = (await readFile(children, 'utf8')).split(' ');
    const inside = ['-t', first, '-m', '-p', '-u', '-i', '-n'];
    const env = { PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
    return await runProgram('nsenter', [...inside, 'bash', '-c', line], { env });
  };
  const until = performance.now() + BOOT_MS;
  while (!/running|degraded/.test((await shell('systemctl is-system-running')).said)) {
    if (performance.now() > until) {
      await stop();
      throw new Error('systemd did not come up');
    }
    await new Promise((later) => setTimeout(later, LOOK_MS));
  }
  return { shell, stop };
}
