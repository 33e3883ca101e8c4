/** What happened in random sessions: a test that did nothing must not pass. */
export type Tally = {
  seeds: number;
  steps: number;
  typed: number;
  /** Edits in journals. */
  edits: number;
  saved: number;
  /** Writes that lost against one they had not seen, or overwrote one unseen. */
  lost: number;
  unseen: number;
  toldOverwritten: number;
  pastes: number;
  offline: number;
  /** Values typed without a connection and brought back. */
  away: number;
  cuts: number;
  reconnects: number;
  stops: number;
  crashes: number;
  crashesAfterWriting: number;
  reopened: number;
  resent: number;
  locks: number;
  unlocks: number;
  commands: number;
  commandsRepeated: number;
  repeated: number;
  /** Times a client was asked for all that the server lacked. */
  wholes: number;
  /** Values that a plain provider merged away before it sent them. */
  forgotten: number;
  drafts: number;
  /** Values that were on a screen and looked for in the history, and moments compared with the replay. */
  shown: number;
  moments: number;
  denied: number;
  /** By code. */
  refusals: Record<string, number>;
};

export function emptyTally(): Tally {
  return {
    seeds: 0,
    steps: 0,
    typed: 0,
    edits: 0,
    saved: 0,
    lost: 0,
    unseen: 0,
    toldOverwritten: 0,
    pastes: 0,
    offline: 0,
    away: 0,
    cuts: 0,
    reconnects: 0,
    stops: 0,
    crashes: 0,
    crashesAfterWriting: 0,
    reopened: 0,
    resent: 0,
    locks: 0,
    unlocks: 0,
    commands: 0,
    commandsRepeated: 0,
    repeated: 0,
    wholes: 0,
    forgotten: 0,
    drafts: 0,
    shown: 0,
    moments: 0,
    denied: 0,
    refusals: {},
  };
}
