/** A mail server on loopback that takes mails as told, and what they are to a parser of its own. */
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo, Socket } from 'node:net';

/** `began`: when the sender connected for it, milliseconds since 1970. */
export type Arrived = { to: string; mail: Email; raw: string; began: number };

/** How it takes mails: as it should, cut off in the middle of one, or without a word once one is taken. */
export type Way = 'taken' | 'cut' | 'unanswered';

/** Moments of taking one mail. */
export type Moment = 'named' | 'kept' | 'answered';

export type MailServer = {
  port: number;
  arrived: Arrived[];
  /** What the server says to a recipient instead of taking it: a code of SMTP; null for taking. */
  answerTo: (say: (address: string) => number | null) => void;
  /** How it goes on from now. */
  take: (way: Way) => void;
  /** Told of each moment as it comes. */
  onMoment: (tell: (moment: Moment) => void) => void;
  close: () => Promise<void>;
  /** Ends as a machine does that is switched off: whoever is connected is cut off. */
  crash: () => Promise<void>;
};

/** `port` 0: any; another one for a server that comes again where it was. */
export async function openMailServer(port = 0): Promise<MailServer> {
  const arrived: Arrived[] = [];
  const sockets = new Set<Socket>();
  let say: (address: string) => number | null = () => null;
  let way: Way = 'taken';
  let tell: (moment: Moment) => void = () => undefined;
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const keep = async (raw: Buffer, to: string, began: number): Promise<void> => {
    arrived.push({ to, mail: await PostalMime.parse(raw), raw: raw.toString(), began });
  };
  const began = new Map<string, number>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onConnect({ id }, done) {
      began.set(id, Date.now());
      done();
    },
    onRcptTo({ address }, _session, done) {
      const code = say(address);
      done(code === null ? null : Object.assign(new Error('no such user'), { responseCode: code }));
      tell('named');
    },
    onData(stream, { envelope, id }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => {
        parts.push(part);
        if (way === 'cut') cutAll();
      });
      stream.on('end', () => {
        if (way === 'cut') return;
        const raw = Buffer.concat(parts);
        const to = envelope.rcptTo.map(({ address }) => address).join();
        // It is taken once it is known whole: what a parser cannot read fails the test that asks for it.
        void keep(raw, to, began.get(id) ?? 0).finally(() => {
          tell('kept');
          if (way === 'unanswered') return cutAll();
          done();
          tell('answered');
        });
      });
    },
  });
  // A sender that is killed takes its connection along.
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => {
    server.listen(port, '127.0.0.1', ready);
  });
  const close = async (): Promise<void> =>
    await new Promise((closed) => server.close(() => closed()));
  return {
    port: (server.server.address() as AddressInfo).port,
    arrived,
    answerTo: (next) => {
      say = next;
    },
    take: (next) => {
      way = next;
    },
    onMoment: (next) => {
      tell = next;
    },
    close,
    crash: async () => {
      const closed = close();
      cutAll();
      await closed;
    },
  };
}
