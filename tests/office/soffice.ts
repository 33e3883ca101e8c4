/**
 * LibreOffice for tests: the one place that runs it. It opens files and writes them again in another format, one run at a
 * time, with a profile of its own beside the system's. Where the program is not installed, `lacksOffice` says so in words
 * for the name of a test that is then skipped.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { programAt } from '../upkeep/through-proxy.ts';

const program = programAt('soffice');

/** ` (this machine lacks LibreOffice)`, or nothing. */
export const lacksOffice = program === undefined ? ' (this machine lacks LibreOffice)' : '';

/** A run over one file takes seconds; a hundred files take as many. After that it hangs. */
const FILE_MS = 60_000;
/** It says a line for each file. */
const OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * `recalc`: whether formulas are computed anew, or the values kept that the file holds. Without it LibreOffice believes
 * files of some programs and not of others, so a comparison has to say which it means.
 */
export type Conversion = {
  recalc: 'always' | 'never';
  /** How the files are read, as `--infilter` takes it: `CSV:59,34,76,1,,1031,false,true`. Else told by their names. */
  from?: string;
};

/**
 * Files as LibreOffice writes them after it opened them, in the order given. `to` is what `--convert-to` takes: `xlsx`,
 * `ods`, `pdf`, `csv:Text - txt - csv (StarCalc):44,34,76`. Base names differ. Throws where one could not be opened.
 */
export async function convertAll(
  files: readonly string[],
  to: string,
  how: Conversion,
): Promise<Uint8Array[]> {
  const run = running.then(() => convertNow({ files, to, ...how }));
  // The next run waits for this one, and is not stopped by its failure.
  running = run.catch(() => {});
  return await run;
}

/** One file, as `convertAll`. */
export async function convert(file: string, to: string, how: Conversion): Promise<Uint8Array> {
  const [made] = await convertAll([file], to, how);
  if (made === undefined) throw new Error(`${file} was not converted`);
  return made;
}

let running: Promise<unknown> = Promise.resolve();

type Asked = Conversion & { files: readonly string[]; to: string };

async function convertNow({ files, to, recalc, from }: Asked): Promise<Uint8Array[]> {
  if (program === undefined) throw new Error('LibreOffice is not installed here');
  const folder = await mkdtemp(join(tmpdir(), 'tallystick-office-'));
  try {
    const home = join(folder, 'profile');
    await mkdir(join(home, 'user'), { recursive: true });
    await writeFile(join(home, 'user/registrymodifications.xcu'), settings(recalc));
    const args = [`-env:UserInstallation=${pathToFileURL(home).href}`, '--headless', '--norestore'];
    if (from !== undefined) args.push(`--infilter=${from}`);
    args.push('--convert-to', to, '--outdir', folder, ...files);
    const bounds = { timeout: FILE_MS * Math.max(1, files.length), maxBuffer: OUTPUT_BYTES };
    await promisify(execFile)(program, args, bounds);
    const ending = to.split(':')[0] ?? to;
    const names = files.map((file) => `${basename(file, extname(file))}.${ending}`);
    return await Promise.all(names.map((name) => readFile(join(folder, name))));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** 0: always, 1: never. The names are LibreOffice's own. */
function settings(recalc: Conversion['recalc']): string {
  const mode = recalc === 'always' ? 0 : 1;
  const item = (name: string) =>
    `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${name}" oor:op="fuse"><value>${mode}</value></prop></item>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${item('OOXMLRecalcMode')}${item('ODFRecalcMode')}</oor:items>`;
}
