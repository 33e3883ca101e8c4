/**
 * Programs of others that unpack a ZIP: what a stranger sees of a bundle is what one of them shows.
 */
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Unzipper = {
  name: string;
  /** How to get it. */
  from: string;
  isPresent: () => boolean;
  /** Unpacks each file into the folder beside its name; answers which ended without a complaint. */
  unpack: (jobs: readonly Job[]) => boolean[];
};
export type Job = { file: string; folder: string };

/** A hostile archive must not keep a program for ever. */
const UNPACK_MS = 60_000;

/** Python's reader does many archives in one process, since its start takes longer than its work. */
const PYTHON = `
import json, sys, zipfile
def one(job):
    try:
        with zipfile.ZipFile(job['file']) as archive:
            archive.extractall(job['folder'])
        return True
    except Exception:
        return False
print(json.dumps([one(job) for job in json.load(sys.stdin)]))
`;

export const UNZIPPERS: readonly Unzipper[] = [
  {
    name: 'unzip',
    from: 'apt-get install unzip',
    isPresent: () => runs('unzip', ['-v']),
    unpack: (jobs) =>
      jobs.map(({ file, folder }) => runs('unzip', ['-o', '-qq', file, '-d', folder])),
  },
  {
    name: "python3's zipfile",
    from: 'apt-get install python3',
    isPresent: () => runs('python3', ['-c', 'import zipfile']),
    unpack(jobs) {
      const { stdout } = spawnSync('python3', ['-c', PYTHON], {
        input: JSON.stringify(jobs),
        encoding: 'utf8',
        timeout: UNPACK_MS,
      });
      const done: boolean[] = JSON.parse(stdout);
      return done;
    },
  },
  {
    name: 'bsdtar, by the directory',
    from: 'apt-get install libarchive-tools',
    isPresent: () => runs('bsdtar', ['--version']),
    unpack: (jobs) => jobs.map(({ file, folder }) => runs('bsdtar', ['-xf', file, '-C', folder])),
  },
  {
    name: 'bsdtar, from front to back',
    from: 'apt-get install libarchive-tools',
    isPresent: () => runs('bsdtar', ['--version']),
    unpack: (jobs) =>
      jobs.map(({ file, folder }) =>
        runs('bsdtar', ['-xf', '-', '-C', folder], readFileSync(file)),
      ),
  },
];

/** What a program shows of an archive: file name to bytes; undefined where it complained. */
export function shownBy(
  unzipper: Unzipper,
  archives: readonly Uint8Array[],
  folder: string,
): (Map<string, string> | undefined)[] {
  const jobs = archives.map((archive, i): Job => {
    const job = { file: join(folder, `${i}.zip`), folder: join(folder, String(i)) };
    writeFileSync(job.file, archive);
    mkdirSync(job.folder);
    return job;
  });
  const done = unzipper.unpack(jobs);
  return jobs.map((job, i) => (done[i] === true ? contentOf(job.folder) : undefined));
}

function runs(program: string, args: readonly string[], input?: Uint8Array): boolean {
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const { status } = spawnSync(program, args, {
    ...(input === undefined ? {} : { input }),
    stdio: [stdin, 'ignore', 'ignore'],
    timeout: UNPACK_MS,
  });
  return status === 0;
}

/** The content in Latin-1, one character a byte; folders and links by what they are. */
function contentOf(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    found.set(name, lstatSync(path).isFile() ? readFileSync(path, 'latin1') : 'not a file');
  }
  return found;
}
