/** Addresses of versions and bundles. */

export const versionPath = (workbook: string, n: number): string =>
  `/w/${encodeURIComponent(workbook)}/v/${n}`;
export const scoresPath = (workbook: string, n: number): string =>
  `${versionPath(workbook, n)}/scores`;
export const bundlePath = (workbook: string, n: number): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/submissions/${n}/bundle`;
export const recordPath = (workbook: string): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/record.zip`;

/** A file from which values were taken over. */
export function filePath(workbook: string, hash: string): string {
  return `/api/workbooks/${encodeURIComponent(workbook)}/files/${hash}`;
}
