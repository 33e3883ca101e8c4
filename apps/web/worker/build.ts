/** Builds the service worker after the app, with the list of the app's files in it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';

/** What the app is made of; compressed copies beside it are the server's business. */
const APP_FILE = /\.(?:js|css|html|svg|woff2|webmanifest)$/;

type AppFile = { url: string; revision: string | null };

async function filesIn(dir: string): Promise<AppFile[]> {
  const all = await readdir(dir, { recursive: true, withFileTypes: true });
  const files: AppFile[] = [];
  for (const each of all) {
    if (!each.isFile() || !APP_FILE.test(each.name) || each.name === 'sw.js') continue;
    const path = join(each.parentPath, each.name);
    const url = `/${relative(dir, path)}`;
    const isHashed = url.startsWith('/assets/');
    files.push({ url, revision: isHashed ? null : await revisionOf(path) });
  }
  return files.sort((a, b) => (a.url < b.url ? -1 : 1));
}

async function revisionOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16);
}

/** The worker at `/sw.js`: where it stands decides which pages it serves, so it may not lie in a folder. */
export function appWorker(made: { entry: string; outDir: string }): Plugin {
  return {
    name: 'tallystick-worker',
    apply: 'build',
    async closeBundle() {
      const files = await filesIn(made.outDir);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          APP_FILES: JSON.stringify(files),
          'process.env.NODE_ENV': '"production"',
        },
        build: {
          outDir: made.outDir,
          emptyOutDir: false,
          target: 'es2023',
          lib: { entry: made.entry, formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
        },
      });
    },
  };
}
