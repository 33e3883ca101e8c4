/** What happened in offline sessions. */
export type Tally = {
  seeds: number;
  typed: number;
  /** Typed while the connection was down. */
  typedOffline: number;
  /** Typed while a document was not in step yet. */
  typedEarly: number;
  cuts: number;
  offline: number;
  reloads: number;
  /** Reloads with values on their way. */
  reloadsUnsaved: number;
  /** Pages that were opened without a connection and showed what was kept. */
  openedOffline: number;
  /** Texts given as comments and replies, and those of them that were told to wait. */
  said: number;
  saidOffline: number;
  /** Threads that were resolved, or should have been. */
  resolved: number;
  /** Commands that were refused on return and stand before their author at the end, by reason. */
  refusedCommands: Record<string, number>;
  locks: number;
  unlocks: number;
  reassignments: number;
  restarts: number;
  retries: number;
  edits: number;
  conflicts: number;
  /** Values at the end of a session that stand beside their cell, by reason. */
  drafts: Record<string, number>;
  /** Values that their author replaced before they knew them saved, and that are in no entry. */
  replaced: number;
};

export function newTally(): Tally {
  return {
    seeds: 0,
    typed: 0,
    typedOffline: 0,
    typedEarly: 0,
    cuts: 0,
    offline: 0,
    reloads: 0,
    reloadsUnsaved: 0,
    openedOffline: 0,
    said: 0,
    saidOffline: 0,
    resolved: 0,
    refusedCommands: {},
    locks: 0,
    unlocks: 0,
    reassignments: 0,
    restarts: 0,
    retries: 0,
    edits: 0,
    conflicts: 0,
    drafts: {},
    replaced: 0,
  };
}
