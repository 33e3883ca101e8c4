/** Handing one mail to the mail server of the installation (RFC 5321), whole or not at all. */
import { createTransport } from 'nodemailer';
import { MAIL_ANSWER_MS, MAIL_CONNECT_MS } from '../service/limits.ts';
import { addressIn, type MailConfig } from '../service/mail-config.ts';

export type Message = {
  /** Its Message-ID follows from it: the same mail sent twice is known as one. */
  id: string;
  to: string;
  /** When it was made, milliseconds since 1970, UTC. */
  at: number;
  subject: string;
  text: string;
  html: string;
  language: string;
  /** The address that ends such mails, on a click and by one request (RFC 8058). */
  unsubscribe: string;
};

/**
 * `isOfAddress`: it is about the address or the message, and no fault of the installation's own server, network or login.
 * `isFinal`: the server takes none for the address, now or later.
 */
export type Sent =
  | { ok: true }
  | { ok: false; answer: string; isOfAddress: boolean; isFinal: boolean };

export type Transport = { send: (message: Message) => Promise<Sent>; close: () => void };

export function smtpTransport(config: MailConfig): Transport {
  const { host, port, security, login, from } = config;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    // Never in the clear where it was not asked for, whatever the other side says that it can.
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: MAIL_CONNECT_MS,
    greetingTimeout: MAIL_CONNECT_MS,
    socketTimeout: MAIL_ANSWER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = addressIn(from).split('@').at(-1) ?? 'localhost';
  return {
    async send({ id, to, at, subject, text, html, language, unsubscribe }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          date: new Date(at),
          messageId: `<${id}@${domain}>`,
          headers: {
            'List-Unsubscribe': `<${unsubscribe}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            'Content-Language': language,
            // No answer of a machine is wanted (RFC 3834).
            'Auto-Submitted': 'auto-generated',
          },
        });
        return { ok: true };
      } catch (error) {
        return failed(error as Failure);
      }
    },
    close: () => transport.close(),
  };
}

type Failure = Error & { code?: string; response?: string; responseCode?: number };

/** A permanent answer to the address or the message ends it; one to the login or the connection is the installation's own to mend. */
function failed({ message, code, response, responseCode = 0 }: Failure): Sent {
  const isOfAddress = code === 'EENVELOPE' || code === 'EMESSAGE';
  const isFinal = isOfAddress && responseCode >= 500;
  return { ok: false, answer: response ?? message, isOfAddress, isFinal };
}
