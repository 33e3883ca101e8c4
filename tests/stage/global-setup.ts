/** Opens the stage of a test run before its first file, and takes it down after the last. */
import { startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { findBrowser } from './chromium.ts';
import { type DemoFolder, Stage } from './stage.ts';

/** A demo as its first start leaves it. */
async function makeDemo(): Promise<DemoFolder> {
  const dataDir = await temporaryDataDir();
  const server = await startServerProcess({ dataDir });
  const code = await server.stop();
  if (code !== 0) throw new Error(`the demo's server ended with ${code}: ${server.output()}`);
  return { dataDir };
}

export default async function openStage(): Promise<() => Promise<void>> {
  const stage = new Stage({ browser: () => findBrowser(process.env), demo: makeDemo });
  await stage.open();
  return async () => await stage.close();
}
