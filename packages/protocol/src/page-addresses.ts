/** How the addresses of the app's pages begin: the app draws them, and the server answers them with the page. */

export const PAGE_HEADS = [
  'w',
  'clarifications',
  'link',
  'invite',
  'admin',
  'check',
  'templates',
  'inbox',
] as const;
export type PageHead = (typeof PAGE_HEADS)[number];
