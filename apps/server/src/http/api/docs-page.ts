/**
 * The API for people: one page made from the same list as the document. It runs no script and asks nobody else for
 * anything.
 */
import { refusalsOf, schemaOf } from './document.ts';
import { type Operation, TAGS, type Tag } from './operation.ts';

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

const AUTH: Record<Operation['auth'], string> = {
  none: 'Open to all.',
  session: 'A person who is signed in.',
  token: 'A person who is signed in, or a program with a token.',
};

/** The page. */
export function docsPage(operations: readonly Operation[]): string {
  const tags = (Object.keys(TAGS) as Tag[]).filter((tag) =>
    operations.some((operation) => operation.tag === tag),
  );
  const contents = tags.map((tag) => `<li><a href="#${tag}">${unstopped(TAGS[tag])}</a></li>`);
  const sections = tags.map((tag) => {
    const theirs = operations.filter((operation) => operation.tag === tag);
    return `<section aria-labelledby="${tag}"><h2 id="${tag}">${unstopped(TAGS[tag])}</h2>
${theirs.map(articleOf).join('\n')}</section>`;
  });
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

function articleOf(operation: Operation): string {
  const { method, path, summary, about, auth, query, headers, answers } = operation;
  const names = (schema: typeof query) =>
    schema === undefined ? [] : Object.keys(schema.shape).map((name) => `<code>${name}</code>`);
  const lines = [
    about === undefined ? '' : `<p>${marked(about)}</p>`,
    named('Query', names(query)),
    named('Headers', names(headers)),
    named(
      'Answers',
      Object.entries(answers).map(([status, answer]) => `${status} ${unstopped(answer.about)}`),
    ),
    named('Refusals', refusalsOf(operation).map(String)),
  ];
  return `<article><h3><code><span class="method">${method.toUpperCase()}</span> ${escape(path)}</code></h3>
<p>${marked(summary)}. <span class="muted">${AUTH[auth]}</span></p>${lines.join('')}${schemas(operation)}</article>`;
}

/** Body and answer as JSON Schema, folded away. */
function schemas({ body, answers }: Operation): string {
  const answer = Object.values(answers).find(({ schema }) => schema !== undefined)?.schema;
  const folded = (title: string, schema: Record<string, unknown>) =>
    `<details><summary>${title}</summary><pre><code>${escape(JSON.stringify(schema, null, 2))}</code></pre></details>`;
  return [
    body === undefined ? '' : folded('Body', schemaOf(body, 'input')),
    answer === undefined ? '' : folded('Answer', schemaOf(answer, 'output')),
  ].join('');
}

function named(title: string, parts: string[]): string {
  return parts.length === 0 ? '' : `<p class="muted">${title}: ${parts.join(', ')}</p>`;
}
