/**
 * Measure `first-page`: what a person on a bad line has to wait for. Bytes are those of a browser that takes gzip and
 * has nothing cached.
 */
import { get } from 'node:http';
import type { Browser } from 'playwright';
import { openBrowser } from '../e2e/browser.ts';
import { signIn } from '../e2e/workbook-page.ts';
import { DEMO_WORKBOOK } from '../process/api-client.ts';
import { removeDataDir, startServerProcess } from '../process/server-process.ts';
import { atMost, exactly, type Figure, informative, type Measure } from './measure.ts';

const KB = 1_000;
const LIMIT_KB = 450;
/** A class that only the grid's own code names. */
const GRID_MARK = 'ag-root-wrapper';
/** Where the page is whole: what has to be seen, and the person that sees it. */
const PAGES = [
  {
    name: 'sign-in',
    path: '/',
    person: null,
    seen: '[data-testid=email], [data-testid^=enter-as]',
  },
  { name: 'start page', path: '/', person: 'p_wen', seen: `a[href^="/w/${DEMO_WORKBOOK}"]` },
  {
    name: 'workbook on a phone',
    path: `/w/${DEMO_WORKBOOK}`,
    person: 'p_wen',
    seen: '[data-testid=form]',
    width: 390,
  },
  { name: 'workbook', path: `/w/${DEMO_WORKBOOK}`, person: 'p_wen', seen: '.ag-row [col-id=kpi]' },
] as const;

export const measure: Measure = {
  name: 'first-page',
  about: `Bytes of a first visit with gzip and nothing cached: at most ${LIMIT_KB} kB until the first page, and no grid where none is shown.`,
  run: async (say) => {
    const opened = await openBrowser();
    if ('reason' in opened) throw new Error(opened.reason);
    const server = await startServerProcess();
    try {
      const figures: Figure[] = [];
      for (const page of PAGES) {
        const { urls, sent_kB } = await visit(opened.browser, server.url, page);
        const sizes = await Promise.all(urls.map(gzipped));
        const total_kB = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / KB;
        for (const { url, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 8))
          say(`${page.name}: ${(bytes / KB).toFixed(1)} kB ${new URL(url).pathname}`);
        const grid = sizes.filter(({ text }) => text.includes(GRID_MARK)).length;
        figures.push(
          page.name === 'workbook'
            ? informative(`${page.name}: transferred with gzip, the grid with it`, total_kB, 'kB')
            : atMost(`${page.name}: transferred with gzip`, total_kB, 'kB', LIMIT_KB),
          informative(`${page.name}: as this browser took it`, sent_kB, 'kB'),
          informative(`${page.name}: requests`, urls.length, 'requests'),
          exactly(
            `${page.name}: files with the grid in them`,
            Math.min(grid, 1),
            'files',
            page.name === 'workbook' ? 1 : 0,
          ),
        );
      }
      return figures;
    } finally {
      await opened.browser.close();
      await server.stop();
      await removeDataDir(server.dataDir);
    }
  },
};

type Visit = { urls: string[]; sent_kB: number };

/** Opens a page with nothing cached; answers what it asked for until it was whole. */
async function visit(browser: Browser, url: string, page: (typeof PAGES)[number]): Promise<Visit> {
  // A service worker fetches for later visits; this one does not wait for it.
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 'width' in page ? page.width : 1280, height: 800 },
  });
  try {
    if (page.person !== null) await signIn(context, url, page.person);
    const tab = await context.newPage();
    const wire = await context.newCDPSession(tab);
    await wire.send('Network.enable');
    const asked = new Set<string>();
    let bytes = 0;
    wire.on('Network.requestWillBeSent', ({ request }) => asked.add(request.url));
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await tab.goto(url + page.path, { waitUntil: 'networkidle' });
    await tab.locator(page.seen).first().waitFor();
    const cookies = await context.cookies();
    cookieOf.set(url, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
    return { urls: [...asked].filter((each) => each.startsWith(url)), sent_kB: bytes / KB };
  } finally {
    await context.close();
  }
}

/** Origin to the cookie of the last visitor. */
const cookieOf = new Map<string, string>();

/** The body of an address as it goes over the wire to whoever takes gzip, and as text. */
async function gzipped(url: string): Promise<{ url: string; bytes: number; text: string }> {
  const cookie = cookieOf.get(new URL(url).origin) ?? '';
  const bytes = await new Promise<number>((done, failed) => {
    get(url, { headers: { 'accept-encoding': 'gzip', cookie } }, (answer) => {
      let count = 0;
      answer.on('data', (part: Buffer) => {
        count += part.length;
      });
      answer.on('end', () => done(count));
    }).on('error', failed);
  });
  const text = await (await fetch(url, { headers: { cookie } })).text();
  return { url, bytes, text };
}
