/** A mail server on loopback that takes mails as told, and what they are to a parser of its own. */
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

export type Arrived = { to: string; mail: Email; raw: string };

export type MailServer = {
  port: number;
  arrived: Arrived[];
  /** What the server says to a recipient instead of taking it: a code of SMTP; null for taking. */
  answerTo: (say: (address: string) => number | null) => void;
  close: () => Promise<void>;
};

/** `port` 0: any; another one for a server that comes again where it was. */
export async function openMailServer(port = 0): Promise<MailServer> {
  const arrived: Arrived[] = [];
  let say: (address: string) => number | null = () => null;
  const keep = async (raw: Buffer, to: string): Promise<void> => {
    arrived.push({ to, mail: await PostalMime.parse(raw), raw: raw.toString() });
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = say(address);
      done(code === null ? null : Object.assign(new Error('no such user'), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts);
        const to = envelope.rcptTo.map(({ address }) => address).join();
        // It is taken once it is known whole: what a parser cannot read fails the test that asks for it.
        void keep(raw, to).finally(() => done());
      });
    },
  });
  // A sender that is killed takes its connection along.
  server.on('error', () => undefined);
  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', ready);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    arrived,
    answerTo: (next) => {
      say = next;
    },
    close: async () => await new Promise((closed) => server.close(() => closed())),
  };
}
