/**
 * From where a request comes, as limits count it: the sender's address, or the one that a proxy we believe names.
 * Anybody can write `X-Forwarded-For`; it is believed from this machine and from proxies that are named.
 */
import type { FastifyRequest } from 'fastify';
import { BlockList, isIP } from 'node:net';

/** Proxies that are believed besides this machine: addresses or CIDRs, and how many stand one behind the other. */
export type Proxies = { addresses: readonly string[]; hops: number };

export const NO_PROXIES: Proxies = { addresses: [], hops: 1 };

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether `address`, the `hop`-th before us, is a proxy whose word is taken; as Fastify's `trustProxy` asks. */
export function believes({ addresses, hops }: Proxies): (address: string, hop: number) => boolean {
  const known = new BlockList();
  known.addSubnet('127.0.0.0', 8, 'ipv4');
  known.addAddress('::1', 'ipv6');
  for (const one of addresses) {
    const [address = '', bits] = one.split('/');
    if (bits === undefined) known.addAddress(address, familyOf(address));
    else known.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address, hop) =>
    hop < hops && isIP(address) !== 0 && known.check(address, familyOf(address));
}

/** The sender of a request under one name: an address of IPv4, or the network of 64 bits that one line has in IPv6. */
export function senderOf(request: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const { ip, socket } = request;
  // A proxy that names something else than an address has named nobody.
  const address = isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? (isIP(address) === 6 ? networkOf(address) : address);
}

/** The first four groups of an IPv6 address, in one spelling. */
function networkOf(address: string): string {
  // A zone (`%eth0`) is this machine's own word and not the sender's.
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  // What `::` stands for; an IPv4 address at the end takes the place of two groups.
  const groupsAfter = after.length + (after.at(-1)?.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? 0 : 8 - groups.length - groupsAfter;
  const all = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::`;
}
