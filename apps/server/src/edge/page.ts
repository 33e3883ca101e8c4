/** The cursor and the size of a page, as a query names them. */
import { PAGE_LINES_MAX, WORDS_CHARS_MAX } from '@tallystick/protocol/limits';
import { z } from 'zod';

/** Lines of a page where the query names no number. */
const LINES = 200;

const limit = z.coerce.number().int().min(1).max(PAGE_LINES_MAX).default(LINES);

/** After a journal number. */
export const numberPage = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit,
});

/** After a cell's id. */
export const cellPage = z.strictObject({
  after: z.string().max(WORDS_CHARS_MAX).default(''),
  limit,
});
