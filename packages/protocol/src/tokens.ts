/** Access tokens on the wire: what a person asks for and what the list shows. */
import { z } from 'zod';
import { idSchema } from './commands.ts';
import { INSTANT_MS_MAX, NAME_CHARS_MAX } from './limits.ts';

/** POST /api/tokens */
export const tokenRequestSchema = z.strictObject({
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  scope: z
    .array(z.enum(['read', 'write', 'live']))
    .min(1)
    .max(3),
  /** The one workbook it is for; null: all of the person's. */
  workbook: idSchema.nullable(),
  /** Milliseconds since 1970, UTC; at most a year ahead. */
  expiresAt: z.int().min(0).max(INSTANT_MS_MAX),
});
export type TokenRequest = z.infer<typeof tokenRequestSchema>;

/** A token as its person sees it. */
export const tokenViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  scope: z.array(z.enum(['read', 'write', 'live'])),
  workbook: z.string().nullable(),
  createdAt: z.int(),
  expiresAt: z.int(),
  lastUsedAt: z.int().nullable(),
});
export type TokenView = z.infer<typeof tokenViewSchema>;

/** GET /api/tokens */
export const tokensViewSchema = z.strictObject({ tokens: z.array(tokenViewSchema) });
export type TokensView = z.infer<typeof tokensViewSchema>;

/** POST /api/tokens answers the secret, this once. */
export const tokenMadeSchema = z.strictObject({ token: tokenViewSchema, secret: z.string() });
export type TokenMade = z.infer<typeof tokenMadeSchema>;
