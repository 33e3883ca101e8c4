/**
 * Which page an address means, and moving between pages without loading anew. The app has a handful of addresses: a
 * router package would be larger than all of them.
 */
import type { PageHead } from '@tallystick/protocol/page-addresses';
import { useSyncExternalStore } from 'react';

export type Route =
  | { page: 'home' }
  | { page: 'workbook'; id: string }
  | { page: 'version'; id: string; n: number }
  | { page: 'scores'; id: string; n: number }
  | { page: 'history'; id: string }
  | { page: 'compare'; id: string }
  | { page: 'timeline'; id: string }
  | { page: 'clarifications-of'; id: string }
  | { page: 'clarifications' }
  | { page: 'templates' }
  | { page: 'inbox' }
  | { page: 'link'; token: string }
  | { page: 'invite'; token: string }
  | { page: 'admin' }
  | { page: 'check' }
  | { page: 'nothing' };

/** The route of a path such as `/w/wb_7hq2m4/v/2`. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [first, id, sub, last] = parts;
  // The server answers these with the page; a new one is added there.
  const head = first as PageHead | undefined;
  if (head === undefined) return { page: 'home' };
  if (head === 'w' && id !== undefined && sub === undefined) return { page: 'workbook', id };
  if (head === 'w' && id !== undefined && sub === 'v' && /^\d+$/.test(last ?? '')) {
    const page = parts[4] === 'scores' ? 'scores' : 'version';
    return { page, id, n: Number(last) };
  }
  if (head === 'w' && id !== undefined && parts.length === 3) {
    if (sub === 'history') return { page: 'history', id };
    if (sub === 'compare') return { page: 'compare', id };
    if (sub === 'clarifications') return { page: 'clarifications-of', id };
    if (sub === 'timeline') return { page: 'timeline', id };
  }
  if (head === 'clarifications' && id === undefined) return { page: 'clarifications' };
  if (head === 'templates' && id === undefined) return { page: 'templates' };
  if (head === 'inbox' && id === undefined) return { page: 'inbox' };
  if (head === 'link' && id !== undefined) return { page: 'link', token: id };
  if (head === 'invite' && id !== undefined) return { page: 'invite', token: id };
  if (head === 'check' && id === undefined) return { page: 'check' };
  if (head === 'admin' && id === undefined) return { page: 'admin' };
  return { page: 'nothing' };
}

const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** The language that was asked for goes along from page to page; the rest of a query is its page's own. */
export function withLanguage(address: string): string {
  const language = new URLSearchParams(window.location.search).get('lang');
  const { pathname, searchParams } = new URL(address, window.location.origin);
  if (language !== null) searchParams.set('lang', language);
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}

/** Goes to an address of this app: a path, with a query where the page has one. */
export function navigate(address: string, how: 'push' | 'replace' = 'push'): void {
  const url = withLanguage(address);
  if (how === 'push') window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
  tell();
}

/** Goes to a place of a page that may be shown already: there it is no page more to come back from. */
export function navigateWithin(address: string): void {
  const { pathname } = new URL(address, window.location.origin);
  navigate(address, pathname === window.location.pathname ? 'replace' : 'push');
}

/** Click on a link of this app: moves without loading, unless the person asks for a new tab. */
export function follow(event: React.MouseEvent<HTMLAnchorElement>): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const { pathname, search } = event.currentTarget;
  event.preventDefault();
  navigate(pathname + search);
}

/** Tells of every move: by the browser's back and forward, and by this app's own links. Answers how to end it. */
export function onMove(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The path shown now. */
export function usePath(): string {
  return useSyncExternalStore(onMove, () => window.location.pathname);
}

/** The query of the address shown now, as text. */
export function useQuery(): string {
  return useSyncExternalStore(onMove, () => window.location.search);
}
