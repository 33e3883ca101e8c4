/**
 * The process: starts one server, prints where it is, stops it on a signal. Own file: nothing here can be imported.
 */
import { readConfig } from './config.ts';
import { startServer } from './server.ts';
import { startFault } from './start-fault.ts';

/* oxlint-disable no-console -- what a person at the terminal reads */

const config = readConfig(process.env, process.argv.slice(2));
if ('fault' in config) {
  console.error(config.fault);
  process.exit(2);
}

// A rejection that nobody awaits is a defect of ours, never a reason to take everybody's work away.
process.on('unhandledRejection', (error) => console.error('unhandled rejection', error));

const running = await startServer(config, { logLevel: 'warn' }).catch((error: unknown) => ({
  fault: startFault(error, config.dataDir),
}));
if ('fault' in running) {
  console.error(running.fault);
  process.exit(2);
}

console.log(`Tallystick is at ${running.url}`);
if (running.demo)
  console.log('This is a demo with a fictional city. Its data lies in', config.dataDir);
if (running.firstLink !== null) {
  console.log(`Make the first administrator here, once: ${running.url}${running.firstLink}`);
}

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('stopped with an error', error);
        process.exit(1);
      },
    );
  });
}
