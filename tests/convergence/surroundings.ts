/** What a simulated tab is given: what it knows of its workbook, and the world around it. */
import type { Random } from '../gate/random.ts';
import type { JournalMirror } from './journal-mirror.ts';
import type { Link } from './sim-server.ts';
import type { Tally } from './tally.ts';
import type { Typed } from './unacknowledged.ts';
import type { PersonRow } from '@tallystick/store/rows';

/** What a tab knows of the workbook besides its cells; it may be older than the server's. */
export type View = {
  room: string;
  locked: boolean;
  mine: ReadonlySet<string> | 'all';
  /** Cells and rows that are open although it is locked. */
  open?: readonly string[];
};

export type Surroundings = {
  random: Random;
  mirror: JournalMirror;
  tally: Tally;
  /** What must not be; printed with the seed. */
  fault: (text: string) => void;
  /** A new connection, or undefined while the server is down. */
  connect: (person: PersonRow) => Link | undefined;
  onSaved?: (typed: Typed) => void;
  onRefused?: (typed: Typed, code: string) => void;
};
