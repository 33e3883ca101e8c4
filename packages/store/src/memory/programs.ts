/** Tokens, remembered answers and webhooks in memory. */
import { dropRows, type Erased } from './erased.ts';
import { ANSWER_BYTES_PER_PERSON_MAX, ANSWERS_PER_PERSON_MAX } from '../limits.ts';
import type {
  AnswerRow,
  ProgramStore,
  TokenRow,
  WebhookRow,
  WebhookTargetRow,
} from '../port-programs.ts';

function insert<V>(rows: Map<string, V>, key: string, row: V): void {
  if (rows.has(key)) throw new Error(`there is a row ${key} already`);
  rows.set(key, row);
}

const byCreation = (a: { createdAt: number; id: string }, b: { createdAt: number; id: string }) =>
  a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

export function memoryPrograms(erased: Erased): ProgramStore {
  return { ...memoryTokens(erased), ...memoryAnswers(erased), ...memoryWebhooks(erased) };
}

function memoryTokens(erased: Erased) {
  const tokens = new Map<string, TokenRow>();
  erased.onErase((workbook) => dropRows(tokens, workbook));
  return {
    async addToken(token) {
      if (erased.has(token.workbook)) return;
      insert(tokens, token.id, { ...token });
    },
    async token(id) {
      const row = tokens.get(id);
      return row === undefined ? undefined : { ...row };
    },
    async tokensOf(person) {
      return [...tokens.values()]
        .filter((row) => row.person === person && row.revokedAt === null)
        .map((row) => ({ ...row }))
        .sort(byCreation);
    },
    async touchToken(id, at) {
      const row = tokens.get(id);
      if (row !== undefined) row.lastUsedAt = at;
    },
    async revokeToken(id, person, at) {
      const row = tokens.get(id);
      if (row === undefined || row.person !== person || row.revokedAt !== null) return false;
      row.revokedAt = at;
      return true;
    },
  } satisfies Partial<ProgramStore>;
}

function memoryAnswers(erased: Erased) {
  const answers = new Map<string, AnswerRow>();
  erased.onErase((workbook) => dropRows(answers, workbook));
  return {
    async rememberedAnswer(person, key, since) {
      const row = answers.get(`${person} ${key}`);
      return row === undefined || row.at < since ? undefined : { ...row };
    },
    async rememberAnswer(answer, since) {
      if (erased.has(answer.workbook)) return;
      for (const [key, row] of answers) if (row.at < since) answers.delete(key);
      const key = `${answer.person} ${answer.key}`;
      // Put in anew where the key is known, so that the newest come last.
      answers.delete(key);
      answers.set(key, { ...answer });
      let rows = 0;
      let bytes = 0;
      for (const [each, row] of [...answers].toReversed()) {
        if (row.person !== answer.person) continue;
        rows += 1;
        bytes += Buffer.byteLength(row.body);
        const fits = rows <= ANSWERS_PER_PERSON_MAX && bytes <= ANSWER_BYTES_PER_PERSON_MAX;
        if (!fits) answers.delete(each);
      }
    },
  } satisfies Partial<ProgramStore>;
}

function memoryWebhooks(erased: Erased) {
  const targets = new Map<string, WebhookTargetRow>();
  const webhooks = new Map<string, WebhookRow>();
  erased.onErase((workbook) => dropRows(webhooks, workbook));
  return {
    async webhookTargets() {
      return [...targets.values()]
        .map((row) => ({ ...row }))
        .sort((a, b) => (a.origin < b.origin ? -1 : 1));
    },
    async allowWebhookTarget(target) {
      if (!targets.has(target.origin)) targets.set(target.origin, { ...target });
    },
    async forbidWebhookTarget(origin) {
      targets.delete(origin);
      for (const [id, row] of webhooks)
        if (row.url === origin || row.url.startsWith(`${origin}/`)) webhooks.delete(id);
    },
    async addWebhook(webhook) {
      if (erased.has(webhook.workbook)) return;
      insert(webhooks, webhook.id, { ...webhook });
    },
    async webhooksOf(workbook) {
      return [...webhooks.values()]
        .filter((row) => row.workbook === workbook)
        .map((row) => ({ ...row }))
        .sort(byCreation);
    },
    async webhooksDue(at) {
      return [...webhooks.values()]
        .filter((row) => row.nextAt <= at)
        .map((row) => ({ ...row }))
        .sort((a, b) => a.nextAt - b.nextAt || (a.id < b.id ? -1 : 1));
    },
    async noteWebhook({ id, ...progress }) {
      const row = webhooks.get(id);
      if (row !== undefined) Object.assign(row, progress);
    },
    async removeWebhook(workbook, id) {
      if (webhooks.get(id)?.workbook !== workbook) return false;
      return webhooks.delete(id);
    },
  } satisfies Partial<ProgramStore>;
}
