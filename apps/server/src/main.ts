/** The process: starts one server, prints where it is, stops it on a signal. */
import { readConfig } from './service/config.ts';
import { teller } from './service/log.ts';
import { beginOriginIn, startServer } from './server.ts';
import { startFault } from './service/start-fault.ts';

const config = readConfig(process.env, process.argv.slice(2));
const { say, fail } = teller('fault' in config ? 'plain' : config.logFormat);
if ('fault' in config) {
  fail(config.fault);
  process.exit(2);
}

if (config.newOrigin) {
  const begun = await beginOriginIn(config).catch((error: unknown) => ({
    fault: startFault(error, config.dataDir),
  }));
  if ('fault' in begun) {
    fail(begun.fault);
    process.exit(2);
  }
  if (begun.former !== undefined) say(`The former key lies in ${begun.former}`);
  say(`A new origin begins. Give its public key away: ${begun.vkey}`);
  say('Now start without --new-origin.');
  process.exit(0);
}

// A rejection that nobody awaits is a defect of ours, never a reason to take everybody's work away.
process.on('unhandledRejection', (error) => fail('unhandled rejection', error));

/** Who is asked to stop stops in order, from the first moment on: what has begun is taken down once it stands. */
let stop: (() => void) | undefined;
let isAsked = false;
let signalled = '';
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (isAsked) return;
    isAsked = true;
    signalled = signal;
    stop?.();
  });
}

const running = await startServer(config, {
  logLevel: 'info',
  logFormat: config.logFormat,
}).catch((error: unknown) => ({
  fault: startFault(error, config.dataDir),
}));
if ('fault' in running) {
  fail(running.fault);
  process.exit(2);
}

stop = () => {
  running.log.info({ signal: signalled }, 'asked to stop');
  running.close().then(
    () => {
      running.log.info('stopped');
      process.exit(0);
    },
    (error: unknown) => {
      fail('stopped with an error', error);
      process.exit(1);
    },
  );
};
if (isAsked) stop();

say(`Tallystick is at ${running.url}`);
if (running.demo) say(`This is a demo with a fictional city. Its data lies in ${config.dataDir}`);
if (running.nameNote !== null) say(running.nameNote);
if (running.firstLink !== null) {
  say(`Make the first administrator here, once: ${running.url}${running.firstLink}`);
}
