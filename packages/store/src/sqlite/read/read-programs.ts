/** Reads of tokens, remembered answers and webhooks. */
import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type {
  AnswerRow,
  ProgramStore,
  TokenRow,
  WebhookRow,
  WebhookTargetRow,
} from '../../port-programs.ts';
import * as tables from '../schema.ts';

type ProgramReads = Pick<
  ProgramStore,
  'token' | 'tokensOf' | 'rememberedAnswer' | 'webhookTargets' | 'webhooksOf' | 'webhooksDue'
>;

export function programReads(db: BetterSQLite3Database): ProgramReads {
  const { idempotency, token, webhook, webhookTarget } = tables;
  return {
    async token(id) {
      return db.select().from(token).where(eq(token.id, id)).get() as TokenRow | undefined;
    },
    async tokensOf(person) {
      return db
        .select()
        .from(token)
        .where(and(eq(token.person, person), isNull(token.revokedAt)))
        .orderBy(asc(token.createdAt), asc(token.id))
        .all() as TokenRow[];
    },
    async rememberedAnswer(person, key, since) {
      const { at, key: keyOf, person: personOf } = idempotency;
      return db
        .select()
        .from(idempotency)
        .where(and(eq(personOf, person), eq(keyOf, key), gte(at, since)))
        .get() as AnswerRow | undefined;
    },
    async webhookTargets() {
      return db
        .select()
        .from(webhookTarget)
        .orderBy(asc(webhookTarget.origin))
        .all() as WebhookTargetRow[];
    },
    async webhooksOf(workbook) {
      return db
        .select()
        .from(webhook)
        .where(eq(webhook.workbook, workbook))
        .orderBy(asc(webhook.createdAt), asc(webhook.id))
        .all() as WebhookRow[];
    },
    async webhooksDue(at) {
      return db
        .select()
        .from(webhook)
        .where(lte(webhook.nextAt, at))
        .orderBy(asc(webhook.nextAt), asc(webhook.id))
        .all() as WebhookRow[];
    },
  };
}
