/** The server as it is, whose every entry has a field more than its noun names. */
import { readConfig } from '@tallystick/server/service/config';
import { startServer } from '@tallystick/server/server';
import { makePlanting } from './planting.ts';

const config = readConfig(process.env, ['--empty']);
if ('fault' in config) throw new Error(config.fault);
const running = await startServer(config, { logLevel: 'warn', logFormat: 'json' });
if ('fault' in running) throw new Error(running.fault);
makePlanting(running.store);
process.on('SIGTERM', () => {
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
process.stdout.write(`Tallystick is at ${running.url}\n`);
