/** The scanner of files of an installation, from the environment: without one nobody is asked about a file. */

/** Where clamd listens: a host with a port, or the path of a socket. */
export type ScannerPlace = { host: string; port: number } | { path: string };

/** Characters of a wrong setting that are shown. */
const SHOWN_CHARS = 200;
const PORT_MAX = 65_535;

/** `host:port` or an absolute path; null where it is not set; else a sentence that says what would be right. */
export function readScanner({ CLAMD }: NodeJS.ProcessEnv): ScannerPlace | null | { fault: string } {
  const text = CLAMD?.trim() ?? '';
  if (text === '') return null;
  if (text.startsWith('/')) return { path: text };
  const [, host = '', port = ''] = /^\[?([A-Za-z0-9.:-]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (host !== '' && Number(port) >= 1 && Number(port) <= PORT_MAX)
    return { host, port: Number(port) };
  return {
    fault: `CLAMD=${text.slice(0, SHOWN_CHARS)} is no place of a scanner. Set where clamd listens, for example CLAMD=127.0.0.1:3310 or CLAMD=/run/clamav/clamd.ctl.`,
  };
}
