/**
 * The settings of one server, read once from the environment and the command line. Nothing else reads either.
 * A setting that is empty counts as not set.
 */
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Proxies } from './sender.ts';
import { BACKUP_HOURS_MAX, PROXY_HOPS_MAX } from './limits.ts';
import { readScanner, type ScannerPlace } from './scanner-config.ts';
import { type MailConfig, readMailConfig } from './mail-config.ts';
import { LOG_FORMATS, type LogFormat } from './log.ts';

export type Config = {
  port: number;
  host: string;
  /** Folder of the database and the signing key. */
  dataDir: string;
  /** Where browsers reach the server, when a proxy with TLS stands before it: an origin, without a path. */
  publicUrl: string | null;
  /** Proxies whose word on the sender's address is taken, besides this machine; only where there is a public address. */
  proxies?: Proxies;
  /** Where weaknesses are reported to, as a URL; left out or null: nowhere, and there is no security.txt. */
  securityContact?: string | null;
  /** A real installation instead of the demo. */
  empty: boolean;
  /** Folder of the built web app. */
  webDir: string;
  /** The built offline check, offered for download. */
  verifyFile: string;
  /** Folder of the licences of what is shipped, and their list; left out: they are not served. */
  licencesDir?: string;
  /** Hours after which the last good backup is old; left out or null: nothing is said of backups. */
  backupMaxAgeHours?: number | null;
  /** Where clamd is asked about files that are handed in as evidence; left out or null: nobody is. */
  scanner?: ScannerPlace | null;
  /** Left out or null: nothing is mailed. */
  mail?: MailConfig | null;
};

/** `newOrigin`: only begin a new origin of the log, and start no server. */
export type Asked = Config & { newOrigin: boolean; logFormat: LogFormat };

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** True where only this machine can connect. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** Characters of a wrong setting that are shown. */
const SHOWN_CHARS = 200;
const EXAMPLE = 'https://kpi.city.example';

type Context = z.RefinementCtx;

/** A sentence that says what was set and what would be right. */
function wrong(context: Context, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** A setting, `fallback` where it is not set or empty. */
const setting = (fallback: string) =>
  z
    .string()
    .optional()
    .transform((text) => text?.trim() || fallback);

function asPort(text: string, context: Context): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  const sentence = `PORT=${text.slice(0, SHOWN_CHARS)} is no port.`;
  return wrong(context, `${sentence} Set a whole number up to 65535, for example PORT=3000.`);
}

function asHost(text: string, context: Context): string {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (isIP(bare) !== 0 || /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(bare)) return bare;
  const sentence = `HOST=${text.slice(0, SHOWN_CHARS)} is no address to listen at.`;
  return wrong(context, `${sentence} Set an address of this machine, for example HOST=127.0.0.1.`);
}

function asPublicUrl(text: string, context: Context): string | null {
  if (text === '') return null;
  const set = `PUBLIC_URL=${text.slice(0, SHOWN_CHARS)}`;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = URL.parse(hasScheme ? text : `https://${text}`);
  if (url === null || url.hostname === '') {
    return wrong(context, `${set} is no address. Set the one that browsers show: ${EXAMPLE}.`);
  }
  const { hostname, pathname, search, hash, username, password } = url;
  const right = url.protocol === 'https:' ? url.origin : `https://${hostname}`;
  if (hasScheme && url.protocol !== 'https:') {
    const here = isLoopback(hostname.replace(/^\[|\]$/g, ''));
    return wrong(
      context,
      here
        ? `${set} is an address of this machine alone. Leave PUBLIC_URL out, or set the address of a proxy with TLS: ${EXAMPLE}.`
        : `${set} is without TLS, so passwords would cross the network in the clear. Put TLS before the server and set PUBLIC_URL=${right}.`,
    );
  }
  const why = hasScheme
    ? username + password !== ''
      ? 'names a person'
      : search + hash !== '' || pathname !== '/'
        ? 'has a path, and Tallystick stands at the root of an address of its own'
        : ''
    : 'does not say https';
  return why === '' ? right : wrong(context, `${set} ${why}. Set PUBLIC_URL=${right}.`);
}

function asProxies(text: string, context: Context): string[] {
  const addresses = text.split(/[\s,]+/).filter(Boolean);
  const isNamed = (one: string) => {
    const [address = '', bits, more] = one.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    // A network of no bits is everybody.
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0);
    return isIP(address) !== 0 && isNetwork && Number(bits ?? 1) <= most && more === undefined;
  };
  const odd = addresses.find((one) => !isNamed(one));
  if (odd === undefined) return addresses;
  const sentence = `TRUSTED_PROXIES holds ${odd.slice(0, SHOWN_CHARS)}, which is no address and no network.`;
  return wrong(
    context,
    `${sentence} Set what your proxies have, for example TRUSTED_PROXIES=10.0.0.5,10.1.0.0/24.`,
  );
}

function asHops(text: string, context: Context): number {
  const hops = Number(text);
  if (/^\d$/.test(text) && hops >= 1 && hops <= PROXY_HOPS_MAX) return hops;
  const sentence = `PROXY_HOPS=${text.slice(0, SHOWN_CHARS)} is no number of proxies.`;
  return wrong(
    context,
    `${sentence} Set how many stand before the server, 1 to ${PROXY_HOPS_MAX}.`,
  );
}

function asContact(text: string, context: Context): string | null {
  if (text === '') return null;
  if (/^(https:\/\/|mailto:|tel:)\S+$/.test(text) && URL.canParse(text)) return text;
  if (z.email().safeParse(text).success) return `mailto:${text}`;
  const sentence = `SECURITY_CONTACT=${text.slice(0, SHOWN_CHARS)} is no way to reach you.`;
  return wrong(
    context,
    `${sentence} Set an e-mail address or an https address, for example SECURITY_CONTACT=security@city.example.`,
  );
}

function asLogFormat(text: string, context: Context): LogFormat {
  const format = LOG_FORMATS.find((each) => each === text);
  if (format !== undefined) return format;
  const sentence = `LOG_FORMAT=${text.slice(0, SHOWN_CHARS)} is no form of the log.`;
  return wrong(context, `${sentence} Set LOG_FORMAT=plain or LOG_FORMAT=json.`);
}

function asHours(text: string, context: Context): number | null {
  if (text === '') return null;
  const hours = Number(text);
  if (/^\d+$/.test(text) && hours >= 1 && hours <= BACKUP_HOURS_MAX) return hours;
  const sentence = `BACKUP_MAX_AGE_HOURS=${text.slice(0, SHOWN_CHARS)} is no number of hours.`;
  return wrong(
    context,
    `${sentence} Set how old the last backup may get, for example BACKUP_MAX_AGE_HOURS=26 for a daily one.`,
  );
}

const schema = z.object({
  PORT: setting('3000').transform(asPort),
  HOST: setting('127.0.0.1').transform(asHost),
  DATA_DIR: setting('data'),
  PUBLIC_URL: setting('').transform(asPublicUrl),
  TRUSTED_PROXIES: setting('').transform(asProxies),
  PROXY_HOPS: setting('1').transform(asHops),
  SECURITY_CONTACT: setting('').transform(asContact),
  LOG_FORMAT: setting('plain').transform(asLogFormat),
  BACKUP_MAX_AGE_HOURS: setting('').transform(asHours),
});

/** The configuration, or a sentence that says which setting is wrong and what would be right. */
export function readConfig(env: NodeJS.ProcessEnv, argv: string[]): Asked | { fault: string } {
  let asked: { empty: boolean; newOrigin: boolean };
  try {
    const options = { empty: { type: 'boolean' }, 'new-origin': { type: 'boolean' } } as const;
    const { values } = parseArgs({ args: argv, options });
    asked = { empty: values.empty ?? false, newOrigin: values['new-origin'] ?? false };
  } catch (error) {
    return { fault: `${(error as Error).message} Known options: --empty, --new-origin.` };
  }
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { fault: issue?.message ?? 'A setting cannot be read.' };
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, TRUSTED_PROXIES, PROXY_HOPS } = parsed.data;
  if (!isLoopback(HOST) && PUBLIC_URL === null) {
    return {
      fault: `HOST=${HOST} can be reached from other machines. Put TLS before the server and set PUBLIC_URL=https://..., or leave HOST at 127.0.0.1.`,
    };
  }
  if (TRUSTED_PROXIES.length > 0 && PUBLIC_URL === null) {
    return {
      fault: `TRUSTED_PROXIES=${TRUSTED_PROXIES.join(',')} names proxies, but PUBLIC_URL is not set. Set PUBLIC_URL to the address that browsers use, for example ${EXAMPLE}, or leave TRUSTED_PROXIES out.`,
    };
  }
  const mail = readMailConfig(env, isLoopback);
  if (mail !== null && 'fault' in mail) return mail;
  const scanner = readScanner(env);
  if (scanner !== null && 'fault' in scanner) return scanner;
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    publicUrl: PUBLIC_URL,
    proxies: { addresses: TRUSTED_PROXIES, hops: PROXY_HOPS },
    securityContact: parsed.data.SECURITY_CONTACT,
    ...asked,
    webDir: resolve(import.meta.dirname, '../../../web/dist'),
    verifyFile: resolve(import.meta.dirname, '../../../verify/dist/verify.mjs'),
    licencesDir: resolve(import.meta.dirname, '../../../../dist'),
    backupMaxAgeHours: parsed.data.BACKUP_MAX_AGE_HOURS,
    logFormat: parsed.data.LOG_FORMAT,
    mail,
    scanner,
  };
}
