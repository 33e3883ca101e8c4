/**
 * Changes of where things stand in an archive: order, gaps, second directories, ends that lie; and of bytes by chance.
 */
import { type Change, chance, long, pick, text } from './container-attack.ts';
import { composed, type FreeMember, freeArchive, joinedBytes, numbers } from './free-archive.ts';
import type { Random } from './seeded-random.ts';

export const PLACES: Change[] = [
  {
    name: 'another order of the files or of the directory',
    change(archive, { random }) {
      const list = chance(random, 2) ? archive.members : archive.listed;
      const [a, b] = [random.below(list.length), random.below(list.length)];
      [list[a], list[b]] = [list[b] as FreeMember, list[a] as FreeMember];
    },
  },
  {
    name: 'a file left out, or hidden from the directory',
    change(archive, { random }) {
      const member = pick(archive.members, random);
      if (chance(random, 2)) archive.listed = archive.listed.filter((each) => each !== member);
      else archive.members = archive.members.filter((each) => each !== member);
    },
  },
  {
    name: 'two files of the directory at one place',
    change({ members }, { random }) {
      const { central } = pick(members, random);
      if (central !== null) central.offset = chance(random, 2) ? 0 : random.below(3_000);
    },
  },
  {
    name: 'data before, between or after',
    change(archive, { random, forged, time }) {
      const hidden = freeArchive(
        new Map([['snapshot.json', forged.get('snapshot.json') as Uint8Array]]),
        time,
      );
      const more = pick(
        [
          random.bytes(1 + random.below(30)),
          composed(hidden),
          composed(freeArchive(forged, time)),
          text.encode('PK00'),
          numbers([[4, 0x08074b50]]),
        ],
        random,
      );
      const first = archive.members[0];
      switch (random.below(6)) {
        case 0:
          if (first !== undefined) first.before = more;
          // Some readers mend places that forget what was put in front.
          if (chance(random, 2)) archive.shift = -more.length;
          break;
        case 1:
          pick(archive.members, random).before = more;
          break;
        case 2:
          pick(archive.members, random).after = more;
          break;
        case 3:
          archive.beforeDirectory = more;
          break;
        case 4:
          archive.beforeEnd = more;
          break;
        default:
          archive.afterEnd = more;
      }
    },
  },
  {
    name: 'a second directory',
    change(archive, { random, forged, time }) {
      // Another whole archive, in the comment of the first or behind it: which end is the end?
      const second = composed(freeArchive(forged, time));
      if (chance(random, 2)) archive.comment = second;
      else archive.afterEnd = second;
    },
  },
  {
    name: 'an end that lies',
    change(archive, { random }) {
      const count = archive.listed.length;
      const some = [count - 1, count + 1, 0, 0xffff];
      if (chance(random, 2)) archive.end.here = pick(some, random);
      if (chance(random, 2)) archive.end.count = pick(some, random);
      if (chance(random, 3)) archive.end.parts = long(random);
      if (chance(random, 3)) archive.end.size = random.below(2_000);
      if (chance(random, 3)) archive.shift = random.below(100) - 50;
    },
  },
  {
    name: 'an end of ZIP64, or a signature',
    change(archive, { random }) {
      const [size, place] = [random.below(2_000), random.below(20_000)];
      const end = numbers([
        [4, 0x06064b50],
        [8, 44],
        [2, 45],
        [2, 45],
        [4, 0],
        [4, 0],
        [8, 8],
        [8, 8],
        [8, size],
        [8, place],
      ]);
      const locator = numbers([
        [4, 0x07064b50],
        [4, 0],
        [8, place],
        [4, 1],
      ]);
      const signature = joinedBytes(
        numbers([
          [4, 0x05054b50],
          [2, 5],
        ]),
        random.bytes(5),
      );
      archive.beforeEnd = pick([joinedBytes(end, locator), locator, signature], random);
      if (chance(random, 2))
        Object.assign(archive.end, { here: 0xffff, count: 0xffff, size: 0xffffffff });
    },
  },
];

/** Changes of bytes that know nothing of ZIP. */
export function changedBytes(archive: Uint8Array, random: Random): Uint8Array {
  const at = random.below(archive.length);
  const [before, after] = [archive.subarray(0, at), archive.subarray(at)];
  const length = 1 + random.below(60);
  switch (random.below(6)) {
    case 0:
      return joinedBytes(
        before,
        Uint8Array.of((archive[at] ?? 0) ^ (1 << random.below(8))),
        after.subarray(1),
      );
    case 1:
      return joinedBytes(before, random.bytes(1), after.subarray(1));
    case 2:
      return joinedBytes(before, random.bytes(length), after);
    case 3:
      return joinedBytes(before, after.subarray(length));
    case 4:
      return joinedBytes(before, archive.subarray(0, length), after);
    default:
      return before;
  }
}
