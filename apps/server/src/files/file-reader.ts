/** Reads a spreadsheet file that somebody hands in. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { Outcome } from '@tallystick/domain/refusals';
import type { FileReading } from '@tallystick/exchange/reading/file-reading';
import { readFile } from '@tallystick/exchange/reading/read-file';

export type FileReader = {
  /** `edition`: the KPI set whose rows are looked for. */
  read(bytes: Uint8Array, as: { name: string; edition: string }): Promise<Outcome<FileReading>>;
};

export const fileReader: FileReader = {
  read: async (bytes, { name, edition }) =>
    readFile(bytes, { name, catalogue: loadCatalogue(edition) }),
};
