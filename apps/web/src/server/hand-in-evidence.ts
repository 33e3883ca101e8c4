/** Hands a file in that is to stand behind a value, and says where one is fetched. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { HandedInView } from '@tallystick/protocol/views-files';
import { sendFile, type SentFile } from './send-file.ts';

type Sent = Omit<SentFile, 'path'> & { workbook: string; row: string };

/** `left` is told which part of the file has left, from 0 to 1. Never rejects. */
export function handInEvidence({ workbook, row, ...sent }: Sent): Promise<Outcome<HandedInView>> {
  return sendFile({ ...sent, path: `${evidenceOf(workbook)}?row=${encodeURIComponent(row)}` });
}

export const evidencePath = (workbook: string, evidence: string): string =>
  `${evidenceOf(workbook)}/${encodeURIComponent(evidence)}`;

const evidenceOf = (workbook: string): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/evidence`;
