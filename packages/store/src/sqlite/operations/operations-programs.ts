/**
 * The writes of tokens, remembered answers and webhooks, by name. They are a noun group of their own; they run in the
 * commit worker like all others.
 */
import type Database from 'better-sqlite3';
import { ANSWER_BYTES_PER_PERSON_MAX, ANSWERS_PER_PERSON_MAX } from '../../limits.ts';
import type {
  AnswerRow,
  TokenRow,
  WebhookProgress,
  WebhookRow,
  WebhookTargetRow,
} from '../../port-programs.ts';

/** Each operation with its argument and its answer. */
export type ProgramOperations = {
  addToken: { argument: TokenRow; answer: void };
  touchToken: { argument: { id: string; at: number }; answer: void };
  revokeToken: { argument: { id: string; person: string; at: number }; answer: boolean };
  rememberAnswer: { argument: { answer: AnswerRow; since: number }; answer: void };
  allowWebhookTarget: { argument: WebhookTargetRow; answer: void };
  forbidWebhookTarget: { argument: { origin: string }; answer: void };
  addWebhook: { argument: WebhookRow; answer: void };
  noteWebhook: { argument: WebhookProgress; answer: void };
  removeWebhook: { argument: { workbook: string; id: string }; answer: boolean };
};

type ProgramPerformer = {
  [Name in keyof ProgramOperations]: (
    argument: ProgramOperations[Name]['argument'],
  ) => ProgramOperations[Name]['answer'];
};

export function programOperations(database: Database.Database): ProgramPerformer {
  return {
    ...tokenOperations(database),
    ...answerOperations(database),
    ...webhookOperations(database),
  };
}

function tokenOperations(database: Database.Database) {
  const addToken = database.prepare(
    `INSERT INTO token (id, person, name, scope, workbook, created_at, expires_at, last_used_at, revoked_at)
     VALUES (@id, @person, @name, @scope, @workbook, @createdAt, @expiresAt, @lastUsedAt, @revokedAt)`,
  );
  const touchToken = database.prepare('UPDATE token SET last_used_at = @at WHERE id = @id');
  const revokeToken = database.prepare(
    `UPDATE token SET revoked_at = @at
     WHERE id = @id AND person = @person AND revoked_at IS NULL`,
  );
  return {
    addToken(token) {
      addToken.run(token);
    },
    touchToken(argument) {
      touchToken.run(argument);
    },
    revokeToken(argument) {
      return revokeToken.run(argument).changes > 0;
    },
  } satisfies Partial<ProgramPerformer>;
}

function answerOperations(database: Database.Database) {
  const forget = database.prepare('DELETE FROM idempotency WHERE at < @since');
  // Put in anew where the key is known, so that the row ids tell which answers are the newest.
  const remember = database.prepare(
    `INSERT OR REPLACE INTO idempotency (person, key, request, status, body, at, workbook)
     VALUES (@person, @key, @request, @status, @body, @at, @workbook)`,
  );
  // Asked first, since few people ever reach it, and finding the oldest takes several times as long.
  const isTooMuch = database
    .prepare<[{ person: string; rows: number; bytes: number }], number>(
      `SELECT count(*) > @rows OR sum(octet_length(body)) > @bytes
       FROM idempotency WHERE person = @person`,
    )
    .pluck();
  const drop = database.prepare(
    `DELETE FROM idempotency WHERE rowid IN (
       SELECT row FROM (
         SELECT rowid AS row, row_number() OVER newest AS place,
                sum(octet_length(body)) OVER newest AS bytes
         FROM idempotency WHERE person = @person
         WINDOW newest AS (ORDER BY rowid DESC ROWS UNBOUNDED PRECEDING)
       ) WHERE place > @rows OR bytes > @bytes)`,
  );
  const most = { rows: ANSWERS_PER_PERSON_MAX, bytes: ANSWER_BYTES_PER_PERSON_MAX };
  return {
    rememberAnswer({ answer, since }) {
      forget.run({ since });
      remember.run(answer);
      const kept = { person: answer.person, ...most };
      if (isTooMuch.get(kept) === 1) drop.run(kept);
    },
  } satisfies Partial<ProgramPerformer>;
}

function webhookOperations(database: Database.Database) {
  const allow = database.prepare(
    'INSERT INTO webhook_target (origin, by, at) VALUES (@origin, @by, @at) ON CONFLICT DO NOTHING',
  );
  const forbid = database.prepare('DELETE FROM webhook_target WHERE origin = @origin');
  // An origin ends where its path begins, so that `https://a.example` does not name `https://a.example.org`.
  const removeThere = database.prepare(
    `DELETE FROM webhook WHERE url = @origin OR substr(url, 1, length(@origin) + 1) = @origin || '/'`,
  );
  const addWebhook = database.prepare(
    `INSERT INTO webhook
       (id, workbook, url, secret, by, created_at, sent_up_to, failures, last_error, next_at)
     VALUES
       (@id, @workbook, @url, @secret, @by, @createdAt, @sentUpTo, @failures, @lastError, @nextAt)`,
  );
  const noteWebhook = database.prepare(
    `UPDATE webhook SET sent_up_to = @sentUpTo, failures = @failures, last_error = @lastError,
       next_at = @nextAt WHERE id = @id`,
  );
  const removeWebhook = database.prepare(
    'DELETE FROM webhook WHERE id = @id AND workbook = @workbook',
  );
  return {
    allowWebhookTarget(target) {
      allow.run(target);
    },
    forbidWebhookTarget(argument) {
      forbid.run(argument);
      removeThere.run(argument);
    },
    addWebhook(webhook) {
      addWebhook.run(webhook);
    },
    noteWebhook(progress) {
      noteWebhook.run(progress);
    },
    removeWebhook(argument) {
      return removeWebhook.run(argument).changes > 0;
    },
  } satisfies Partial<ProgramPerformer>;
}
