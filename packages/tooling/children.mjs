/**
 * Programs that run for us, and end with us. Orphans come from getting signals almost right: npm killed outright tells
 * nobody, Ctrl+C reaches a whole group, and a shell in between would end without us and make npm answer with the signal
 * instead of our code.
 */
import { spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** How often we look whether npm is still there. */
const WATCH_MS = 500;
/** What a program has to end in after it was asked to; then it is killed. */
const PATIENCE_MS = 20_000;

const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
/** npm itself: the scripts of package.json say `exec`, so that no shell stands between. */
const born = process.ppid;
/** The process group of the program that runs now. */
let running;
let isEnding = false;

function send(signal) {
  if (running === undefined) return;
  try {
    process.kill(-running, signal);
  } catch {
    // It ended between the look and the call.
  }
}

function end(signal) {
  if (running === undefined) process.exit(130);
  send(signal);
  if (!isEnding) setTimeout(() => send('SIGKILL'), PATIENCE_MS).unref();
  isEnding = true;
}

for (const signal of SIGNALS) process.on(signal, () => end(signal));
if (isUnderNpm) {
  setInterval(() => {
    if (!isEnding && process.ppid !== born) end('SIGTERM');
  }, WATCH_MS).unref();
}

/**
 * Runs a program to its end, its output shown, and answers its exit code. It has a process group of its own, which
 * gets our signals: so Ctrl+C reaches it once, and what it started ends with it.
 */
export function run(program, args, { cwd, env }) {
  return new Promise((done, failed) => {
    const stdio = ['ignore', 'inherit', 'inherit'];
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    running = child.pid;
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      running = undefined;
      done(code ?? (signal === null ? 1 : 130));
    });
  });
}

/** Whether we were asked to end. */
export function isAskedToEnd() {
  return isEnding;
}
