/** Whether the name under which the log signs is the one that people know the installation by; it is fixed for ever. */

/** The host that a start without a public address gives to the log. */
export const LOCAL_HOST = 'localhost';

/**
 * A sentence for whoever starts the server; null where the name fits the address. `vkey`: the log's public key.
 * `isUnused`: nobody has an account yet, so nothing is lost by starting anew.
 */
export function noteOnName(
  vkey: string,
  { publicUrl, isUnused }: { publicUrl: string | null; isUnused: boolean },
): string | null {
  const name = vkey.slice(0, Math.max(0, vkey.indexOf('+')));
  const host = name.slice(0, Math.max(0, name.lastIndexOf('/')));
  const wanted = publicUrl === null ? null : new URL(publicUrl).host;
  if (wanted !== null && host !== wanted) {
    return `The log signs as ${name}, not under ${wanted}. Where the address is meant to stay, begin a new origin: npm start -- --new-origin (docs/ledger.md, "Key and database").`;
  }
  if (wanted !== null || host !== LOCAL_HOST || !isUnused) return null;
  return `The log signs as ${name} for ever, as no PUBLIC_URL was set. For an installation that others will reach: stop now, and start with PUBLIC_URL=https://... and another DATA_DIR (docs/operations.md).`;
}
