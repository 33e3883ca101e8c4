/** Behind a proxy, limits count people by the address that somebody we believe has named, and lock nobody out. */
import { believes, senderOf } from '@tallystick/server/service/sender';
import { expect, test } from 'vitest';
import { runProxyLimits } from './proxy-limits.ts';

test('a forged X-Forwarded-For gains nothing, and guesses from everywhere keep no person out', async () => {
  const report = await runProxyLimits({ requests: 60, officers: 6, isWhole: false });
  expect(report.cases.filter(({ passed, must }) => passed !== must)).toEqual([]);
  expect(report.cases.length).toBeGreaterThanOrEqual(8);
  // The account's guesses are used up, so there is a wait, and it is short.
  expect(report.longestWait_s).toBeGreaterThan(0);
  expect(report.longestWait_s).toBeLessThanOrEqual(10);
}, 120_000);

test('only this machine and named proxies are believed, and no further than their hops', () => {
  const nobody = believes({ addresses: [], hops: 1 });
  const named = believes({ addresses: ['10.0.0.5', '192.168.7.0/24', 'fd00:1::/32'], hops: 2 });
  const asked: [address: string, hop: number, nobody: boolean, named: boolean][] = [
    ['127.0.0.1', 0, true, true],
    ['127.9.9.9', 0, true, true],
    ['::1', 0, true, true],
    ['::ffff:127.0.0.1', 0, true, true],
    ['127.0.0.1', 1, false, true],
    ['10.0.0.5', 0, false, true],
    ['10.0.0.6', 0, false, false],
    ['192.168.7.200', 1, false, true],
    ['192.168.8.1', 0, false, false],
    ['fd00:1:2::3', 0, false, true],
    ['fd00:2::3', 0, false, false],
    ['172.17.0.1', 0, false, false],
    ['10.0.0.5', 2, false, false],
    ['unknown', 0, false, false],
    ['', 0, false, false],
  ];
  for (const [address, hop, byNobody, byNamed] of asked)
    expect([address, hop, nobody(address, hop), named(address, hop)]).toEqual([
      address,
      hop,
      byNobody,
      byNamed,
    ]);
});

test('a sender has one name, however its address is spelled', () => {
  const socket = { remoteAddress: '10.0.0.1' } as never;
  const named: [ip: string, sender: string][] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::'],
    ['2001:db8::9', '2001:db8:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0:0::'],
    ['::1', '0:0:0:0::'],
    ['64:ff9b::203.0.113.9', '64:ff9b:0:0::'],
    ['unknown', '10.0.0.1'],
    ['203.0.113.9:4711', '10.0.0.1'],
  ];
  for (const [ip, sender] of named) expect(senderOf({ ip, socket })).toBe(sender);
});
