/**
 * Files that somebody hands in as evidence to harm who looks at them: pages and scripts under other names, files that are
 * two things at once, names that lead elsewhere. Behind them come those that are made to harm a reader of tables.
 */
import { craftedFiles } from '../hostile-files/crafted.ts';
import { odsParts, xlsxParts } from '../hostile-files/parts.ts';
import { zipOf } from '../hostile-files/zip-writer.ts';

/** `isKept`: whether the server may take it; null: either way, as long as it stays harmless. */
export type HostileEvidence = {
  what: string;
  name: string;
  bytes: Uint8Array;
  isKept: boolean | null;
};

const text = (...parts: string[]): Buffer => Buffer.from(parts.join(''), 'latin1');
const PNG_HEAD =
  '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR\u0000\u0000\u0000\u0001\u0000\u0000\u0000\u0001';
const JPEG_HEAD = '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF\u0000\u0001';
const WEBP_HEAD = 'RIFF\u0024\u0000\u0000\u0000WEBPVP8 ';

/** What a page does if it runs: it is heard of at `url`. */
const scriptTo = (url: string): string =>
  `document.documentElement.dataset.ran='1';fetch('${url}');new Image().src='${url}'`;

/** Pages and scripts, bare. */
function pages(url: string): Record<string, string> {
  const script = `<script>${scriptTo(url)}</script>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="fetch('${url}')">${script}</svg>`;
  return {
    html: `<!doctype html><html><body>${script}</body></html>`,
    'html without a head': script,
    'html behind blanks': `\n \t ${script}`,
    'html behind a comment': `<!-- x -->${script}`,
    'html far down': `${'a line of text\n'.repeat(40)}${script}`,
    svg,
    'svg with a declaration': `<?xml version="1.0"?>${svg}`,
    'svg that draws another': `<svg xmlns="http://www.w3.org/2000/svg"><image href="${url}"/></svg>`,
    xhtml: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>`,
    'xml with a stylesheet': `<?xml version="1.0"?><?xml-stylesheet href="${url}"?><a/>`,
    'an image that fails': `<img src=x onerror="fetch('${url}')">`,
    frame: `<iframe srcdoc="${script.replaceAll('"', '&quot;')}"></iframe>`,
    mail: `MIME-Version: 1.0\nContent-Type: text/html\n\n${script}`,
    'a link of a desktop': `[InternetShortcut]\nURL=${url}\n`,
  };
}

/** The head of a kind that is kept, and behind it something else. */
function polyglots(url: string): Record<string, [string, boolean | null]> {
  const page = `<!doctype html><html><body><script>${scriptTo(url)}</script></body></html>`;
  const script = `<script>${scriptTo(url)}</script>`;
  const action = `/OpenAction<</S/JavaScript/JS(app.launchURL\\('${url}'\\))>>`;
  return {
    'pdf and page': [`%PDF-1.7\n${page}`, true],
    'pdf that is a comment of a page': [`%PDF-1.7\n<!--\n-->${page}\n%%EOF`, true],
    'pdf that acts': [`%PDF-1.7\n1 0 obj<</Type/Catalog${action}>>endobj\n%%EOF`, true],
    'pdf that launches': [`%PDF-1.7\n1 0 obj<</S/Launch/F(${url})>>endobj\n%%EOF`, true],
    'page before a pdf': [`${page}\n%PDF-1.7`, false],
    'png and page': [`${PNG_HEAD}\u0008\u0002\u0000\u0000\u0000${page}`, true],
    'png with a script in its words': [
      `${PNG_HEAD}\u0000\u0000\u0010\u0000tEXtx\u0000${script}`,
      true,
    ],
    'jpeg and page': [`${JPEG_HEAD}${page}`, true],
    'jpeg with a script as comment': [`${JPEG_HEAD}\u00ff\u00fe\u0000\u0050${script}`, true],
    'webp and page': [`${WEBP_HEAD}${page}`, true],
    'gif that is a script': [`GIF89a/*\u0000*/=0;${scriptTo(url)}`, false],
    'bitmap that is a script': [`BM/*\u0000*/=0;${scriptTo(url)}`, false],
    'png by four bytes': [`\u0089PNG${page}`, false],
    'riff that is no picture': [`RIFF\u0000\u0000\u0000\u0000WAVE${page}`, false],
  };
}

const PROGRAMS: Record<string, string> = {
  'program of Windows': 'MZ\u0090\u0000\u0003\u0000',
  'program of Linux': '\u007fELF\u0002\u0001\u0001\u0000',
  'old office file': '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
  'archive of another kind': '7z\u00bc\u00af\u0027\u001c',
  'packed by gzip': '\u001f\u008b\u0008\u0000',
  'text with a nought': 'a,b\u0000c\n1,2\n',
  'text with an escape': 'a\u001b]0;x\u0007b',
  'text of 16 bits': '\u00ff\u00fe<\u0000s\u0000v\u0000g\u0000>\u0000',
};

const zipWith = (...names: string[]): Uint8Array =>
  zipOf(names.map((name) => ({ name, data: Buffer.from('x') })));

function packed(): Record<string, [Uint8Array, boolean | null]> {
  const xlsx = xlsxParts();
  const more = (...names: string[]): Uint8Array =>
    zipOf([...xlsx, ...names.map((name) => ({ name, data: Buffer.from('x') }))]);
  return {
    'archive of nothing in particular': [zipWith('a.txt'), false],
    'program of Java': [zipWith('META-INF/MANIFEST.MF', 'A.class'), false],
    'workbook with macros': [more('xl/vbaProject.bin'), false],
    'workbook with a page': [more('xl/media/a.html'), false],
    'workbook with a drawing that is a page': [more('xl/media/a.svg'), false],
    'workbook and document at once': [more('word/document.xml'), false],
    'workbook with a part twice': [more('xl/workbook.xml'), false],
    'workbook that leads out': [more('../../../../out.txt'), null],
    'workbook behind a page': [
      Buffer.concat([text('<html><script>1</script></html>'), zipOf(xlsx)]),
      false,
    ],
    'half a workbook': [zipOf(xlsx).subarray(0, 300), false],
    'workbook with something behind': [Buffer.concat([zipOf(xlsx), text('<svg/>')]), false],
    'sheet of OpenDocument with a macro': [
      zipOf([...odsParts(''), { name: 'Basic/Standard/Module1.xml', data: Buffer.from('x') }]),
      false,
    ],
    'list that never ends': [text('PK\u0003\u0004', '\u0000'.repeat(70_000)), false],
  };
}

/** Names under which a file that is kept is handed in. */
export const NAMES: readonly string[] = [
  '../../../../out.txt',
  '..\\..\\out.txt',
  '/etc/passwd',
  'C:\\Windows\\system.ini',
  'a\r\nset-cookie: x=1\r\n\r\n<script>1</script>.pdf',
  'a"; filename="b.html',
  'annexe\u202Efdp.exe',
  '\u2066\u2069.html',
  'a\u0000.html',
  '<img src=x onerror=fetch(1)>.png',
  "'><script>1</script>.csv",
  '.htaccess',
  'CON',
  `${'x'.repeat(240)}.html`,
  '.',
  ' ',
  'تقرير.html',
  '%2e%2e%2fout.txt',
];

export function* hostileEvidence(
  count: number,
  { seed, url, file }: { seed: number; url: string; file: string },
): Generator<HostileEvidence> {
  const made: HostileEvidence[] = [];
  const asKinds = ['pdf', 'png', 'jpg', 'csv', 'txt', 'xlsx'];
  for (const [what, page] of Object.entries(pages(url)))
    for (const kind of asKinds) {
      // A mail and a link of a desktop are texts, and are never sent as anything else.
      const isText = what === 'mail' || what === 'a link of a desktop';
      const bytes = Buffer.from(page);
      made.push({
        what: `${what} as ${kind}`,
        name: `a.${kind}`,
        bytes,
        isKept: isText ? null : false,
      });
    }
  for (const [what, [page, isKept]] of Object.entries(polyglots(url)))
    for (const name of ['a.html', 'a.svg', 'a.pdf'])
      made.push({ what: `${what} as ${name}`, name, bytes: text(page), isKept });
  for (const [what, head] of Object.entries(PROGRAMS))
    for (const name of ['a.pdf', 'a.csv'])
      made.push({ what, name, bytes: text(head, 'x'.repeat(200)), isKept: false });
  for (const [what, [bytes, isKept]] of Object.entries(packed()))
    made.push({ what, name: 'a.xlsx', bytes, isKept });
  for (const [at, name] of NAMES.entries())
    made.push({ what: `name ${at}`, name, bytes: text('%PDF-1.7\n', String(at)), isKept: true });
  const wanted = Math.max(0, count - made.length);
  // The families in turn where only some are wanted, so that each is there.
  const step = Math.max(1, Math.floor(made.length / Math.min(count, made.length)));
  for (const [at, each] of made.entries()) if (at % step === 0) yield each;
  for (const crafted of craftedFiles(wanted, seed, { url, file }))
    yield { what: crafted.name, name: crafted.file, bytes: crafted.bytes, isKept: null };
}
