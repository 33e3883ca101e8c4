/** The API for people: one page made from the document. It runs no script and asks nobody else for anything. */
import {
  type ApiDocument,
  JSON_TYPE,
  PROBLEM_TYPE,
  RIGHT,
  type ToldOperation,
} from './document.ts';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a4149); --soft: light-dark(#f4f6f8, #20252b);
  --text: light-dark(#1b2733, #e6eaef); --muted: light-dark(#56616d, #a3adb8); --ground: light-dark(#fff, #15191e);
  --link: light-dark(#1c5d99, #8fc1ef); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--text);
  font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .4rem 0; }
article { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .8rem 0; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { background: var(--soft); border-radius: 6px; padding: .75rem; overflow-x: auto; }
.method { display: inline-block; min-width: 4rem; font-weight: 700; }
.muted { color: var(--muted); font-size: .9rem; }
nav ul { columns: 16rem; padding-inline-start: 1.2rem; }
`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
/** A sentence as a heading or an item of a list. */
const unstopped = (text: string): string => marked(text.replace(/\.$/, ''));
const marked = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

/** By the number of ways in which the document says that one may sign in. */
const AUTH = [
  'Open to all.',
  'A person who is signed in.',
  'A person who is signed in, or a program with a token.',
];

type Line = { method: string; path: string; operation: ToldOperation };

/** The page. */
export function docsPage({ tags: all, paths }: ApiDocument): string {
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Line => ({ method, path, operation })),
  );
  const ofTag = (tag: string) => lines.filter(({ operation }) => operation.tags.includes(tag));
  const tags = all.filter(({ name }) => ofTag(name).length > 0);
  const contents = tags.map(
    ({ name, description }) => `<li><a href="#${name}">${unstopped(description)}</a></li>`,
  );
  const sections = tags.map(
    ({
      name,
      description,
    }) => `<section aria-labelledby="${name}"><h2 id="${name}">${unstopped(description)}</h2>
${ofTag(name).map(articleOf).join('\n')}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Tallystick: HTTP API</title><style>${STYLE}</style></head>
<body><main><h1>HTTP API</h1>
<p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Make a token in your own menu, under
<em>Access tokens</em>, and send it with every request:</p>
<pre><code>curl -H "Authorization: Bearer $TOKEN" ${'"$SERVER'}/api/workbooks"</code></pre>
<p>A refusal is a problem of RFC 9457 with a <code>code</code>; lists go on with <code>next</code>; answers with an
<code>ETag</code> may be asked for with <code>If-None-Match</code>; a change under an <code>Idempotency-Key</code> is carried
out once.</p>
<p class="muted"><a href="/licences.txt">Licences</a> of this program and of the packages it runs with, and
<a href="/sbom.cdx.json">their list</a> (CycloneDX).</p>
<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>
${sections.join('\n')}</main></body></html>
`;
}

function articleOf({ method, path, operation }: Line): string {
  const { summary, description, security, parameters = [], responses, [RIGHT]: right } = operation;
  const namesIn = (where: string) =>
    parameters.filter((each) => each.in === where).map(({ name }) => `<code>${name}</code>`);
  const statuses = Object.entries(responses);
  const lines = [
    description === undefined ? '' : `<p>${marked(description)}</p>`,
    named('Right', right === undefined ? [] : [`<code>${right}</code>`]),
    named('Query', namesIn('query')),
    named('Headers', namesIn('header')),
    named(
      'Answers',
      statuses
        .filter(([, { content }]) => content?.[PROBLEM_TYPE] === undefined)
        .map(([status, answer]) => `${status} ${unstopped(answer.description)}`),
    ),
    named(
      'Refusals',
      statuses
        .filter(([, { content }]) => content?.[PROBLEM_TYPE] !== undefined)
        .map(([status]) => status),
    ),
  ];
  const shown = path.replaceAll(/\{([a-z]+)\}/g, ':$1');
  return `<article><h3><code><span class="method">${method.toUpperCase()}</span> ${escape(shown)}</code></h3>
<p>${marked(summary)}. <span class="muted">${AUTH[security.length]}</span></p>${lines.join('')}${schemas(operation)}</article>`;
}

/** Body and answer as JSON Schema and the example of a body, folded away. */
function schemas({ requestBody, responses }: ToldOperation): string {
  const body = requestBody?.content[JSON_TYPE];
  const answer = Object.values(responses).find(({ content }) => content?.[JSON_TYPE])?.content;
  const folded = (title: string, what: unknown) =>
    what === undefined
      ? ''
      : `<details><summary>${title}</summary><pre><code>${escape(JSON.stringify(what, null, 2))}</code></pre></details>`;
  return [
    folded('Example', body?.example),
    folded('Body', body?.schema),
    folded('Answer', answer?.[JSON_TYPE]?.schema),
  ].join('');
}

function named(title: string, parts: string[]): string {
  return parts.length === 0 ? '' : `<p class="muted">${title}: ${parts.join(', ')}</p>`;
}
