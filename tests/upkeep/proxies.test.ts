/** The proxies' files in deploy/, run as they are shipped by the programs that Debian has. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../process/server-process.ts';
import { ROOT } from './command.ts';
import {
  freePort,
  makeCertificate,
  NAME,
  programAt,
  type Proxy,
  startProxy,
  Visitor,
} from './through-proxy.ts';

const PASSWORD = 'eleven grey geese at dawn';
const shipped = async (file: string) => await readFile(join(ROOT, 'deploy', file), 'utf8');
/** Puts something of the test in a place of the shipped file; a file that has no such place is another one. */
const put = (text: string, pairs: [what: string | RegExp, by: string][]): string =>
  pairs.reduce((so, [what, by]) => {
    const next = so.replaceAll(typeof what === 'string' ? what : new RegExp(what, 'g'), by);
    if (next === so) throw new Error(`the shipped file has no ${what}`);
    return next;
  }, text);

type Place = {
  folder: string;
  server: number;
  https: number;
  http: number;
  cert: string;
  key: string;
};
type Kind = { program: string; start: (program: string, place: Place) => Promise<Proxy> };

async function startNginx(program: string, place: Place): Promise<Proxy> {
  const { folder, server, https, http, cert, key } = place;
  const site = put(await shipped('nginx.conf'), [
    ['127.0.0.1:3000', `127.0.0.1:${server}`],
    // Whether this machine has IPv6 is no matter of the file.
    [/ *listen \[::\].*\n/, ''],
    ['listen 80;', `listen 127.0.0.1:${http};`],
    ['listen 443 ', `listen 127.0.0.1:${https} `],
    [/\/etc\/letsencrypt\/\S+\/fullchain\.pem/, cert],
    [/\/etc\/letsencrypt\/\S+\/privkey\.pem/, key],
  ]);
  await writeFile(join(folder, 'site.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  const around = `daemon off; pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary} include ${folder}/site.conf; }`;
  await writeFile(join(folder, 'nginx.conf'), around);
  const args = ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
  return await startProxy(program, args, { port: https });
}

async function startCaddy(program: string, place: Place): Promise<Proxy> {
  const { folder, server, https, http, cert, key } = place;
  const site = put(await shipped('Caddyfile'), [
    ['127.0.0.1:3000', `127.0.0.1:${server}`],
    [`${NAME} {`, `${NAME} {\n\ttls ${cert} ${key}`],
  ]);
  const before = `{\n\tadmin off\n\thttps_port ${https}\n\thttp_port ${http}\n\tdefault_bind 127.0.0.1\n}\n`;
  await writeFile(join(folder, 'Caddyfile'), before + site);
  const args = ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
  const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };
  return await startProxy(program, args, { port: https, env });
}

const KINDS: Kind[] = [
  { program: 'nginx', start: startNginx },
  { program: 'caddy', start: startCaddy },
];

for (const { program, start } of KINDS) {
  const path = programAt(program);
  const lacking = [
    path === undefined ? program : '',
    programAt('openssl') === undefined ? 'openssl' : '',
  ];
  const lacks = lacking.filter(Boolean).join(' and ');
  describe.skipIf(lacks !== '')(`${program}${lacks && ` (this machine lacks ${lacks})`}`, () => {
    let folder: string;
    let server: ServerProcess;
    let proxy: Proxy;
    let place: Place;
    let ca: Buffer;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tallystick-proxy-'));
      await mkdir(join(folder, 'data'), { mode: 0o700 });
      const ports = [await freePort(), await freePort(), await freePort()] as const;
      const [port, https, http] = ports;
      place = { folder, server: port, https, http, ...(await makeCertificate(folder)) };
      ca = await readFile(place.cert);
      server = await startServerProcess({
        dataDir: join(folder, 'data'),
        port,
        args: ['--empty'],
        env: { PUBLIC_URL: `https://${NAME}` },
      });
      proxy = await start(path ?? '', place);
    });
    afterAll(async () => {
      await proxy?.stop();
      expect(await server.stop()).toBe(0);
      await rm(folder, { recursive: true });
    });

    test('hands on pages, changes, sockets and streams, and says from where each comes', async () => {
      const admin = new Visitor(proxy.port, ca);
      const page = await admin.ask('/');
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('<div id="root">')]);
      expect(await toOther(place.http)).toEqual([308, `https://${NAME}/w/x?y=1`]);

      await expect.poll(server.output).toMatch(/once: https:\/\/kpi\.city\.example\/link\//);
      // The name of the log is that of the address.
      expect(await (await admin.ask('/signing.pub')).text).toMatch(/^kpi\.city\.example\//);
      const link = /once: https:\/\/[^/]+\/link\/(\S+)/.exec(server.output())?.[1] ?? '';
      const account = { password: PASSWORD, name: 'Ada', email: 'ada@install.example' };
      expect(
        (await admin.ask(`/api/links/${link}`, { method: 'POST', body: account })).status,
      ).toBe(204);
      const opening = { city: 'Northam', title: '2026', due: null };
      const opened = await admin.ask('/api/workbooks', { method: 'POST', body: opening });
      const { workbook } = JSON.parse(opened.text) as { workbook: string };
      const head = await headOf(admin, workbook);

      expect(await head.handshake('/collab')).toBe('HTTP/1.1 101 Switching Protocols');
      const stream = await head.open(`/api/workbooks/${workbook}/journal/stream?after=0`);
      const streamed = (async () => {
        let text = '';
        for await (const data of stream) {
          text += String(data);
          if (text.includes('through the proxy')) return text;
        }
        throw new Error(`the stream ended with ${text}`);
      })();
      const command = {
        type: 'comment',
        cell: 'water_supply_loss.value:source',
        parent: null,
        text: 'through the proxy',
        audience: 'members',
      };
      const id = createHash('sha256').update(workbook).digest('hex').slice(0, 32);
      const told = await head.ask(`/api/workbooks/${workbook}/commands`, {
        method: 'POST',
        body: { id, command },
      });
      expect([told.status, told.text]).toEqual([200, expect.anything()]);
      // It comes while the stream stays open: nothing on the way waits for more.
      expect(await streamed).toContain('through the proxy');
      stream.destroy();
    });

    test('counts limits by the address that people come from, whatever they claim', async () => {
      const visitor = new Visitor(proxy.port, ca);
      const guess = async (from: string, claimed: string) =>
        (
          await visitor.ask('/api/session', {
            method: 'POST',
            body: { email: 'ada@install.example', password: 'wrong' },
            headers: { 'x-forwarded-for': claimed },
            from,
          })
        ).status;
      const statuses: number[] = [];
      for (let i = 0; i < 11; i++) statuses.push(await guess('127.0.0.1', `203.0.113.${i}`));
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
      expect(await guess('127.0.0.2', '203.0.113.99')).toBe(401);
    });
  });
}

/** Where a page without TLS leads to. */
async function toOther(port: number): Promise<[number | undefined, string | undefined]> {
  return await new Promise((done, failed) => {
    get({ host: '127.0.0.1', port, path: '/w/x?y=1', headers: { host: NAME } }, (answer) => {
      answer.resume();
      done([answer.statusCode, answer.headers.location]);
    }).on('error', failed);
  });
}

/** A head whom the administrator adds, signed in by a one-time link. */
async function headOf(admin: Visitor, workbook: string): Promise<Visitor> {
  const body = {
    id: 'hedda1',
    name: 'Hedda',
    email: 'hedda@install.example',
    role: 'head',
    entity: null,
  };
  const added = await admin.ask(`/api/workbooks/${workbook}/people`, { method: 'POST', body });
  const link = /\/link\/([\w-]+)/.exec(added.text)?.[1];
  if (link === undefined) throw new Error(`no link: ${added.status} ${added.text}`);
  const head = new Visitor(admin.port, admin.ca);
  await head.ask(`/api/links/${link}`, { method: 'POST', body: { password: PASSWORD } });
  return head;
}
