/** Hands a file of a city in. */
import type { Outcome } from '@tallystick/domain/refusals';
import type { IncomingFileView } from '@tallystick/protocol/views-files';
import { sendFile, type SentFile } from './send-file.ts';

/** `left` is told which part of the file has left, from 0 to 1. Never rejects. */
export function handInFile({
  workbook,
  ...sent
}: Omit<SentFile, 'path'> & { workbook: string }): Promise<Outcome<IncomingFileView>> {
  const name = encodeURIComponent(sent.file.name);
  const path = `/api/workbooks/${encodeURIComponent(workbook)}/files?name=${name}`;
  return sendFile({ ...sent, path });
}
