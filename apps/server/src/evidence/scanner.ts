/**
 * Asks clamd whether there is something in a file that it knows to do harm. Source: clamd(8), INSTREAM: the bytes in
 * pieces, each led by its length, a length of 0 at the end; the answer is one line, `stream: OK` or `stream: NAME FOUND`.
 */
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { createReadStream } from 'node:fs';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { SCAN_ANSWER_CHARS_MAX, SCAN_MS } from '../service/limits.ts';
import type { ScannerPlace } from '../service/scanner-config.ts';

const PIECE_BYTES = 65_536;
const LENGTH_BYTES = 4;

/**
 * Refusals: evidence-harmful; evidence-unscanned where there is no answer within `most_ms`, or one that is none. A file
 * that could not be scanned is not kept: whoever set a scanner wants none that was not.
 */
export async function scan(
  place: ScannerPlace,
  path: string,
  most_ms: number = SCAN_MS,
): Promise<Outcome<null>> {
  const socket = connect(place as NetConnectOpts);
  const late = setTimeout(() => socket.destroy(new Error('late')), most_ms);
  try {
    const [said] = await Promise.all([answerOf(socket), pipeline(framed(path), socket)]);
    if (said.endsWith(': OK')) return yes(null);
    return no(said.endsWith(' FOUND') ? 'evidence-harmful' : 'evidence-unscanned');
  } catch {
    return no('evidence-unscanned');
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

async function* framed(path: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE((piece as Buffer).length);
    yield Buffer.concat([length, piece as Buffer]);
  }
  yield Buffer.alloc(LENGTH_BYTES);
}

/** Up to the first nought, or to the end of the connection. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((answer, failed) => {
    let said = '';
    const done = (): void => answer(said.split('\0')[0]?.trim() ?? '');
    socket.on('data', (part: Buffer) => {
      said = (said + part.toString('latin1')).slice(0, SCAN_ANSWER_CHARS_MAX);
      if (said.includes('\0')) done();
    });
    socket.once('end', done);
    socket.once('error', failed);
    socket.once('close', () => failed(new Error('closed')));
  });
}
