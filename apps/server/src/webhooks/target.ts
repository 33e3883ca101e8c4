/**
 * Where a webhook may go: an origin that an administrator allowed, at an address that is looked up once and then used.
 * This is the only door by which the server connects to anything (PROMISES: it fetches nothing that a user names).
 * Sources: OWASP SSRF Prevention; RFC 6890, RFC 4291 (special addresses).
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { no, type Outcome, yes } from '@tallystick/domain/refusals';
import { WEBHOOK_URL_CHARS_MAX } from '@tallystick/protocol/limits';

/** Addresses that are no place on the public internet. */
const SPECIAL = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  SPECIAL.addSubnet(net, bits, 'ipv4');
}
/** All of IPv6 that is global unicast; of it what tunnels or documents. */
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  SPECIAL.addSubnet(net, bits, 'ipv6');
}

/** Whether an address is one of the public internet. IPv4 in IPv6 is none: nobody needs to spell it so. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !SPECIAL.check(address, 'ipv4');
    case 6:
      return GLOBAL_V6.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The host of a URL without the brackets of IPv6. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** Spelled as an address, or this machine by name: who allows it knows what it is. */
function isLiteral(url: URL): boolean {
  const host = hostOf(url);
  return isIP(host) !== 0 || host === 'localhost';
}

/**
 * An origin as an administrator may allow it: `https://host`, or, on networks of one's own, an address spelled out. It has
 * to be written as it is meant: what a parser would have to change first is refused.
 */
export function targetOrigin(text: string): Outcome<string> {
  const url = parse(text);
  if (url === undefined || url.origin !== text) return no('bad-request', 'origin');
  if (url.protocol !== 'https:' && !isLiteral(url)) return no('bad-request', 'https');
  return yes(url.origin);
}

/** The URL of a webhook, of an allowed origin and spelled as it will be used. */
export function webhookUrl(text: string, allowed: ReadonlySet<string>): Outcome<URL> {
  const url = parse(text);
  if (url === undefined || url.href !== text) return no('bad-request', 'url');
  return allowed.has(url.origin) ? yes(url) : no('target-not-allowed', url.origin.slice(0, 100));
}

function parse(text: string): URL | undefined {
  if (text.length > WEBHOOK_URL_CHARS_MAX || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.hash === '';
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && isPlain ? url : undefined;
}

export type Pinned = { address: string; family: 4 | 6 };
type LookUp = (host: string) => Promise<{ address: string; family: number }[]>;

const lookUpAll: LookUp = async (host) => await lookup(host, { all: true, verbatim: true });

/**
 * The addresses to connect to, in the order of the look-up. A name that leads to any address off the public internet is
 * refused, whatever else it leads to: a name can be pointed elsewhere after it was allowed, an address cannot.
 */
export async function pin(url: URL, lookUp: LookUp = lookUpAll): Promise<Pinned[] | undefined> {
  const host = hostOf(url);
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family: family as 4 | 6 }];
  const found = await lookUp(host).catch(() => []);
  const isSafe = isLiteral(url) || found.every(({ address }) => isPublicAddress(address));
  if (found.length === 0 || !isSafe) return undefined;
  return found.map((each) => ({ address: each.address, family: each.family as 4 | 6 }));
}
