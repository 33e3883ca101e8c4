/** Hands a file of a city in, and has one compared anew. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { api } from './api.ts';
import { sendFile, type SentFile } from './send-file.ts';

/** `left` is told which part of the file has left, from 0 to 1. Never rejects. */
export function handInFile({
  workbook,
  ...sent
}: Omit<SentFile, 'path'> & { workbook: string }): Promise<Outcome<IncomingFileView>> {
  const name = encodeURIComponent(sent.file.name);
  return sendFile({ ...sent, path: `${filesOf(workbook)}?name=${name}` });
}

/** What a file brings now that was handed in before. Refusals: unknown-file once it is not there any more. */
export function compareAnew(workbook: string, hash: string): Promise<Outcome<IncomingFileView>> {
  return api.get(`${filesOf(workbook)}/${hash}/comparison`);
}

const filesOf = (workbook: string): string =>
  `/api/workbooks/${encodeURIComponent(workbook)}/files`;
