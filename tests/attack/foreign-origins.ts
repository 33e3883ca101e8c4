/** Origins that are not the server's own, most of them made to look like it. */

/** A case and its Origin header; null sends none, a list sends several. */
export type OriginCase = [name: string, origin: string | string[] | null];

/** What no browser page of a server at `own` would ever send. */
export function foreignOrigins(own: string): OriginCase[] {
  const { protocol, hostname, port } = new URL(own);
  const at = port === '' ? hostname : `${hostname}:${port}`;
  const plain = protocol === 'https:';
  const other = plain ? 'http' : 'https';
  const scheme = protocol.slice(0, -1);
  return [
    ['none', null],
    ['empty', ''],
    ['null', 'null'],
    ['NULL', 'NULL'],
    ['undefined', 'undefined'],
    ['star', '*'],
    ['foreign', 'https://evil.example'],
    ['foreign on our port', `${scheme}://evil.example:${port || '443'}`],
    ['our name below theirs', `${scheme}://${hostname}.evil.example${port && `:${port}`}`],
    ['our name in theirs', `${scheme}://${hostname}evil.example${port && `:${port}`}`],
    ['their name before ours', `${scheme}://evil.${at}`],
    ['evil- before ours', `${scheme}://evil-${at}`],
    ['next port', `${scheme}://${hostname}:${Number(port || 443) + 1}`],
    ['port 80', `${scheme}://${hostname}:80`],
    ['longer port', `${scheme}://${at}${port ? '0' : ':4430'}`],
    ['port with a zero before', `${scheme}://${hostname}:0${port || '443'}`],
    ['two ports', `${scheme}://${at}:80`],
    ['other scheme', `${other}://${at}`],
    ['ws scheme', `${plain ? 'wss' : 'ws'}://${at}`],
    ['file scheme', 'file://'],
    ['extension', 'chrome-extension://abcdefghijklmnop'],
    ['data', 'data:text/html,x'],
    ['about', 'about:blank'],
    ['upper scheme', own.replace(scheme, scheme.toUpperCase())],
    ['upper host', `${scheme}://LOCALHOST${port && `:${port}`}`],
    ['upper first letter', `${scheme}://${at.replace(/^[a-z]/, (c) => c.toUpperCase())}/`],
    ['trailing dot', `${scheme}://${hostname}.${port && `:${port}`}`],
    ['trailing slash', `${own}/`],
    ['path', `${own}/collab`],
    ['query', `${own}?x`],
    ['fragment', `${own}#x`],
    ['user', `${scheme}://user@${at}`],
    ['user and password', `${scheme}://user:pass@${at}`],
    ['our name as user', `${scheme}://${at}@evil.example`],
    ['backslash', `${scheme}://${at}\\@evil.example`],
    ['no slashes', `${scheme}:${at}`],
    ['one slash', `${scheme}:/${at}`],
    ['no scheme', at],
    ['no scheme, slashes', `//${at}`],
    ['percent', `${scheme}://${hostname.replace('.', '%2e')}%00${port && `:${port}`}`],
    ['any address', `${scheme}://0.0.0.0${port && `:${port}`}`],
    ['mapped address', `${scheme}://[::ffff:127.0.0.1]${port && `:${port}`}`],
    ['decimal address', `${scheme}://2130706433${port && `:${port}`}`],
    ['short address', `${scheme}://127.1${port && `:${port}`}`],
    ['neighbour address', `${scheme}://127.0.0.2${port && `:${port}`}`],
    ['look-alike letters', `${scheme}://xn--lcalhost-n2a${port && `:${port}`}`],
    ['two in one', `${own}, https://evil.example`],
    ['two in one, theirs first', `https://evil.example, ${own}`],
    ['two headers', [own, 'https://evil.example']],
    ['two headers, both ours', [own, own]],
    ['quoted', `"${own}"`],
    ['spaces inside', own.replace('://', ':// ')],
    ['very long', `${own}${'a'.repeat(4_000)}`],
  ];
}
