/** A real Chromium from wherever this machine has one: the system's own, or that of an npm package, unpacked once. */
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Arguments of the packaged browser that end it when one of two people leaves, or hide what a real one would refuse. */
const UNFIT = new Set([
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
]);
/** What a browser has to start within, in milliseconds; the machine may be busy. */
const LAUNCH_MS = 60_000;
const CACHE = resolve(import.meta.dirname, '../../.cache');

type Candidate = { executablePath: string; args: string[]; env?: Record<string, string> };
type Started<T> = { started: T } | { reason: string };

/** The browser named by the environment and no other, else the system's own. */
function installed(env: NodeJS.ProcessEnv): Candidate[] {
  const named = env.CHROMIUM;
  const isNamed = named !== undefined && named !== '';
  const paths = isNamed ? [named] : SYSTEM.filter((path) => existsSync(path));
  return paths.map((executablePath) => ({ executablePath, args: ARGS }));
}

/**
 * The Chromium of an npm package, unpacked once a checkout and version. Not into the system's temporary folder, which is
 * emptied or lies in memory; whoever races for it unpacks as well, and one wins.
 */
async function packaged(): Promise<Candidate[]> {
  const { default: pack, inflate } = await import('@sparticuz/chromium');
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const kept = join(CACHE, `chromium-${version}`);
  if (!existsSync(kept)) {
    await mkdir(CACHE, { recursive: true });
    const fresh = await mkdtemp(`${kept}-`);
    const { TMPDIR } = process.env;
    process.env.TMPDIR = fresh;
    try {
      await pack.executablePath();
      await inflate(join(folder, 'bin/al2023.tar.br'));
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
    await rename(fresh, kept).catch(() => rm(fresh, { recursive: true }));
  }
  const executablePath = join(kept, 'chromium');
  // Machines without the libraries of a desktop take those of the package.
  const libraries = { ...definedOf(process.env), LD_LIBRARY_PATH: join(kept, 'al2023/lib') };
  const own = pack.args.filter((arg) => !UNFIT.has(arg));
  return [
    { executablePath, args: ARGS },
    { executablePath, args: ARGS, env: libraries },
    { executablePath, args: own, env: libraries },
  ];
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const pairs = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(pairs);
}

/** The first browser that starts in the given way, or why none did. */
async function firstThatStarts<T>(
  start: (options: LaunchOptions) => Promise<T>,
  env: NodeJS.ProcessEnv,
): Promise<Started<T>> {
  const reasons: string[] = [];
  for (const list of [() => installed(env), packaged]) {
    let candidates: Candidate[] = [];
    try {
      candidates = await list();
    } catch (error) {
      reasons.push((error as Error).message);
    }
    for (const candidate of candidates) {
      try {
        return { started: await start({ ...candidate, timeout: LAUNCH_MS }) };
      } catch (error) {
        const [line = ''] = (error as Error).message.split('\n');
        reasons.push(`${candidate.executablePath}: ${line}`);
      }
    }
  }
  return { reason: `no browser starts here: ${reasons.join('; ')}` };
}

/** A browser for this process alone. */
export async function launchBrowser(env: NodeJS.ProcessEnv): Promise<Started<Browser>> {
  return await firstThatStarts((options) => chromium.launch(options), env);
}

/** A browser that other processes of this machine connect to, by an address that cannot be guessed. */
export async function serveBrowser(env: NodeJS.ProcessEnv): Promise<Started<BrowserServer>> {
  const start = (options: LaunchOptions): Promise<BrowserServer> =>
    chromium.launchServer({ ...options, host: '127.0.0.1' });
  return await firstThatStarts(start, env);
}
