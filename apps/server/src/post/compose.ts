/** One mail as plain text and as HTML: what waits in which workbook, the links to it, and how to end such mails. Pure. */
import { NOTICE_KINDS, type NoticeKind } from '@tallystick/domain/nouns/telling';
import { counted, MAIL_WORDS, type MailLanguage } from '@tallystick/protocol/post/mail-words';

export type MailPart = {
  workbook: string;
  city: string;
  title: string;
  counts: ReadonlyMap<NoticeKind, number>;
};

export type ToCompose = {
  language: MailLanguage;
  name: string;
  parts: readonly MailPart[];
  /** Where the server is reached: an origin. */
  url: string;
  /** Paths that end the mails of one workbook, or all of them. */
  endPath: (workbook: string | null) => string;
};

export type Composed = { subject: string; text: string; html: string };

export function compose({ language, name, parts, url, endPath }: ToCompose): Composed {
  const words = MAIL_WORDS[language];
  const total = parts
    .flatMap(({ counts }) => [...counts.values()])
    .reduce((sum, each) => sum + each, 0);
  const hello = words.hello.replace('{name}', oneLine(name));
  const intro = counted(words.intro, total, language);
  const linesOf = ({ counts }: MailPart): string[] =>
    NOTICE_KINDS.filter((kind) => counts.has(kind)).map((kind) =>
      counted(words.kinds[kind], counts.get(kind) ?? 0, language),
    );
  const headOf = ({ city, title }: MailPart) => oneLine(`${city}, ${title}`);
  const linkOf = ({ workbook }: MailPart) => `${url}/w/${encodeURIComponent(workbook)}`;
  const ends = [
    { words: words.settings, href: `${url}/inbox` },
    ...parts.slice(0, parts.length === 1 ? 1 : 0).map(({ workbook }) => ({
      words: words.endOne,
      href: url + endPath(workbook),
    })),
    { words: words.endAll, href: url + endPath(null) },
  ];
  const text = [
    hello,
    '',
    intro,
    ...parts.flatMap((part) => [
      '',
      headOf(part),
      ...linesOf(part).map((line) => `- ${line}`),
      `${words.open}: ${linkOf(part)}`,
    ]),
    '',
    words.why,
    ...ends.map((end) => `${end.words}: ${end.href}`),
    '',
  ].join('\n');
  const html = [
    `<!doctype html><html lang="${language}" dir="${words.direction}"><head><meta charset="utf-8"></head>`,
    '<body style="font-family:sans-serif;line-height:1.5">',
    `<p>${escaped(hello)}</p><p>${escaped(intro)}</p>`,
    ...parts.map(
      (part) =>
        `<h2 style="font-size:1em"><bdi>${escaped(headOf(part))}</bdi></h2><ul>${linesOf(part)
          .map((line) => `<li>${escaped(line)}</li>`)
          .join('')}</ul><p>${link(linkOf(part), words.open)}</p>`,
    ),
    `<hr><p>${escaped(words.why)}</p>`,
    ...ends.map((end) => `<p>${link(end.href, end.words)}</p>`),
    '</body></html>',
  ].join('');
  return { subject: counted(words.subject, total, language), text, html };
}

const link = (href: string, words: string): string =>
  `<a href="${escaped(href)}">${escaped(words)}</a>`;

/** What people typed stands in one line of its own, whatever they typed. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
