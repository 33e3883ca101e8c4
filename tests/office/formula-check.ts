/** Whether a text is a formula of spreadsheets, of the kinds that we write. Source: ECMA-376, part 1, 18.17. */

const FUNCTIONS = new Set(
  'IF OR AND IFERROR INDEX MATCH COUNT ISNUMBER INT ABS SUM AVERAGE MIN MAX ROUND'.split(' '),
);
/** Characters of one text. Source: Excel's specifications and limits. */
const TEXT_MAX = 255;
const TOKEN =
  /"(?:[^"]|"")*"|'(?:[^']|'')+'!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![A-Z\d(])|[A-Z]+(?=\()|\d+(?:\.\d+)?(?:E[+-]?\d+)?|<>|<=|>=|[-+*/^=<>%(),&]|\s+|./gis;

/** What is wrong; undefined where nothing is. */
export function formulaFault(formula: string): string | undefined {
  const tokens = (formula.match(TOKEN) ?? []).filter((token) => !/^\s+$/.test(token));
  const reader = { tokens, at: 0 };
  try {
    comparison(reader);
  } catch (error) {
    return String(error);
  }
  return reader.at === tokens.length ? undefined : `what is ${tokens[reader.at]}?`;
}

type Reader = { tokens: string[]; at: number };

const next = (reader: Reader): string | undefined => reader.tokens[reader.at];

function level(operators: readonly string[], inner: (reader: Reader) => void) {
  return (reader: Reader): void => {
    inner(reader);
    while (operators.includes(next(reader) ?? '')) {
      reader.at += 1;
      inner(reader);
    }
  };
}

const power = level(['^'], signed);
const product = level(['*', '/'], power);
const sum = level(['+', '-'], product);
const joined = level(['&'], sum);
const comparison = level(['=', '<>', '<', '>', '<=', '>='], joined);

function signed(reader: Reader): void {
  if (next(reader) === '-') reader.at += 1;
  atom(reader);
  while (next(reader) === '%') reader.at += 1;
}

function atom(reader: Reader): void {
  const token = next(reader);
  if (token === undefined) throw new Error('it ends too soon');
  reader.at += 1;
  if (token === '(') {
    comparison(reader);
    close(reader);
  } else if (/^[A-Z]+$/.test(token)) {
    if (!FUNCTIONS.has(token)) throw new Error(`no function ${token}`);
    reader.at += 1;
    comparison(reader);
    while (next(reader) === ',') {
      reader.at += 1;
      comparison(reader);
    }
    close(reader);
  } else if (token.length > TEXT_MAX + 2 && token.startsWith('"')) {
    throw new Error('a text is too long');
  } else if (!/^["'$A-Z\d]/i.test(token) || /^["']$/.test(token))
    throw new Error(`what is ${token}?`);
}

function close(reader: Reader): void {
  if (next(reader) !== ')') throw new Error('a bracket is open');
  reader.at += 1;
}
