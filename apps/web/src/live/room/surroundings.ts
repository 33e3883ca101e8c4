/** What an open workbook takes from the place it runs in. */
import { type Api, api } from '../../server/api.ts';
import type { Keeping } from '../kept/keeping.ts';
import { openKeeping } from '../kept/kept-in-database.ts';
import { BACKOFF, type RoomRoute } from './room-connection.ts';
import { whileSeen } from './while-seen.ts';

/** What an open workbook needs of the place it runs in. */
export type Surroundings = {
  api: Api;
  route: RoomRoute;
  wait: (wait_ms: number) => Promise<void>;
  /** Where unsaved work is kept. */
  keep: (workbook: string, person: string) => Promise<Keeping>;
  /** Calls when the page is looked at again and while it is seen, until the answer is called; left out where nobody looks. */
  whileSeen?: (run: () => void) => () => void;
};

/** The page's own server, reached by the browser's means. */
export function inBrowser(): Surroundings {
  const { protocol, host } = window.location;
  return {
    api,
    route: {
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/collab`,
      Socket: WebSocket,
      backoff: BACKOFF,
      network: window,
    },
    wait: (wait_ms) =>
      new Promise((done) => {
        setTimeout(done, wait_ms);
      }),
    keep: openKeeping,
    whileSeen,
  };
}
