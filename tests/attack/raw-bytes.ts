/** Bytes on the port that are no request at all. */
import type { Random } from '../gate/random.ts';

/** Beginnings of requests that no parser should take, some of them never ended. */
export function oddBytes(random: Random, cookie: string): (string | Buffer)[] {
  const lines = 'host: x\r\n';
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  const odd: (string | Buffer)[] = [
    '\r\n\r\n\r\n',
    'GET\r\n\r\n',
    'GET /\r\n\r\n',
    `FOO / HTTP/1.1\r\n${lines}\r\n`,
    `CONNECT evil:1 HTTP/1.1\r\n${lines}\r\n`,
    `GET / HTTP/9.9\r\n${lines}\r\n`,
    `GET http://evil.example/ HTTP/1.1\r\n${lines}\r\n`,
    `GET // HTTP/1.1\r\n${lines}\r\n`,
    `GET //evil.example/%2f.. HTTP/1.1\r\n${lines}\r\n`,
    `GET /\\..\\..\\x HTTP/1.1\r\n${lines}\r\n`,
    `GET * HTTP/1.1\r\n${lines}\r\n`,
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${lines}\r\n`,
    `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(3_000)}\r\n`,
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
    `GET / HTTP/1.1\r\nno colon\r\n\r\n`,
    `GET / HTTP/1.1\r\n: y\r\n\r\n`,
    `GET / HTTP/1.1\r\nx\0: y\r\n\r\n`,
    `GET / HTTP/1.1\r\n`,
    `POST /api/session HTTP/1.1\r\n${lines}content-length: -1\r\n\r\nx`,
    `POST /api/session HTTP/1.1\r\n${lines}content-length: 99999999999999\r\n\r\nx`,
    `POST /api/session HTTP/1.1\r\n${lines}content-length: 5\r\ncontent-length: 6\r\n\r\nxxxxx`,
    `POST /api/session HTTP/1.1\r\n${lines}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${lines}transfer-encoding: chunked\r\n\r\nzz\r\n`,
    `POST /api/session HTTP/1.1\r\n${lines}transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n`,
    `POST /api/session HTTP/1.1\r\n${lines}transfer-encoding: x\r\n\r\n`,
    `POST /api/session HTTP/1.1\r\n${lines}expect: x\r\ncontent-length: 2\r\n\r\n{}`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    `GET /collab HTTP/1.1\r\n${lines}${upgrade}\r\n`,
    `GET /collab HTTP/1.1\r\n${lines}${upgrade}cookie: ${cookie}\r\norigin: null\r\n\r\n`,
    `POST /collab HTTP/1.1\r\n${lines}${upgrade}\r\n`,
    `GET /%zz HTTP/1.1\r\n${lines}${upgrade}\r\n`,
    `GET http://[::1 HTTP/1.1\r\n${lines}${upgrade}\r\n`,
    `GET /collab HTTP/1.1\r\nhost: %%\r\n${upgrade}\r\n`,
  ];
  for (let i = 0; i < 20; i++)
    odd.push(Buffer.from(Array.from({ length: 1 + random.below(400) }, () => random.below(256))));
  return odd;
}
