/** The whole check of one bundle file: unpack, verify, compare with an older checkpoint where one is given. */
import { compareCheckpoints } from '@tallystick/ledger/consistency-note';
import { textOf } from '@tallystick/ledger/hash';
import { parseVerifierKey } from '@tallystick/ledger/key';
import { type Report, verifyBundle } from '@tallystick/ledger/verify-bundle';
import { readArchive } from './archive-reader.ts';

export type CheckOptions = {
  /** The log's public key, from elsewhere. */
  vkey?: string;
  /** The text of a checkpoint that was kept. */
  against?: string;
  /** The text of the proof between that checkpoint and the bundle's. */
  consistency?: string;
};

const PACKED = 'The archive holds the files of a bundle and nothing else.';

/** Checks an archive. The report ends at the first fault. */
export function checkBundle(archive: Uint8Array, options: CheckOptions): Report {
  const unpacked = readArchive(archive);
  if (!unpacked.ok) return withFault([], PACKED, unpacked.why);
  const { files, time } = unpacked;
  const { vkey, against, consistency } = options;
  const verified = verifyBundle(files, { time, ...(vkey === undefined ? {} : { vkey }) });
  const detail = `${archive.length} bytes, each accounted for: any program unpacks the same files.`;
  const report = { ...verified, steps: [{ claim: PACKED, ok: true, detail }, ...verified.steps] };
  if (!report.ok || against === undefined) return report;
  const mine = textIn(files, 'checkpoint.txt');
  const key = parseVerifierKey(vkey ?? textIn(files, 'key.txt').trim());
  const compared = compareCheckpoints({
    mine,
    other: against,
    keys: key === undefined ? [] : [key],
    ...(consistency === undefined ? {} : { consistency }),
  });
  const claim = 'The log continues the one of the checkpoint that you kept.';
  if (!compared.ok) return withFault(report.steps, claim, compared.detail);
  return { ok: true, steps: [...report.steps, { claim, ok: true, detail: compared.detail }] };
}

function withFault(before: Report['steps'], claim: string, detail: string): Report {
  return { ok: false, steps: [...before, { claim, ok: false, detail }], firstFault: detail };
}

function textIn(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = files.get(name);
  return (bytes && textOf(bytes)) ?? '';
}
