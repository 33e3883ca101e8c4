/** The command of a verdict: on the result and the content that the person had before them. */
import type { Command } from '@tallystick/domain/commands';
import type { Result } from '@tallystick/domain/formula/compute';
import type { Verdict } from '@tallystick/domain/events';
import { type Content, contentPrint } from '@tallystick/domain/nouns/verdict-content';

type Seen = { result: Pick<Result, 'row' | 'text'>; content: Content };

export function verdictCommand(
  { result, content }: Seen,
  said: { verdict: Verdict; note: string },
): Command {
  const { row, text } = result;
  return { type: 'verify', row, ...said, result: text, seen: contentPrint(content) };
}
