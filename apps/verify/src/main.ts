/**
 * The program that checks a snapshot bundle offline: `node verify.mjs bundle.zip --key KEY`. Exit 0: all holds; 1:
 * something does not, or the program was called wrongly.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseVerifierKey } from '@tallystick/ledger/key';
import type { Report } from '@tallystick/ledger/verify-bundle';
import { ARCHIVE_BYTES_MAX } from './archive-reader.ts';
import { type CheckOptions, checkBundle } from './check.ts';

const USAGE = `Checks a Tallystick snapshot bundle. It needs no network and changes nothing.

  node verify.mjs BUNDLE.zip [--key KEY] [--against CHECKPOINT [--consistency PROOF]] [--json]

  --key KEY               the public key of the log, or a file that holds it; from elsewhere than the bundle
  --against CHECKPOINT    a file with a checkpoint of the same log that you kept
  --consistency PROOF     a file with the proof between that checkpoint and the bundle's
  --json                  the report as JSON
`;
/** Keys, checkpoints and proofs are short texts. */
const TEXT_BYTES_MAX = 1_000_000;

/** Thrown for what the person at the keyboard can mend; the message is for them. */
class CallFault extends Error {}

function main(args: string[]): number {
  try {
    const { values, positionals } = readArguments(args);
    const bundle = positionals[0];
    if (values.help || bundle === undefined || positionals.length > 1) {
      process.stdout.write(USAGE);
      return values.help ? 0 : 1;
    }
    const options: CheckOptions = {};
    if (values.key !== undefined) options.vkey = readKey(values.key);
    if (values.against !== undefined) options.against = readText(values.against);
    if (values.consistency !== undefined) options.consistency = readText(values.consistency);
    const report = checkBundle(readBytes(bundle, ARCHIVE_BYTES_MAX), options);
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report, options),
    );
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CallFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        against: { type: 'string' },
        consistency: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CallFault(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function readKey(given: string): string {
  if (parseVerifierKey(given.trim()) !== undefined) return given.trim();
  if (!existsSync(given)) throw new CallFault(`${given} is neither a public key nor a file.`);
  return readText(given).trim();
}

function readText(path: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(readBytes(path, TEXT_BYTES_MAX));
}

function readBytes(path: string, bytesMax: number): Uint8Array {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new CallFault(`There is no file ${path}.`);
  if (!stat.isFile()) throw new CallFault(`${path} is not a file.`);
  if (stat.size > bytesMax) throw new CallFault(`${path} has more than ${bytesMax} bytes.`);
  try {
    return readFileSync(path);
  } catch {
    throw new CallFault(`The file ${path} cannot be read.`);
  }
}

function inWords(report: Report, options: CheckOptions): string {
  const lines = report.steps.map(
    ({ ok, claim, detail }) => `${ok ? '✓' : '✗'} ${claim}\n    ${detail}\n`,
  );
  return `${lines.join('')}\n${verdict(report, options)}\n`;
}

function verdict(report: Report, options: CheckOptions): string {
  if (!report.ok)
    return 'DOES NOT HOLD. What is marked ✗ is the first thing that does not fit; nothing after it was checked.';
  if (options.vkey === undefined) {
    return 'The parts of this bundle fit together. Whose they are is shown only with --key and a key from elsewhere.';
  }
  return 'HOLDS. This is what was locked, and every edit shown is in the signed log.';
}

process.exitCode = main(process.argv.slice(2));
