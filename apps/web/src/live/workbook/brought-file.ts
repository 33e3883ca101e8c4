/**
 * A file that somebody chose before its workbook was there: it is handed in once that is open. It lies in this window's
 * memory alone; who loads the page anew chooses it again.
 */

/** What is offered when files are chosen; what is inside counts. */
export const FILE_KINDS = '.xlsx,.xlsm,.ods,.csv';

let brought: { workbook: string; file: File } | undefined;

export function bringAlong(workbook: string, file: File): void {
  brought = { workbook, file };
}

/** The file for a workbook, once. */
export function takeBrought(workbook: string): File | undefined {
  if (brought?.workbook !== workbook) return undefined;
  const { file } = brought;
  brought = undefined;
  return file;
}
