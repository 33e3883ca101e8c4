/** The mail server of an installation, from the environment: without one nothing is mailed, and all else is as it is. */
import {
  MAIL_GATHER_SECONDS,
  MAIL_GATHER_SECONDS_MAX,
  MAILS_PER_HOUR,
  MAILS_PER_HOUR_MAX,
} from './limits.ts';

/** `starttls`: the connection becomes secure before anything is said; `tls`: it is from the start. */
export const MAIL_SECURITIES = ['starttls', 'tls', 'none'] as const;
export type MailSecurity = (typeof MAIL_SECURITIES)[number];

export type MailConfig = {
  host: string;
  port: number;
  security: MailSecurity;
  /** Null where the server asks for none. */
  login: { user: string; password: string } | null;
  /** The address that mails come from, with or without a name: `Tallystick <kpi@city.example>`. */
  from: string;
  /** Milliseconds that what is told at once waits for more, so that a burst is one mail. */
  gather_ms: number;
  /** Mails of one person in an hour; what comes beyond is sent together, later. */
  perHour: number;
};

const USUAL_PORTS: Record<MailSecurity, number> = { starttls: 587, tls: 465, none: 25 };
/** Characters of a wrong setting that are shown. */
const SHOWN_CHARS = 200;

type Env = Record<string, string | undefined>;

/** The settings, null where no server is named, or a sentence that says which is wrong and what would be right. */
export function readMailConfig(
  env: Env,
  isLoopback: (host: string) => boolean,
): MailConfig | null | { fault: string } {
  const setting = (name: string): string => env[name]?.trim() ?? '';
  const shown = (name: string): string => `${name}=${setting(name).slice(0, SHOWN_CHARS)}`;
  const host = setting('SMTP_HOST');
  if (host === '') return null;
  if (!/^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/i.test(host))
    return { fault: `${shown('SMTP_HOST')} is no name. Set the mail server's: mail.city.example.` };
  const wanted = setting('SMTP_SECURITY') || 'starttls';
  const security = MAIL_SECURITIES.find((each) => each === wanted);
  if (security === undefined)
    return { fault: `${shown('SMTP_SECURITY')} is none. Set starttls, tls or none.` };
  const local = isLoopback(host);
  if (security === 'none' && !local)
    return {
      fault: `${shown('SMTP_SECURITY')} would send mails in the clear. Set starttls or tls; none is for a mail server of this machine.`,
    };
  const port = Number(setting('SMTP_PORT') || USUAL_PORTS[security]);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return { fault: `${shown('SMTP_PORT')} is no port. Set a whole number, for example 587.` };
  const user = setting('SMTP_USER');
  const password = env['SMTP_PASSWORD'] ?? '';
  if ((user === '') !== (password === ''))
    return { fault: 'SMTP_USER and SMTP_PASSWORD go together. Set both, or neither.' };
  const from = setting('MAIL_FROM');
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(addressIn(from)) || /[\r\n]/.test(from))
    return {
      fault: `${shown('MAIL_FROM')} is no address. Set what mails come from, for example MAIL_FROM=kpi@city.example.`,
    };
  const gather_s = Number(setting('MAIL_GATHER_SECONDS') || MAIL_GATHER_SECONDS);
  if (!Number.isInteger(gather_s) || gather_s < 0 || gather_s > MAIL_GATHER_SECONDS_MAX)
    return {
      fault: `${shown('MAIL_GATHER_SECONDS')} is no number of seconds. Set 0 to ${MAIL_GATHER_SECONDS_MAX}.`,
    };
  const perHour = Number(setting('MAILS_PER_HOUR') || MAILS_PER_HOUR);
  if (!Number.isInteger(perHour) || perHour < 1 || perHour > MAILS_PER_HOUR_MAX)
    return {
      fault: `${shown('MAILS_PER_HOUR')} is no number of mails. Set 1 to ${MAILS_PER_HOUR_MAX}.`,
    };
  const login = user === '' ? null : { user, password };
  return { host, port, security, login, from, gather_ms: gather_s * 1_000, perHour };
}

/** The address alone of `Name <address>`. */
export function addressIn(from: string): string {
  return /<([^<>]*)>\s*$/.exec(from)?.[1]?.trim() ?? from;
}
