/** The log in its two forms: one record a line throughout, people by id. */
import { plainLine } from '@tallystick/server/service/log';
import { readConfig } from '@tallystick/server/service/config';
import { expect, test } from 'vitest';
import { ApiClient } from '../process/api-client.ts';
import { removeDataDir, startServerProcess, temporaryDataDir } from '../process/server-process.ts';
import { PASSWORD } from '../people/installation.ts';

const ADDRESS = 'ada@install.example';

test('no value of a record can look like another line or another name', () => {
  const record = {
    time: 'T',
    level: 'warn',
    msg: 'words',
    a: 'x y',
    b: 'a\nT error forged',
    c: 7,
    d: null,
  };
  expect(plainLine(JSON.stringify(record))).toBe(
    'T warn words a="x y" b="a\\nT error forged" c=7 d=null\n',
  );
  const error = { type: 'Error', message: 'm', stack: 'Error: m\n at f\nT error forged' };
  expect(plainLine(JSON.stringify({ time: 'T', level: 'error', msg: 'failed', error }))).toBe(
    'T error failed\n    Error: m\n     at f\n    T error forged\n',
  );
});

test('as JSON every line is a record, and tells who came in and who was kept out by id alone', async () => {
  const dataDir = await temporaryDataDir();
  const env = { LOG_FORMAT: 'json' };
  const server = await startServerProcess({ dataDir, args: ['--empty'], env });
  const { url } = server;
  await expect.poll(server.output).toContain('/link/');
  const secret = /\/link\/([\w-]+)/.exec(server.output())?.[1] ?? '';
  const nobody = new ApiClient(url, '');
  const made = await nobody.post(`/api/links/${secret}`, {
    password: PASSWORD,
    name: 'Ada Byron',
    email: ADDRESS,
  });
  expect(made.status).toBe(204);
  const signIn = async (email: string, password: string) =>
    (await nobody.post('/api/session', { email, password })).status;
  expect(await signIn(ADDRESS, 'a wrong password')).toBe(401);
  expect(await signIn('eve@install.example', 'a wrong password')).toBe(401);
  expect(await signIn(ADDRESS, PASSWORD)).toBe(204);
  const cookie = made.headers.get('set-cookie')?.split(';')[0] ?? '';
  await new ApiClient(url, cookie).get('/api/workbooks/none');
  await expect.poll(server.output).toContain('signed in');
  await server.stop();
  type Record = {
    level: string;
    time: string;
    msg: string;
    person?: string | null;
    code?: string;
    route?: string;
  };
  const records = server
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record);
  for (const { level, time, msg } of records) {
    expect([level, Date.parse(time) > 0, msg]).toEqual([
      expect.stringMatching(/^[a-z]+$/),
      true,
      expect.any(String),
    ]);
  }
  const last = records.slice(-2).map(({ msg }) => msg);
  expect(last).toEqual(['asked to stop', 'stopped']);
  // No PUBLIC_URL: the name is told while nothing is lost by another one.
  const named = records.filter(({ msg }) => /^The log signs as localhost\/\S+ for ever/.test(msg));
  expect(named).toHaveLength(1);
  const refused = records.filter(({ msg }) => msg === 'refused');
  const person = records.find(({ msg }) => msg === 'signed in')?.person;
  expect(person).toMatch(/^p_\w+$/);
  expect(refused.map(({ person: who, code, route }) => ({ who, code, route }))).toEqual([
    { who: person, code: 'wrong-credentials', route: 'POST /api/session' },
    { who: null, code: 'wrong-credentials', route: 'POST /api/session' },
  ]);
  const lines = server.output().replace(/.*first administrator here.*\n/, '');
  for (const told of [ADDRESS, 'eve@', 'Ada', '127.0.0.1:', secret, PASSWORD])
    expect([told, lines.replaceAll(url, '').includes(told)]).toEqual([told, false]);
  await removeDataDir(dataDir);
});

test('another form, or an age that is none, is told with what would be right', () => {
  const told = (env: { [name: string]: string }) => readConfig(env, []) as { fault?: string };
  expect(told({ LOG_FORMAT: 'xml' }).fault).toContain('LOG_FORMAT=json');
  expect(told({ BACKUP_MAX_AGE_HOURS: 'daily' }).fault).toContain('BACKUP_MAX_AGE_HOURS=26');
  expect(readConfig({ LOG_FORMAT: '', BACKUP_MAX_AGE_HOURS: '' }, [])).toMatchObject({
    logFormat: 'plain',
    backupMaxAgeHours: null,
  });
});
