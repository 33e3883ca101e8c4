/**
 * A process with a server in it that says how many workbooks it has opened, and beside it the least that HTTP can do: a
 * bare answer of bytes given to it. Asked by messages of the process that started it.
 */
import { readConfig } from '@tallystick/server/service/config';
import { startServer } from '@tallystick/server/server';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Question = { ask: 'opened' } | { ask: 'bare'; body: string } | { ask: 'end' };
/** `opened`: a count; `bare` and the first answer: an address. */
export type Answer = string | number;

const config = readConfig(process.env, ['--empty']);
if ('fault' in config) throw new Error(config.fault);
const running = await startServer(config, { logLevel: 'error' });
if ('fault' in running) throw new Error(running.fault);
const answer = (told: Answer) => process.send?.(told);

process.on('message', (question: Question) => {
  switch (question.ask) {
    case 'opened':
      answer(running.workbooksOpened());
      return;
    case 'bare': {
      const body = Buffer.from(question.body);
      const bare = createServer((_, reply) => {
        reply.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
        reply.end(body);
      });
      bare.listen(0, '127.0.0.1', () => {
        answer(`http://127.0.0.1:${(bare.address() as AddressInfo).port}/`);
      });
      return;
    }
    case 'end':
      running.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
  }
});
answer(running.url);
