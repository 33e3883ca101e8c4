/**
 * Signing the journal's head: after every lock, once a day, and when a bundle needs one. A checkpoint is only ever
 * added after the last one was shown to be its beginning.
 */
import { type SignerKey } from '@tallystick/ledger/key';
import { signCheckpoint } from '@tallystick/ledger/checkpoint';
import { claimedHead } from './origin-fit.ts';
import { consistencyProof, type HashReader, rootAt } from '@tallystick/ledger/merkle-tree';
import { type AskedHashes, proveFrom } from '@tallystick/ledger/tiles';
import type { LogReads, LogStore } from '@tallystick/store/port-log';
import type { FastifyBaseLogger } from 'fastify';

export type SignedHead = { size: number; root: Uint8Array; note: string };

/** The store's tree in the form the proofs ask for. */
export function hashesOf(store: Pick<LogReads, 'leafHashes' | 'node'>): AskedHashes {
  return {
    leafHashes: (from, to) => store.leafHashes(from, to),
    node: (level, index) => store.node(level, index),
  };
}

export class Checkpoints {
  readonly #store: LogStore;
  readonly #key: SignerKey;
  readonly #now: () => number;
  readonly #announce: (note: string) => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  /** `announce` keeps the newest checkpoint beside the key, before anybody is told of it. */
  constructor(made: {
    store: LogStore;
    key: SignerKey;
    now: () => number;
    announce: (note: string) => Promise<void>;
  }) {
    this.#store = made.store;
    this.#key = made.key;
    this.#now = made.now;
    this.#announce = made.announce;
  }

  /** The newest checkpoint of this key, made now where there is none: a key is never without one. */
  async newest(): Promise<SignedHead> {
    return (await this.#newest()) ?? (await this.covering(await this.#store.integrate()));
  }

  /** A signed checkpoint of at least this size, made now where there is none. One at a time. */
  async covering(size: number): Promise<SignedHead> {
    const made = this.#last.then(() => this.#covering(size));
    this.#last = made.catch(() => undefined);
    return await made;
  }

  /** Signs the present head. Never rejects: what is not signed now is signed with the next lock, bundle or day. */
  async signHead(log: Pick<FastifyBaseLogger, 'error'>): Promise<void> {
    try {
      await this.covering(await this.#store.integrate());
    } catch (error) {
      log.error({ error }, 'checkpoint not signed');
    }
  }

  async #covering(size: number): Promise<SignedHead> {
    const found = await this.#store.checkpointCovering(size, this.#key.name);
    return found ?? (await this.#sign());
  }

  /** Those of an origin that was left stand before all of this one. */
  async #newest(): Promise<SignedHead | undefined> {
    const last = await this.#store.lastCheckpoint();
    return last !== undefined && claimedHead(last.note)?.origin === this.#key.name
      ? last
      : undefined;
  }

  async #sign(): Promise<SignedHead> {
    // What was appended so far is to be covered, so it must have its places.
    const size = await this.#store.integrate();
    const previous = await this.#newest();
    if (previous !== undefined && previous.size === size) return previous;
    const prove = (read: HashReader) => ({
      root: rootAt(size, read),
      consistency: previous === undefined ? [] : consistencyProof(previous.size, size, read),
    });
    const { root, consistency } = await proveFrom(prove, hashesOf(this.#store));
    const signed = signCheckpoint({
      origin: this.#key.name,
      size,
      root,
      key: this.#key,
      ...(previous === undefined ? {} : { previous, consistency }),
    });
    // Not a refusal to a person: the record itself does not fit what was signed before.
    if (!signed.ok) throw new Error(`no checkpoint signed: ${signed.refusal.sentence}`);
    await this.#announce(signed.note);
    await this.#store.addCheckpoint({ size, root, note: signed.note, at: this.#now() });
    return { size, root, note: signed.note };
  }
}
