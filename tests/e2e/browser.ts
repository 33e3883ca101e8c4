/**
 * A real Chromium for the browser tests, from wherever this machine has one.
 * Own file because without any browser the suites are skipped by name, with the reason, instead of failing.
 */
import { type Browser, chromium } from 'playwright';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe } from 'vitest';

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
/** What one test has to end within, in milliseconds: browsers on a busy machine are slow, and none waits for long. */
const TEST_MS = 180_000;
/** What a browser has to start within, in milliseconds; the machine may be busy. */
const LAUNCH_MS = 60_000;

type Candidate = { executablePath: string; args: string[]; env?: Record<string, string> };
type Opened = { browser: Browser } | { reason: string };

/** The browser named by the environment and no other, else the system's own. */
function installed(env: NodeJS.ProcessEnv): Candidate[] {
  const named = env.CHROMIUM;
  const isNamed = named !== undefined && named !== '';
  const paths = isNamed ? [named] : SYSTEM.filter((path) => existsSync(path));
  return paths.map((executablePath) => ({ executablePath, args: ARGS }));
}

/** The Chromium of an npm package, unpacked once a machine; workers that race for it each unpack, and one wins. */
async function packaged(): Promise<Candidate[]> {
  const { default: pack, inflate } = await import('@sparticuz/chromium');
  const kept = join(tmpdir(), 'tallystick-test-chromium');
  if (!existsSync(kept)) {
    const fresh = await mkdtemp(`${kept}-`);
    const { TMPDIR } = process.env;
    process.env.TMPDIR = fresh;
    try {
      await pack.executablePath();
      await inflate(
        join(
          dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))),
          '../bin/al2023.tar.br',
        ),
      );
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

async function launched(candidate: Candidate): Promise<Opened> {
  try {
    return { browser: await chromium.launch({ ...candidate, timeout: LAUNCH_MS }) };
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n');
    return { reason: `${candidate.executablePath}: ${line}` };
  }
}

/** Opens the first browser that starts, or says why none did. */
export async function openBrowser(env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  const reasons: string[] = [];
  for (const list of [() => installed(env), packaged]) {
    let candidates: Candidate[] = [];
    try {
      candidates = await list();
    } catch (error) {
      reasons.push((error as Error).message);
    }
    for (const candidate of candidates) {
      const opened = await launched(candidate);
      if ('browser' in opened) return opened;
      reasons.push(opened.reason);
    }
  }
  return { reason: `no browser starts here: ${reasons.join('; ')}` };
}

/** A suite in a browser of its own; without one its tests are skipped by name, and the name says why. */
export async function describeInBrowser(
  name: string,
  suite: (browser: Browser) => void,
): Promise<void> {
  const opened = await openBrowser();
  if ('reason' in opened) {
    // The tests are only collected: none of them, nor their hooks, ever touches the browser.
    describe.skip(`${name} (${opened.reason})`, () => suite(undefined as never));
    return;
  }
  describe(name, { timeout: TEST_MS }, () => {
    afterAll(async () => await opened.browser.close());
    suite(opened.browser);
  });
}
