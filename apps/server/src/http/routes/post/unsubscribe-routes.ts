/**
 * The link that ends mails: a page that asks first, since programs follow links, and the one request by which a mail
 * program ends them at a click (RFC 8058). Whoever has the link need not sign in.
 */
import type { WorkbookId } from '@tallystick/domain/cells/ids';
import type { PostSetting } from '@tallystick/domain/mailing';
import { MAIL_WORDS, isMailLanguage } from '@tallystick/protocol/post/mail-words';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { everybody } from '../../../edge/access.ts';
import type { RouteContext } from '../../../edge/context.ts';
import { file } from '../../../edge/operation.ts';
import { serve } from '../../../edge/serve.ts';
import { escaped } from '../../../post/compose.ts';
import { type Ended, postKey, readEndToken } from '../../../post/unsubscribe.ts';
import { END_BODY_BYTES_MAX } from '../../../service/limits.ts';

const PATH = '/unsubscribe/:token';
const PAGE = {
  200: file('A page.', 'text/html'),
  404: file('A page that says that the link ends nothing.', 'text/html'),
};

export function unsubscribeRoutes(app: FastifyInstance, context: RouteContext): void {
  // In a scope of its own: no other address takes what a form sends.
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'string', bodyLimit: END_BODY_BYTES_MAX },
      async () => null,
    );
    addRoutes(scope, context);
  });
}

function addRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store } = context;
  const at = { app, context };
  const read = async (token: string): Promise<Ended | undefined> =>
    readEndToken(token, await postKey(store));

  serve(
    at,
    {
      method: 'get',
      path: PATH,
      tag: 'inbox',
      summary: 'The page behind the link that ends mails',
      access: everybody,
      answers: PAGE,
    },
    async ({ params, reply }) => await answer(reply, context, await read(params.token), 'ask'),
  );

  serve(
    at,
    {
      method: 'post',
      path: PATH,
      tag: 'inbox',
      summary: 'End the mails that the link is of',
      about: 'As mail programs do it at a click (RFC 8058).',
      access: everybody,
      fromAnywhere: true,
      answers: PAGE,
    },
    async ({ params, reply }) => {
      const ended = await read(params.token);
      if (ended !== undefined) {
        const { person, workbook } = ended;
        await store.setPostSetting(person, { workbook, kind: null, how: 'never' });
        // What was chosen beside it was not meant to outlive this.
        for (const each of await store.postSettings(person))
          if (isBeside(each, workbook)) await store.setPostSetting(person, { ...each, how: null });
      }
      return await answer(reply, context, ended, 'done');
    },
  );
}

/** A narrower choice than the one for a workbook, or for all. */
const isBeside = (each: PostSetting, workbook: WorkbookId | null): boolean =>
  (workbook === null || each.workbook === workbook) &&
  (each.kind !== null || each.workbook !== workbook);

async function answer(
  reply: FastifyReply,
  { store }: RouteContext,
  ended: Ended | undefined,
  what: 'ask' | 'done',
): Promise<FastifyReply> {
  const chosen = ended === undefined ? null : (await store.postPerson(ended.person)).language;
  const language = chosen !== null && isMailLanguage(chosen) ? chosen : 'en';
  const { direction, end } = MAIL_WORDS[language];
  const words = ended === undefined ? end.unknown : end[what];
  const button =
    ended !== undefined && what === 'ask'
      ? `<form method="post"><button style="font:inherit;padding:8px 16px">${escaped(end.button)}</button></form>`
      : '';
  const page = `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(end.title)}</title></head><body style="font-family:sans-serif;line-height:1.5;max-width:40em;margin:3em auto;padding:0 1em"><main><h1>${escaped(end.title)}</h1><p>${escaped(words)}</p>${button}</main></body></html>`;
  return reply
    .code(ended === undefined ? 404 : 200)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
}
