/** What the server and a thread that reads files say to each other. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { FileReading } from '@tallystick/exchange/reading/file-reading';

export type ReadOrder = {
  bytes: Uint8Array;
  /** As the person's computer calls the file. */
  name: string;
  /** Of the KPI set. */
  edition: string;
};

export type FromReadThread =
  /** It stands: what a file takes is counted from here on. */
  | { kind: 'ready' }
  | { kind: 'read'; outcome: Outcome<FileReading> }
  /** Reading threw what no file should bring it to throw. */
  | { kind: 'defect'; error: string };
