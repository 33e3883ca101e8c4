/**
 * What a process has used: processor time of all its threads, and resident memory. Linux only. Source: proc(5),
 * `/proc/PID/stat` fields 14 and 15, `/proc/PID/status` VmRSS.
 */
import { readFileSync } from 'node:fs';

/** Linux reports processor time to user space in hundredths of a second (USER_HZ). */
const TICK_US = 10_000;

/** Processor time since the start in microseconds, resident memory in bytes. */
export type ProcessUsage = { cpu_us: number; rss_bytes: number };

/** Reads one process, its worker threads included, child processes not. Throws when it has ended. */
export function processUsage(pid: number): ProcessUsage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command in parentheses may hold spaces; the counted fields follow its last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rss_kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
  if (!Number.isFinite(ticks) || !Number.isFinite(rss_kib)) {
    throw new Error(`process ${pid} cannot be read from /proc`);
  }
  return { cpu_us: ticks * TICK_US, rss_bytes: rss_kib * 1024 };
}
