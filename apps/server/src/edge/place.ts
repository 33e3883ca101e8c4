/**
 * What an address without a route of its own is: a page of the app, an address that nobody has, or one that is never a
 * page's. A program that asks for figures, a file or the API must not take a page for its answer.
 */
import { PAGE_HEADS } from '@tallystick/protocol/page-addresses';
import { pathOf } from './address.ts';

/** Doors for sockets: the web app's, and the beginning of plain Yjs clients'. */
export const COLLAB_PATH = '/collab';
export const YJS_PATH = '/yjs/';

/** `socket`: a door that is entered by an upgrade alone. */
export type Place = 'page' | 'unknown' | 'program' | 'socket';

const PROGRAMS: ReadonlySet<string> = new Set(['api', 'metrics', 'collab', 'yjs']);
const PAGES: ReadonlySet<string> = new Set(PAGE_HEADS);

export function placeOf(url: string): Place {
  const { path } = pathOf(url);
  if (path === COLLAB_PATH || path.startsWith(YJS_PATH)) return 'socket';
  const [head = '', ...rest] = path.split('/').filter(Boolean);
  if (PROGRAMS.has(head.toLowerCase())) return 'program';
  // A name with an ending is a file, wherever in the address it stands.
  if ([head, ...rest].some((part) => part.includes('.'))) return 'program';
  return head === '' || PAGES.has(head) ? 'page' : 'unknown';
}
