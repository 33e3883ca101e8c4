/**
 * What a browser calls itself, in a few words: "Firefox on Linux". A User-Agent is text from outside that a person
 * reads in the list of their sessions.
 */
import { AGENT_CHARS_MAX } from '../service/limits.ts';

/** The first that fits wins: most browsers also name those they descend from. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (list: [RegExp, string][], text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1];

/** A few words; what is no browser is shown as it calls itself, without what cannot be read, cut to a bound. */
export function agentOf(header: string | undefined): string {
  const text = (header ?? '').slice(0, 1_000);
  const browser = nameIn(BROWSERS, text);
  const system = nameIn(SYSTEMS, text);
  if (browser !== undefined) return system === undefined ? browser : `${browser} on ${system}`;
  return text
    .replaceAll(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, AGENT_CHARS_MAX);
}
