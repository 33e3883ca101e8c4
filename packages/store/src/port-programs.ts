/**
 * What programs need of the store: access tokens, remembered answers, webhooks. None of it belongs to the journal, and
 * all of it is about callers that are not a person before a screen.
 */
import type { PersonId, WorkbookId } from '@tallystick/domain/cells/ids';

export type TokenRow = {
  /** SHA-256 of the token, hexadecimal; the token itself is never stored. */
  id: string;
  person: PersonId;
  /** What the person calls it. */
  name: string;
  /** Words separated by a space: `read`, `write`, `live`. */
  scope: string;
  /** The one workbook it is for; null: all of the person's. */
  workbook: WorkbookId | null;
  createdAt: number;
  expiresAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
};

/** The answer that was given under an idempotency key. */
export type AnswerRow = {
  person: PersonId;
  key: string;
  /** SHA-256 of method, address and body, hexadecimal. */
  request: string;
  status: number;
  body: string;
  at: number;
  /** The workbook that it was asked of. */
  workbook: WorkbookId | null;
};

export type WebhookTargetRow = { origin: string; by: PersonId; at: number };
export type WebhookRow = {
  id: string;
  workbook: WorkbookId;
  url: string;
  /** The key that deliveries are signed with. */
  secret: string;
  by: PersonId;
  createdAt: number;
  /** Number of the last entry that was delivered, or that the receiver may not see. */
  sentUpTo: number;
  /** Failed tries since the last delivery. */
  failures: number;
  lastError: string | null;
  /** Not to be tried before. */
  nextAt: number;
};
/** How a webhook stands after a try. */
export type WebhookProgress = Pick<
  WebhookRow,
  'id' | 'sentUpTo' | 'failures' | 'lastError' | 'nextAt'
>;

/** Personal access tokens. */
export interface TokenStore {
  addToken(token: TokenRow): Promise<void>;
  token(id: string): Promise<TokenRow | undefined>;
  /** All of a person's tokens that were not revoked, oldest first. */
  tokensOf(person: PersonId): Promise<TokenRow[]>;
  touchToken(id: string, at: number): Promise<void>;
  /** True where the token is this person's and stood until now. */
  revokeToken(id: string, person: PersonId, at: number): Promise<boolean>;
}

/** Answers remembered for requests that are sent twice. */
export interface AnswerStore {
  /** The answer under a key, unless it is older than `since`. */
  rememberedAnswer(person: PersonId, key: string, since: number): Promise<AnswerRow | undefined>;
  /**
   * Remembers an answer in the place of an older one, and forgets all that are older than `since`, and of this person
   * the oldest where there are more than are kept.
   */
  rememberAnswer(answer: AnswerRow, since: number): Promise<void>;
}

/** Where journals are sent on, and where to they may be. */
export interface WebhookStore {
  webhookTargets(): Promise<WebhookTargetRow[]>;
  allowWebhookTarget(target: WebhookTargetRow): Promise<void>;
  /** Also removes the webhooks that go there. */
  forbidWebhookTarget(origin: string): Promise<void>;
  addWebhook(webhook: WebhookRow): Promise<void>;
  webhooksOf(workbook: WorkbookId): Promise<WebhookRow[]>;
  /** All webhooks that may be tried at `at`. */
  webhooksDue(at: number): Promise<WebhookRow[]>;
  noteWebhook(progress: WebhookProgress): Promise<void>;
  removeWebhook(workbook: WorkbookId, id: string): Promise<boolean>;
}

export interface ProgramStore extends TokenStore, AnswerStore, WebhookStore {}
