/** A process that holds the one browser of a test run: says in a line where it is, and ends with whoever started it. */
import { serveBrowser } from './chromium.ts';

const served = await serveBrowser(process.env);
const say = (about: { address: string } | { reason: string }): void => {
  process.stdout.write(`${JSON.stringify(about)}\n`);
};
if ('reason' in served) say(served);
else {
  const { started } = served;
  say({ address: started.wsEndpoint() });
  // The pipe ends with the run, also with one that was killed.
  process.stdin.resume().once('end', () => void started.close().then(() => process.exit()));
  started.once('close', () => process.exit());
}
