/**
 * The server, as it is always started, with a second door for a test: whatever is put there is read by the server's own
 * reader of files, in the same process, and its answer, its time and the process' own figures are told.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { FileReader } from '@tallystick/server/files/file-reader';
import { createServer, type IncomingMessage } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const reader = new FileReader({
  log: { error: (...said: unknown[]) => process.stdout.write(`DEFECT ${JSON.stringify(said)}\n`) },
});
let baseline = process.memoryUsage().rss;
let peak = baseline;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 20).unref();

const door = createServer((request, response) => {
  answerTo(request).then(
    (answer) => response.end(JSON.stringify(answer)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
door.listen(0, '127.0.0.1', () => {
  const address = door.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`Files are read at http://127.0.0.1:${address.port}\n`);
});
door.unref();

async function answerTo(request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  if (pathname === '/begin') {
    baseline = process.memoryUsage.rss();
    peak = baseline;
    delay.enable();
    delay.reset();
    return {};
  }
  if (pathname === '/figures') {
    const grown_mb = (peak - baseline) / 1024 / 1024;
    return { p99_ms: late(delay.percentile(99)), most_ms: late(delay.max), grown_mb };
  }
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const began = performance.now();
  const read = await reader.read(bytes, {
    name: searchParams.get('name') ?? '',
    edition: '2017',
    person: 'p_hostile' as PersonId,
    left: new AbortController().signal,
  });
  const ms = performance.now() - began;
  return read.ok
    ? { code: 'read', ms, told: JSON.stringify(read.value.sheets).slice(0, 100_000) }
    : { code: read.refusal.code, ms, told: read.refusal.detail ?? '' };
}

await import('@tallystick/server/main');
