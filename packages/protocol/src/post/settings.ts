/** How somebody wants to be told by mail, and where a calendar finds their dates. */
import { HOWS } from '@tallystick/domain/mailing';
import { NOTICE_KINDS } from '@tallystick/domain/nouns/telling';
import { z } from 'zod';
import { idSchema } from '../commands.ts';
import { POST_SETTINGS_PER_REQUEST_MAX } from '../limits.ts';
import { instant } from '../pieces.ts';
import { MAIL_WORDS, type MailLanguage } from './mail-words.ts';

const how = z.enum(HOWS);
const kind = z.enum(NOTICE_KINDS);
const setting = z.strictObject({
  workbook: z.string().nullable().describe('Null: every workbook.'),
  kind: kind.nullable().describe('Null: every kind.'),
  how,
});

/** GET /api/me/post. */
export const postViewSchema = z.strictObject({
  mails: z.boolean().describe('Whether the installation has a mail server.'),
  address: z.string().nullable(),
  refused: instant
    .nullable()
    .describe('When the address was refused last, if no mail arrived since.'),
  language: z.string().nullable(),
  settings: z.array(setting),
  calendar: z.boolean().describe('Whether there is an address for a calendar program.'),
});
export type PostView = z.infer<typeof postViewSchema>;

/** PUT /api/me/post. */
export const postRequestSchema = z.strictObject({
  language: z.enum(Object.keys(MAIL_WORDS) as [MailLanguage, ...MailLanguage[]]).optional(),
  settings: z
    .array(
      z.strictObject({
        workbook: idSchema.nullable(),
        kind: kind.nullable(),
        how: how.nullable().describe('Null takes the choice back.'),
      }),
    )
    .max(POST_SETTINGS_PER_REQUEST_MAX)
    .optional(),
});

/** POST /api/me/calendar. */
export const calendarMadeSchema = z.strictObject({
  path: z.string().describe('Address of the calendar; it is told this once.'),
});

/** POST /api/workbooks/:id/entities/:entity/chase. */
export const chasedSchema = z.strictObject({ people: z.int() });

/** GET /api/workbooks/:id/refused-addresses. */
export const refusedAddressesSchema = z.strictObject({
  people: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string(),
      at: instant,
      answer: z.string().describe('What the mail server said.'),
    }),
  ),
});
export type RefusedAddresses = z.infer<typeof refusedAddressesSchema>;
