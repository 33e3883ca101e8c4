/** Spoils honest files by chance: their bytes, or the text of a part that is then packed again with the right checksums. */
import type { Random } from '../ledger/seeded-random.ts';
import { readZip } from '@tallystick/exchange/zip/read-zip';
import { zipOf } from './zip-writer.ts';

export type Honest = {
  name: string;
  bytes: Uint8Array;
  parts: { name: string; data: Uint8Array }[];
};

/** An honest file, unpacked once for all that are made of it. */
export function honest(name: string, bytes: Uint8Array): Honest {
  const zip = readZip(bytes);
  const parts = zip.ok
    ? zip.value.members.flatMap(({ name: part, data }) => {
        const read = data();
        return read.ok ? [{ name: part, data: read.value }] : [];
      })
    : [];
  return { name, bytes, parts };
}

export function mutated(
  { name, bytes, parts }: Honest,
  random: Random,
): { file: string; bytes: Uint8Array } {
  const written = parts.filter((part) => /\.(?:xml|rels)$/u.test(part.name));
  if (written.length === 0 || random.below(3) === 0)
    return { file: name, bytes: spoilt(bytes, random) };
  const chosen = written[random.below(written.length)];
  const changed = parts.map((part) =>
    part === chosen ? { ...part, data: spoiltText(part.data, random) } : part,
  );
  return { file: name, bytes: zipOf(changed) };
}

/** One to eight changes of bytes. */
function spoilt(bytes: Uint8Array, random: Random): Uint8Array {
  let made = Buffer.from(bytes);
  for (let times = random.below(8); times >= 0; times -= 1) {
    const at = random.below(made.length + 1);
    const length = random.below(random.below(2) === 0 ? 16 : 2_000);
    switch (random.below(6)) {
      case 0:
        made[at] = random.below(256);
        break;
      case 1:
        made[at] = (made[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 2:
        made = Buffer.concat([made.subarray(0, at), made.subarray(at + length)]);
        break;
      case 3:
        made = Buffer.concat([made.subarray(0, at), random.bytes(length), made.subarray(at)]);
        break;
      case 4:
        made = Buffer.concat([
          made.subarray(0, at),
          made.subarray(at, at + length),
          made.subarray(at),
        ]);
        break;
      default:
        if (random.below(4) === 0) made = made.subarray(0, at);
    }
  }
  return made;
}

const NUMBERS = [
  '0',
  '-1',
  '1048576',
  '2147483648',
  '99999999999999999999',
  '1e308',
  'NaN',
  '',
  'XFD1048576',
  '__proto__',
];

/** One to four changes of tags, attributes, numbers or letters. */
function spoiltText(data: Uint8Array, random: Random): Uint8Array {
  let text = new TextDecoder().decode(data);
  for (let times = random.below(4); times >= 0; times -= 1) {
    const from = random.below(text.length + 1);
    const near = text.slice(from, from + 4_000);
    const head = text.slice(0, from);
    const rest = text.slice(from + near.length);
    text = head + changedText(near, random) + rest;
  }
  return new TextEncoder().encode(text);
}

function changedText(near: string, random: Random): string {
  const number = NUMBERS[random.below(NUMBERS.length)] ?? '';
  const tag = /<[^<>]*>/u.exec(near)?.[0] ?? '<x>';
  switch (random.below(8)) {
    case 0:
      return near.replace(/\d+/u, number);
    case 1:
      return near.replace(/"[^"]*"/u, `"${number}"`);
    case 2:
      return near.replace(tag, '');
    case 3:
      return near.replace(tag, tag.repeat(1 + random.below(200)));
    case 4:
      return near.replace(/>[^<]*</u, `>${number}<`);
    case 5:
      return near.replace(/ [\w:]+="[^"]*"/u, '');
    case 6:
      return near.split(/(?=<)/u).toReversed().join('');
    default:
      return near.replace(/[a-z]/u, String.fromCharCode(random.below(0x250)));
  }
}
