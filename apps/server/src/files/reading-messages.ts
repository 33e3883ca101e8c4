/** What the server and a thread that reads files say to each other. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { FileReading } from '@tallystick/exchange/reading/file-reading';
import type { HeadPlace } from '@tallystick/exchange/template/propose-map';
import type { TemplateReading } from '@tallystick/exchange/template/read-template';

export type ReadOrder = {
  bytes: Uint8Array;
  /** As the person's computer calls the file. */
  name: string;
  /** Of the KPI set. */
  edition: string;
  /** What the cells of a city hold, what a template is made of, or the names of its sheets alone. */
  as: 'city' | 'template' | 'sheets';
  /** Of a template: where a person says that the heads stand. */
  at?: HeadPlace | undefined;
};

/** By what it was read as. */
export type ReadAs = { city: FileReading; template: TemplateReading; sheets: string[] };

export type FromReadThread =
  /** It has its order and begins: what comes before is the server's time and not the file's. */
  | { kind: 'begun' }
  | { kind: 'read'; outcome: Outcome<ReadAs[ReadOrder['as']]> }
  /** Reading threw what no file should bring it to throw. */
  | { kind: 'defect'; error: string };
