/**
 * Two hundred ways to name an address that a server must not ask: this machine, its network, the cloud's own service,
 * in the spellings that have fooled parsers.
 */

const LOOPBACK_HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '0',
  '0.0.0.0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localtest.me',
  '127.0.0.1.nip.io',
  '127.000.000.001',
  '0x7f.1',
  '127.0.0.1%00',
  '[::1]',
  '[::127.0.0.1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '127%2e0%2e0%2e1',
  '%31%32%37.0.0.1',
];
const INSIDE_HOSTS = [
  '10.0.0.1',
  '198.18.0.1',
  'kubernetes.default.svc',
  '[fec0::1]',
  '172.16.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '100.100.100.200',
  'metadata.google.internal',
  '169.254.169.254.nip.io',
];
const AROUND_ALLOWED = (allowed: string, at: string) => [
  `https://${allowed}@${at}/`,
  `https://${allowed}:x@${at}/`,
  `https://${allowed}%40${at}/`,
  `https://${allowed}\\@${at}/`,
  `https://${allowed}.${at}/`,
  `https://${at}#@${allowed}/`,
  `https://${at}?@${allowed}/`,
  `https://${at}/${allowed}`,
  `https://${allowed}:444/`,
  `http://${allowed}/`,
  `//${at}/`,
  `///${at}/`,
  `https:${at}`,
  `https:/${at}/`,
  ` https://${at}/`,
  `https://${at}/\r\nHost: ${allowed}`,
  `https://${allowed}\t@${at}/`,
  `https://${allowed}\u0000.${at}/`,
];
const OTHER_SCHEMES = [
  'file',
  'ftp',
  'gopher',
  'dict',
  'ldap',
  'jar',
  'data',
  'javascript',
  'ws',
  'tftp',
];

/** The forms, each with the port of a listener that must hear nothing. `allowed` is the host of an allowed target. */
export function ssrfForms(made: { port: number; allowed: string }): string[] {
  const { port, allowed } = made;
  const loopback = LOOPBACK_HOSTS.flatMap((host) => [
    `http://${host}:${port}/x`,
    `https://${host}:${port}/x`,
    `HTTP://${host}:${port}/x`,
  ]);
  const inside = INSIDE_HOSTS.flatMap((host) => [
    `http://${host}/latest/meta-data/`,
    `https://${host}/`,
    `http://user@${host}/`,
  ]);
  const around = [`127.0.0.1:${port}`, '169.254.169.254'].flatMap((at) =>
    AROUND_ALLOWED(allowed, at),
  );
  const schemes = OTHER_SCHEMES.flatMap((scheme) => [
    `${scheme}://127.0.0.1:${port}/x`,
    `${scheme}:127.0.0.1:${port}`,
  ]);
  const embedded = [
    `=HYPERLINK("http://127.0.0.1:${port}/x")`,
    `=WEBSERVICE("http://127.0.0.1:${port}/x")`,
    `=IMPORTXML("http://127.0.0.1:${port}/x";"//a")`,
    `![picture](http://127.0.0.1:${port}/x.png)`,
    `<img src="http://127.0.0.1:${port}/x.png">`,
    `<link rel="stylesheet" href="http://127.0.0.1:${port}/x.css">`,
    `<svg><image href="http://127.0.0.1:${port}/x"/></svg>`,
    `<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:${port}/x">]><a>&b;</a>`,
    `<?xml-stylesheet href="http://127.0.0.1:${port}/x"?>`,
    `@import url(http://127.0.0.1:${port}/x)`,
    `\\\\127.0.0.1@${port}\\share`,
    `url:jdbc:http://127.0.0.1:${port}`,
    `http://127.0.0.1:${port}/x?{{7*7}}`,
    `\${jndi:ldap://127.0.0.1:${port}/x}`,
    `http://[::1%25eth0]:${port}/`,
    `http://127.0.0.1:${port}\u2025/`,
  ];
  return [...new Set([...loopback, ...inside, ...around, ...schemes, ...embedded])];
}
