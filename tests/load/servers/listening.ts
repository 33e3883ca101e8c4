/** The manners of a baseline server as a child process: says where it listens, ends on SIGTERM or with its parent. */

/** Prints the one JSON line that the runner waits for, and ends the process when the runner is gone. */
export function announce(port: number): void {
  process.stdout.write(`${JSON.stringify({ port, pid: process.pid })}\n`);
  // The parent holds the other end of stdin; when it dies, so does this.
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(0));
}

/** The value after `--port`; 0 lets the system choose. */
export function wantedPort(): number {
  const at = process.argv.indexOf('--port');
  return at < 0 ? 0 : Number(process.argv[at + 1]);
}
