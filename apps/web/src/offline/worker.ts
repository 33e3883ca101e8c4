/**
 * The service worker: the app's own files, so that it opens without a network.
 *
 * It never keeps an answer of the server: those hold rights, and what is kept of them is kept by person elsewhere. It
 * gives way to a newer one only when a page asks it to (`app-update.ts`).
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Written in by the build: every file of the app, those without a hash in their name with one beside it. */
declare const APP_FILES: PrecacheEntry[];

/** Answers, sockets, and files that the server makes; a page of the app has no dot in its last part. */
const NOT_THE_APP = [/^\/(?:api|collab|healthz|readyz)(?:\/|$)/, /\.[a-z0-9]+$/i];

precacheAndRoute(APP_FILES);
cleanupOutdatedCaches();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: NOT_THE_APP }),
);

self.addEventListener('message', ({ data }: MessageEvent<{ type?: string } | null>) => {
  if (data?.type !== 'SKIP_WAITING') return;
  void (self as unknown as { skipWaiting(): Promise<void> }).skipWaiting();
});
