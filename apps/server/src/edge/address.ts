/** The address of a request as the router reads it: decoded, and without the host that a client may put before it. */
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

type Addressed = Pick<FastifyRequest, 'url' | 'routeOptions'>;

/** Whether a request is the API's; the route decides, and where there is none of its own the path. */
export function isOfApi({ url, routeOptions }: Addressed): boolean {
  return (routeOptions.url ?? '').startsWith('/api/') || /^\/api(\/|$)/.test(pathOf(url).path);
}

/** An address as it may stand in a log: links, invitations, calendars and the ends of mails carry their secret in the path. */
export function addressForLog(url: string): string {
  const { path, rest } = pathOf(url);
  const secret = /^(\/(?:api\/(?:links|invitations)|link|invite|calendar|unsubscribe)\/)[^/]+/;
  return path.replace(secret, '$1...') + rest;
}

/** The path, decoded, and what comes after it. */
export function pathOf(url: string): { path: string; rest: string } {
  const own = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/]*/i, '');
  const end = own.search(/[?#]/);
  const path = end < 0 ? own : own.slice(0, end);
  const rest = end < 0 ? '' : own.slice(end);
  try {
    return { path: decodeURI(path), rest };
  } catch {
    // The router refuses what cannot be decoded.
    return { path, rest };
  }
}

/** Whether a request names its host more than once: then a proxy may have read another one than we do (RFC 9112 3.2). */
export function namesTwoHosts({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): boolean {
  const names = rawHeaders.filter((_, i) => i % 2 === 0);
  return names.filter((name) => name.toLowerCase() === 'host').length > 1;
}
