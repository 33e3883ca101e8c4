/**
 * The app without a network, and its new versions: the service worker is registered, looks for a newer one, and gives
 * way to it when nothing is being typed.
 *
 * Every unsaved value, draft and command is in this browser's storage, so a reload loses none of them; what could be lost
 * is what is being written in an open editor. So the new version is taken when the page has just been opened, when it is
 * hidden and no text is being written, or when the person asks for it.
 */
import { Workbox } from 'workbox-window';
import { isWriting } from '../look/open-boxes.ts';

/** A page that stays open looks for a new version this often, in milliseconds. */
const LOOK_MS = 60 * 60_000;
/** The first page of a visit comes first: what is needed without a network is fetched this much later, in milliseconds. */
const AFTER_MS = 2_500;
/** Within this time of its opening nobody has begun to write, in milliseconds. */
const OPENING_MS = 1_500;
const RELOADED_KEY = 'tallystick.reloaded';
/** A part that is missing again within this time is not missing because the page was old, in milliseconds. */
const BETWEEN_RELOADS_MS = 5 * 60_000;

const listeners = new Set<() => void>();
let worker: Workbox | undefined;
let isWaiting = false;
let isReloading = false;

export function subscribeUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A new version is there and waits. */
export const updateWaits = (): boolean => isWaiting;

/** Takes the new version: all pages of this browser are told, and this one is loaded anew. */
export function takeUpdate(): void {
  isReloading = true;
  worker?.messageSkipWaiting();
}

function waits(): void {
  isWaiting = true;
  const isJustOpened = performance.now() < OPENING_MS;
  if ((isJustOpened || document.hidden) && !isWriting()) takeUpdate();
  else for (const listener of listeners) listener();
}

function register(): void {
  worker = new Workbox('/sw.js');
  worker.addEventListener('waiting', waits);
  worker.addEventListener('controlling', ({ isUpdate }) => {
    // Another page has taken the new version: parts that this one has not loaded yet are gone.
    if (isReloading || (isUpdate && document.hidden && !isWriting())) window.location.reload();
    else if (isUpdate) {
      isWaiting = true;
      for (const listener of listeners) listener();
    }
  });
  void worker.register().catch(() => {
    // Private windows and some policies forbid it; the page then needs a connection to open.
  });
}

/** Notes that the page is loaded anew for a part that did not come; false where that was done a moment ago, in vain. */
function mayReload(): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? '0');
    if (Date.now() - last < BETWEEN_RELOADS_MS) return false;
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
    return true;
  } catch {
    // Without a note it could go on for ever.
    return false;
  }
}

/**
 * Begins to look after the app's own files. Only what was built is kept; a server under development changes by itself.
 */
export function keepApp(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const look = (): void => {
    if (worker) void worker.update().catch(() => undefined);
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return;
    if (isWaiting && !isWriting()) takeUpdate();
  });
  window.addEventListener('online', look);
  setInterval(look, LOOK_MS);
  // A part of an older version that the server has no more: the page is loaded anew, and finds its drafts again.
  window.addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine || isWriting() || !mayReload()) return;
    event.preventDefault();
    window.location.reload();
  });
  // A page that a worker already serves may have a new version waiting since its last visit.
  if (navigator.serviceWorker.controller) register();
  else setTimeout(register, AFTER_MS);
}
