/** Addresses of versions and bundles. */

export const versionPath = (workbook: string, n: number): string =>
  `/w/${encodeURIComponent(workbook)}/v/${n}`;
export const bundlePath = (workbook: string, n: number): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/submissions/${n}/bundle`;
export const exportPath = (
  workbook: string,
  file: 'export.json' | 'export.csv' | 'record.zip',
): string => `/api/workbooks/${encodeURIComponent(workbook)}/${file}`;

/** A file from which values were taken over. */
export function filePath(workbook: string, hash: string): string {
  return `/api/workbooks/${encodeURIComponent(workbook)}/files/${hash}`;
}
