/**
 * The settings of one server, read once from the environment and the command line.
 * Own file because it is the only place that reads either.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export type Config = {
  port: number;
  host: string;
  /** Folder of the database and the signing key. */
  dataDir: string;
  /** Where browsers reach the server, when a proxy with TLS stands before it. */
  publicUrl: string | null;
  /** A real installation instead of the demo. */
  empty: boolean;
  /** Folder of the built web app. */
  webDir: string;
  /** The built offline check, offered for download. */
  verifyFile: string;
};

/** `newOrigin`: only begin a new origin of the log, and start no server. */
export type Asked = Config & { newOrigin: boolean };

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** True where only this machine can connect. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .transform((url) => url ?? null),
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
    return { fault: `Setting ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}.` };
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL } = parsed.data;
  if (!isLoopback(HOST) && !PUBLIC_URL?.startsWith('https://')) {
    return {
      fault: `HOST=${HOST} can be reached from other machines. Put TLS before the server and set PUBLIC_URL=https://..., or leave HOST at 127.0.0.1.`,
    };
  }
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    publicUrl: PUBLIC_URL === null ? null : PUBLIC_URL.replace(/\/+$/, ''),
    ...asked,
    webDir: resolve(import.meta.dirname, '../../web/dist'),
    verifyFile: resolve(import.meta.dirname, '../../verify/dist/verify.mjs'),
  };
}
