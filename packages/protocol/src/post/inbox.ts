/** The inbox of a person: what they were told of, in which workbook and where. No word that somebody wrote is in it. */
import { NOTICE_KINDS } from '@tallystick/domain/nouns/telling';
import { z } from 'zod';
import { NOTICE_ID_CHARS_MAX, NOTICES_PER_REQUEST_MAX } from '../limits.ts';
import { idSchema } from '../commands.ts';
import { cellId, instant, rowId } from '../pieces.ts';

export const noticeKindSchema = z.enum(NOTICE_KINDS);

const noticeSchema = z.strictObject({
  id: z.string(),
  workbook: z.string(),
  kind: noticeKindSchema,
  by: z.string().nullable().describe('Name of who did it; null where it is nobody or not told.'),
  at: instant,
  cell: cellId.nullable(),
  row: rowId.nullable(),
  go: cellId.nullable().describe('The cell to look at.'),
  line: z.string().nullable().describe('The row by its name in the template.'),
  places: z.int().describe('How many cells or rows it is about.'),
  days: z.int().nullable().describe('Of a due date: the days that were left.'),
  read: z.boolean(),
});
export type NoticeView = z.infer<typeof noticeSchema>;

/** GET /api/me/inbox, newest first. */
export const inboxViewSchema = z.strictObject({
  unread: z.int().describe('In all workbooks.'),
  workbooks: z.array(
    z.strictObject({
      workbook: z.string(),
      city: z.string(),
      title: z.string(),
      unread: z.int(),
    }),
  ),
  notices: z.array(noticeSchema),
  next: z.string().nullable().describe('What the next page is asked with as `before`.'),
});
export type InboxView = z.infer<typeof inboxViewSchema>;

export const inboxAsking = z.strictObject({
  before: z
    .string()
    .max(NOTICE_ID_CHARS_MAX + 20)
    .optional(),
  limit: z.coerce.number().int().min(1).max(NOTICES_PER_REQUEST_MAX).optional(),
});

/** GET /api/me/inbox/count. */
export const inboxCountSchema = z.strictObject({ unread: z.int() });
export type InboxCount = z.infer<typeof inboxCountSchema>;

/** POST /api/me/inbox/read: some of them, or all of a workbook. */
export const readRequestSchema = z.union([
  z.strictObject({
    ids: z.array(z.string().max(NOTICE_ID_CHARS_MAX)).min(1).max(NOTICES_PER_REQUEST_MAX),
  }),
  z.strictObject({ workbook: idSchema }),
]);
