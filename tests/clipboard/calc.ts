/** LibreOffice Calc without its window: writes a block as it puts it on the clipboard, as a table and as text. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BlockName, documentOf } from './calc-block.ts';

const run = promisify(execFile);
/** A first start makes a profile; a busy machine takes its time, in milliseconds. */
const CONVERT_MS = 120_000;

export type Written = { html: string; text: string };

const FIXTURES = new URL('./fixtures/', import.meta.url);
/** Tab, double quotes, UTF-8, as shown, nothing quoted without need. */
const AS_TEXT = 'csv:Text - txt - csv (StarCalc):9,34,76,1,,1033,false,true';

/** What LibreOffice wrote when the fixtures were made. */
export async function fixture(name: BlockName): Promise<Written> {
  const [html, text] = await Promise.all(
    ['html', 'tsv'].map((kind) => readFile(new URL(`${name}.${kind}`, FIXTURES), 'utf8')),
  );
  return { html: html ?? '', text: text ?? '' };
}

/** The version of the LibreOffice that is here; undefined where there is none. */
export async function calcVersion(): Promise<string | undefined> {
  try {
    const { stdout } = await run('soffice', ['--version'], { timeout: CONVERT_MS });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** Converts files in a folder of its own; `from` is file name to contents. */
async function converted(from: [name: string, contents: string], to: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ts-calc-'));
  try {
    const source = join(folder, from[0]);
    await writeFile(source, from[1]);
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const filter = source.endsWith('.html') ? ['--infilter=HTML (StarCalc)'] : [];
    await run(
      'soffice',
      [
        profile,
        '--headless',
        ...filter,
        '--convert-to',
        to,
        '--outdir',
        join(folder, 'out'),
        source,
      ],
      { timeout: CONVERT_MS },
    );
    const kind = to.split(':')[0] ?? to;
    return await readFile(join(folder, 'out', from[0].replace(/\.\w+$/, `.${kind}`)), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A block written by the LibreOffice that is here. */
export async function writtenByCalc(name: BlockName): Promise<Written> {
  const source: [string, string] = [`${name}.fods`, documentOf(name)];
  return { html: await converted(source, 'html'), text: await converted(source, AS_TEXT) };
}

/** What Calc holds after it was given a table: its own flat document. */
export async function readByCalc(html: string): Promise<string> {
  return await converted(['given.html', html], 'fods');
}
