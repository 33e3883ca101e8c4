/** A body of bytes written to the disk while it comes: no more of it is in memory than one part. */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { FILE_STALL_MS } from '../service/limits.ts';

export type Received = { hash: string; size: number };

/**
 * Refusals: file-damaged where there are no bytes, evidence-too-large, file-stalled where nothing comes for `stall_ms`,
 * unavailable where its sender hung up. Rejects with the disk's errors.
 */
export async function receive(
  body: Readable,
  file: FileHandle,
  { bytesMax, stall_ms = FILE_STALL_MS }: { bytesMax: number; stall_ms?: number },
): Promise<Outcome<Received>> {
  const hash = createHash('sha256');
  let size = 0;
  for (;;) {
    const next = await nextPart(body, stall_ms);
    if (!next.ok) return next;
    const part = next.value;
    if (part === null) break;
    size += part.length;
    if (size > bytesMax) return no('evidence-too-large', String(bytesMax));
    hash.update(part);
    await file.appendFile(part);
  }
  return size === 0 ? no('file-damaged', 'empty') : yes({ hash: hash.digest('hex'), size });
}

/** Null at the end. By its events: leaving an iteration would end the connection, and the refusal with it. */
async function nextPart(body: Readable, stall_ms: number): Promise<Outcome<Buffer | null>> {
  for (;;) {
    const part = body.read() as Buffer | null;
    if (part !== null) return yes(part);
    if (body.readableEnded) return yes(null);
    if (body.destroyed) return no('unavailable');
    const happened = await nextEvent(body, stall_ms);
    if (happened === 'stalled') return no('file-stalled');
  }
}

const EVENTS = ['readable', 'end', 'error', 'close'] as const;

function nextEvent(body: Readable, stall_ms: number): Promise<(typeof EVENTS)[number] | 'stalled'> {
  return new Promise((answer) => {
    const done = (what: (typeof EVENTS)[number] | 'stalled'): void => {
      clearTimeout(stall);
      for (const [event, listener] of listeners) body.off(event, listener);
      answer(what);
    };
    const listeners = EVENTS.map((event) => [event, () => done(event)] as const);
    const stall = setTimeout(() => done('stalled'), stall_ms);
    for (const [event, listener] of listeners) body.on(event, listener);
  });
}
