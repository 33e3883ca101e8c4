/**
 * Loaded before a server under test: writes a line for every connection that its process begins and every name it looks
 * up.
 */
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const file = process.env.OUTGOING_LOG;
const note = (what) => appendFileSync(file, `${what}\n`);

const connect = Socket.prototype.connect;
Socket.prototype.connect = function counted(...given) {
  note(`connect ${JSON.stringify(given[0]?.[0] ?? given[0] ?? null)}`);
  return Reflect.apply(connect, this, given);
};
for (const home of [dns, dns.promises]) {
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    const ask = home[name];
    home[name] = (...given) => {
      note(`${name} ${given[0]}`);
      return Reflect.apply(ask, home, given);
    };
  }
}
