/** Webhooks on the wire: what a person asks for, what the lists show, what a receiver is sent. */
import { z } from 'zod';
import { journalLineSchema } from './cells.ts';
import { WEBHOOK_URL_CHARS_MAX } from './limits.ts';
import { instant } from './pieces.ts';

/** POST /api/admin/webhook-targets */
export const targetRequestSchema = z.strictObject({
  origin: z.string().min(1).max(WEBHOOK_URL_CHARS_MAX),
});
/** GET /api/admin/webhook-targets */
export const targetsViewSchema = z.strictObject({
  targets: z.array(z.strictObject({ origin: z.string(), by: z.string(), at: instant })),
});
export type TargetsView = z.infer<typeof targetsViewSchema>;

/** POST /api/workbooks/:id/webhooks */
export const webhookRequestSchema = z.strictObject({
  url: z.string().min(1).max(WEBHOOK_URL_CHARS_MAX),
  after: z
    .int()
    .min(0)
    .optional()
    .describe('Number of the entry after which it begins; what is to come where none is named.'),
});

export const webhookViewSchema = z.strictObject({
  id: z.string(),
  url: z.string(),
  by: z.string(),
  createdAt: instant,
  sentUpTo: z.int(),
  failures: z.int(),
  lastError: z.string().nullable(),
});
export type WebhookView = z.infer<typeof webhookViewSchema>;
/** GET /api/workbooks/:id/webhooks: `targets` are the origins that are allowed. */
export const webhooksViewSchema = z.strictObject({
  webhooks: z.array(webhookViewSchema),
  targets: z.array(z.string()),
});
export type WebhooksView = z.infer<typeof webhooksViewSchema>;
export const webhookMadeSchema = z.strictObject({
  webhook: webhookViewSchema,
  secret: z.string().describe('The key of the signatures, this once.'),
});
export type WebhookMade = z.infer<typeof webhookMadeSchema>;

/** The body of a delivery. */
export const webhookDeliverySchema = z.strictObject({
  webhook: z.string(),
  workbook: z.string(),
  entries: z.array(journalLineSchema),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
