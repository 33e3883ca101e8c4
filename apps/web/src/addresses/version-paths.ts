/** Addresses of versions and bundles. */

export const versionPath = (workbook: string, n: number): string =>
  `/w/${encodeURIComponent(workbook)}/v/${n}`;
export const bundlePath = (workbook: string, n: number): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/submissions/${n}/bundle`;
export const exportPath = (
  workbook: string,
  file: 'export.json' | 'export.csv' | 'record.zip',
): string => `/api/workbooks/${encodeURIComponent(workbook)}/${file}`;
