/** Sends a file, and tells how much of it has left: over a slow line that takes a while. */
import { no, type Outcome } from '@tallystick/domain/refusals';
import { PERSON_HEADER } from '@tallystick/protocol/room-token';
import { personAsking, refusalFrom } from './api.ts';

/** Longest wait for the answer, in milliseconds: the largest file over the slowest line that is of any use. */
const HANDED_IN_MS = 600_000;

export type SentFile = {
  path: string;
  file: File;
  left: (part: number) => void;
  signal: AbortSignal;
};

/** `left` is told which part of the file has left, from 0 to 1. Never rejects. */
export function sendFile<T>({ path, file, left, signal }: SentFile): Promise<Outcome<T>> {
  return new Promise((answer) => {
    const asked = new XMLHttpRequest();
    asked.open('POST', path);
    asked.timeout = HANDED_IN_MS;
    asked.setRequestHeader('accept', 'application/json');
    asked.setRequestHeader('content-type', 'application/octet-stream');
    const person = personAsking();
    if (person !== undefined) asked.setRequestHeader(PERSON_HEADER, person);
    asked.upload.addEventListener('progress', ({ loaded, total }) => left(loaded / (total || 1)));
    for (const ended of ['error', 'timeout', 'abort'])
      asked.addEventListener(ended, () => answer(no('needs-connection')));
    asked.addEventListener('load', () => {
      let told: unknown = null;
      try {
        told = JSON.parse(asked.responseText);
      } catch {
        // What cannot be read is told by its status.
      }
      answer(
        asked.status === 200 ? { ok: true, value: told as T } : refusalFrom(asked.status, told),
      );
    });
    signal.addEventListener('abort', () => asked.abort());
    asked.send(file);
  });
}
