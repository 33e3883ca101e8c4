/**
 * The log: one record a line, in one form throughout. `plain` for people and for journald, `json` for programs that
 * gather logs. People stand in it by their ids: never a name, an e-mail or network address, or a secret.
 */
import { stdSerializers, stdTimeFunctions } from 'pino';

/* oxlint-disable no-console -- what a person at the terminal reads */

export type LogFormat = 'plain' | 'json';
export const LOG_FORMATS: readonly LogFormat[] = ['plain', 'json'];

type Fault = { type?: string; message: string; stack?: string };

/** What Fastify is given for its logger, which is the whole process's. */
export function logOptions(level: string, format: LogFormat) {
  return {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // Without this an error is written as `{}`.
    serializers: { error: stdSerializers.err },
    // Secrets that could stand in a request are never written.
    redact: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'],
    ...(format === 'plain' ? { stream: PLAIN } : {}),
  };
}

const PLAIN = {
  write: (record: string) => {
    process.stdout.write(plainLine(record));
  },
};

/** `2026-03-01T04:05:06.789Z warn one-time link used kind=invitation person=p_wen`, and where there is one a stack. */
export function plainLine(record: string): string {
  const { time, level, msg, error, ...about } = JSON.parse(record) as Record<string, unknown>;
  const fault = isFault(error) ? error : undefined;
  const more = Object.entries(fault === undefined ? { ...about, error } : about)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${shown(value)}`);
  const stack = fault === undefined ? '' : `\n${fault.stack ?? fault.message}`;
  const head = `${String(time)} ${String(level)} ${String(msg ?? '')}${more.join('')}`;
  return `${(head + stack).replaceAll('\n', '\n    ')}\n`;
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'message' in value;
}

/** As it is where it is one word, else as JSON: so no value can look like another line or another name. */
function shown(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/@+-]+$/.test(value)) return value;
  return JSON.stringify(value);
}

export type Teller = { say: (line: string) => void; fail: (line: string, error?: unknown) => void };

/** What the process says outside of its log: where it is, why it does not start. In the log's form. */
export function teller(format: LogFormat): Teller {
  if (format === 'plain') {
    return {
      say: (line) => console.log(line),
      fail: (line, error) =>
        error === undefined ? console.error(line) : console.error(line, error),
    };
  }
  const record = (level: string, msg: string, about = {}) =>
    JSON.stringify({ level, time: new Date().toISOString(), ...about, msg });
  return {
    say: (line) => console.log(record('info', line)),
    fail: (line, error) => {
      const about = error instanceof Error ? { error: stdSerializers.err(error) } : { error };
      console.error(record(error === undefined ? 'fatal' : 'error', line, about));
    },
  };
}
