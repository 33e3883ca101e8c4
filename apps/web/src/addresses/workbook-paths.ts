/** Addresses of the past: pages and what they ask the server for. */

import { type Part, PART_KEY } from './asked-part.ts';

/** What a history is narrowed to; all of it where nothing is named. */
export type HistoryFilter = {
  cell?: string | undefined;
  row?: string | undefined;
  person?: string | undefined;
  entity?: string | undefined;
  kinds?: readonly string[] | undefined;
};

const encoded = (id: string): string => encodeURIComponent(id);
export const workbookApi = (id: string): string => `/api/workbooks/${encoded(id)}`;
export const workbookPath = (id: string): string => `/w/${encoded(id)}`;

function queryOf(values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return query.size === 0 ? '' : `?${query}`;
}

function flat({ kinds, ...rest }: HistoryFilter): Record<string, string | undefined> {
  return { ...rest, kinds: kinds?.join(',') };
}

/** The page of a workbook's clarifications. */
export const clarificationsPath = (id: string): string => `${workbookPath(id)}/clarifications`;

/** The page of a workbook's timeline. */
export const timelinePath = (id: string): string => `${workbookPath(id)}/timeline`;

/** The page of a workbook's history, at a moment and narrowed where this is wanted. */
export function historyPath(id: string, at?: number, filter: HistoryFilter = {}): string {
  return `${workbookPath(id)}/history${queryOf({ at, ...flat(filter) })}`;
}

export function comparePath(id: string, from: string, to: string): string {
  return `${workbookPath(id)}/compare${queryOf({ from, to })}`;
}

export function historyRequest(
  id: string,
  filter: HistoryFilter,
  page: { before?: number | undefined; limit: number },
): string {
  return `${workbookApi(id)}/history${queryOf({ ...flat(filter), ...page })}`;
}

export function compareRequest(id: string, from: string, to: string, format?: 'csv'): string {
  return `${workbookApi(id)}/compare${queryOf({ from, to, format })}`;
}

/** The workbook with a cell in focus, if one is meant, and with what was said of it opened beside the sheet. */
export function placePath(id: string, cell: string | null, open?: Part): string {
  return `${workbookPath(id)}${queryOf({ cell: cell ?? undefined, [PART_KEY]: open })}`;
}

/** The workbook with a cell in focus. */
export function cellPath(id: string, cell: string): string {
  return `${workbookPath(id)}${queryOf({ cell })}`;
}
