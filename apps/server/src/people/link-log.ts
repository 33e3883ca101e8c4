/**
 * What the log says of one-time links and invitations. It names them by their ids, because whoever reads a secret in a
 * log could use it.
 */
import type { PersonId } from '@tallystick/domain/cells/ids';
import type { FastifyBaseLogger } from 'fastify';

type LinkUse = {
  kind: 'first-admin' | 'set-password' | 'invitation' | 'unknown';
  /** The hash of the secret. */
  link: string;
  /** Who has come in by it, or whose it is; null where nobody is known. */
  person: PersonId | null;
  /** Why it was refused; left out where it was used. */
  refused?: string;
};

export function noteLinkUse(log: FastifyBaseLogger, use: LinkUse): void {
  log.warn(use, use.refused === undefined ? 'one-time link used' : 'one-time link refused');
}
