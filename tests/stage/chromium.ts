/** A real Chromium from wherever this machine has one: the system's own, or that of an npm package, unpacked once. */
import { type Browser, chromium } from 'playwright';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

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

/** How a browser is started: its program, arguments and environment. */
export type Candidate = { executablePath: string; args: string[]; env?: Record<string, string> };

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
  const folder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
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

/** Starts a browser that is known to start. */
export async function launchBrowser(candidate: Candidate): Promise<Browser> {
  return await chromium.launch({ ...candidate, timeout: LAUNCH_MS });
}

/** The first browser that starts here, tried; or why none did. */
export async function findBrowser(env: NodeJS.ProcessEnv): Promise<Candidate | { reason: string }> {
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
        await (await launchBrowser(candidate)).close();
        return candidate;
      } catch (error) {
        const [line = ''] = (error as Error).message.split('\n');
        reasons.push(`${candidate.executablePath}: ${line}`);
      }
    }
  }
  return { reason: `no browser starts here: ${reasons.join('; ')}` };
}
