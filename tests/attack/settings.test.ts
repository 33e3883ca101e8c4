/** Settings: an empty one is none, and a wrong one is told with what would be right. */
import { readConfig } from '@tallystick/server/service/config';
import { expect, test } from 'vitest';

const read = (env: Record<string, string>) => readConfig(env, ['--empty']);

test('an empty setting counts as not set', () => {
  const names = ['PORT', 'HOST', 'DATA_DIR', 'PUBLIC_URL', 'TRUSTED_PROXIES', 'PROXY_HOPS'];
  const unset = read({});
  for (const blank of ['', ' ', '\t'])
    for (const name of [...names, 'SECURITY_CONTACT'])
      expect([name, read({ [name]: blank })]).toEqual([name, unset]);
  expect(unset).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    proxies: { addresses: [], hops: 1 },
    securityContact: null,
  });
});

test('what is right is taken in any spelling', () => {
  const PUBLIC_URL = 'https://kpi.city.example';
  const right: [env: Record<string, string>, config: object][] = [
    [{ PORT: ' 8080 ' }, { port: 8080 }],
    [{ PORT: '0' }, { port: 0 }],
    [{ HOST: '[::1]' }, { host: '::1' }],
    [{ HOST: '127.0.0.2' }, { host: '127.0.0.2' }],
    [{ PUBLIC_URL: 'https://KPI.city.example:443/' }, { publicUrl: PUBLIC_URL }],
    [{ PUBLIC_URL: 'https://kpi.city.example:8443' }, { publicUrl: `${PUBLIC_URL}:8443` }],
    [
      { PUBLIC_URL, TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16 fd00::/8', PROXY_HOPS: '2' },
      { proxies: { addresses: ['10.0.0.5', '10.1.0.0/16', 'fd00::/8'], hops: 2 } },
    ],
    [{ SECURITY_CONTACT: 'it@city.example' }, { securityContact: 'mailto:it@city.example' }],
    [{ SECURITY_CONTACT: 'https://city.example/x' }, { securityContact: 'https://city.example/x' }],
  ];
  for (const [env, config] of right) expect(read(env)).toMatchObject(config);
});

test('what is wrong is told in one sentence with what was set and what would be right', () => {
  const KPI = 'https://kpi.city.example';
  const wrong: [name: string, set: string, right: string][] = [
    ['PORT', 'abc', 'PORT=3000'],
    ['PORT', '70000', 'PORT=3000'],
    ['PORT', '-1', 'PORT=3000'],
    ['HOST', 'http://127.0.0.1', 'HOST=127.0.0.1'],
    ['HOST', '0.0.0.0', 'PUBLIC_URL=https://'],
    ['PUBLIC_URL', 'https://kpi.city.example/kpi', `PUBLIC_URL=${KPI}.`],
    ['PUBLIC_URL', 'https://kpi.city.example/?a', `PUBLIC_URL=${KPI}.`],
    ['PUBLIC_URL', 'https://ada:secret@kpi.city.example', `PUBLIC_URL=${KPI}.`],
    ['PUBLIC_URL', 'http://kpi.city.example:8080', `PUBLIC_URL=${KPI}.`],
    ['PUBLIC_URL', 'kpi.city.example', `PUBLIC_URL=${KPI}.`],
    ['PUBLIC_URL', 'ftp://kpi.city.example', `PUBLIC_URL=${KPI}.`],
    ['PUBLIC_URL', 'http://localhost:3000', 'Leave PUBLIC_URL out'],
    ['PUBLIC_URL', 'https://', KPI],
    ['PUBLIC_URL', 'the city', KPI],
    ['TRUSTED_PROXIES', 'nginx', 'TRUSTED_PROXIES=10.0.0.5'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES=10.0.0.5'],
    ['TRUSTED_PROXIES', '0.0.0.0/0', 'TRUSTED_PROXIES=10.0.0.5'],
    ['TRUSTED_PROXIES', '10.0.0.5', 'Set PUBLIC_URL'],
    ['PROXY_HOPS', '0', '1 to 8'],
    ['PROXY_HOPS', 'many', '1 to 8'],
    ['SECURITY_CONTACT', 'the porter', 'SECURITY_CONTACT=security@city.example'],
  ];
  for (const [name, set, right] of wrong) {
    const told = read({ [name]: set }) as { fault?: string };
    expect([set, told.fault]).toEqual([set, expect.stringContaining(right)]);
    expect(told.fault).toContain(name);
    expect(told.fault).toContain(set);
  }
  expect(readConfig({}, ['--full'])).toMatchObject({ fault: expect.stringContaining('--empty') });
});
