/** Archives from anybody: what is copied stays as it is, byte for byte, and what is wrong is refused. */
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readZip } from '../src/zip/read-zip.ts';
import { writeZip } from '../src/zip/write-zip.ts';

const text = (value: string) => new TextEncoder().encode(value);
const GIVEN = zipSync({
  'a.xml': text('<a/>'.repeat(1000)),
  'b/c.txt': [text('plain'), { level: 0 }],
});

function membersOf(bytes: Uint8Array) {
  const read = readZip(bytes);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.members;
}

describe('an archive', () => {
  test('is read, copied and holds the same members byte for byte', () => {
    const members = membersOf(GIVEN);
    expect(members.map(({ name }) => name)).toEqual(['a.xml', 'b/c.txt']);
    const copy = writeZip([...members, { name: 'new ü.xml', data: text('new') }]);
    const again = membersOf(copy);
    expect(again.slice(0, 2).map(({ raw }) => Buffer.from(raw))).toEqual(
      members.map(({ raw }) => Buffer.from(raw)),
    );
    expect(
      again.map((member) => member.data()).map((data) => (data.ok ? data.value.length : data)),
    ).toEqual([4000, 5, 3]);
    expect(again[2]?.name).toBe('new ü.xml');
  });

  test('is refused where a byte of its data is another', () => {
    const flipped = GIVEN.slice();
    const at = membersOf(GIVEN)[1]?.raw.byteOffset ?? 0;
    flipped[at - GIVEN.byteOffset + 40] = 0xff;
    expect(membersOf(flipped)[1]?.data()).toMatchObject({
      ok: false,
      refusal: { code: 'file-damaged' },
    });
  });

  test.each([
    ['cut', GIVEN.subarray(0, GIVEN.length - 5)],
    ['of no bytes', new Uint8Array()],
    ['with a name that leads out', zipSync({ '../a': text('x') })],
    ['with a name from the root', zipSync({ '/a': text('x') })],
    ['with two names that differ by case', zipSync({ a: text('x'), A: text('x') })],
  ])('%s is refused', (_, bytes) => {
    expect(readZip(bytes)).toMatchObject({ ok: false, refusal: { code: 'file-damaged' } });
  });

  test('that would unpack to more than its bounds is refused before it is unpacked', () => {
    const bomb = zipSync({ 'a.xml': new Uint8Array(40 * 1024 * 1024) });
    expect(readZip(bomb)).toMatchObject({ ok: false, refusal: { code: 'file-too-large' } });
  });
});
