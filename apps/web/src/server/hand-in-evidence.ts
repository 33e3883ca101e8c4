/** Hands a file in that is to stand behind a value, and says where one is fetched. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { HandedInView } from '@tallystick/protocol/views-files';
import { sendFile, type SentFile } from './send-file.ts';

/** `query`: where it is to stand in the thread of one. */
type Sent = Omit<SentFile, 'path'> & { workbook: string; row: string; query?: string | undefined };

/** `left` is told which part of the file has left, from 0 to 1. Never rejects. */
export function handInEvidence(of: Sent): Promise<Outcome<HandedInView>> {
  const { workbook, row, query, ...sent } = of;
  const place = new URLSearchParams({ row, ...(query === undefined ? {} : { query }) });
  return sendFile({ ...sent, path: `${evidenceOf(workbook)}?${place}` });
}

export const evidencePath = (workbook: string, evidence: string): string =>
  `${evidenceOf(workbook)}/${encodeURIComponent(evidence)}`;

const evidenceOf = (workbook: string): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/evidence`;
