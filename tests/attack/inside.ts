/** What must never stand in an answer: stack frames, SQL, paths, names of our parts. */

/** Planted in every fault that a test makes up: if an answer holds it, an error's text came through. */
export const CANARY = 'canary-7f3a';

const INSIDES: [what: string, pattern: RegExp][] = [
  ['a stack frame', /\bat (?:async )?[\w.<>$]+ ?\(?(?:file:|node:|\/)[^)\s]*:\d+/],
  ['a line of source', /\.(?:ts|mts|mjs|cjs):\d+/],
  ['a package', /node_modules|better-sqlite3|hocuspocus|fastify|drizzle|\bzod\b/i],
  ['a path', /(?:^|[\s"'(=])\/(?:home|root|tmp|var|usr|etc|work|proc|Users)\//],
  ['SQL', /\b(?:SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|SQLITE_\w+|no such table)\b/],
  [
    'an error class',
    /\b(?:TypeError|RangeError|SyntaxError|SqliteError|StoreUnavailable|ZodError)\b/,
  ],
  ['a planted text', new RegExp(CANARY)],
];

/** What of our inside a text shows; undefined where nothing. */
export function insideShown(text: string): string | undefined {
  return INSIDES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Lines of a server's output that tell of a mistake of ours, not of a refusal or of a fault that a test made. */
export function defectsIn(output: string): string[] {
  return output
    .split('\n')
    .filter((line) =>
      /unhandled rejection|uncaught|defect while deciding|upgrade failed/i.test(line),
    );
}

/** Why an answer is not one that a person may get; undefined where it is fine. */
export function faultOf(answer: { status: number; body: string }): string | undefined {
  const shown = insideShown(answer.body);
  if (shown !== undefined) return `${answer.status} shows ${shown}: ${answer.body.slice(0, 200)}`;
  if (answer.status < 400 || answer.body === '') return undefined;
  let problem: unknown;
  try {
    problem = JSON.parse(answer.body);
  } catch {
    return `${answer.status} is not readable: ${answer.body.slice(0, 200)}`;
  }
  const { title, message } = problem as { title?: unknown; message?: unknown };
  const sentence = title ?? message;
  return typeof sentence === 'string' && sentence.length > 5
    ? undefined
    : `${answer.status} without a sentence: ${answer.body.slice(0, 200)}`;
}
