/** The matrix of commands: everybody asks for every command; nothing is changed by it. */

import type { RefusalCode } from '@tallystick/domain/refusals';
import { commandSchema } from '@tallystick/protocol/commands';
import { COMMAND_LINES } from './command-lines.ts';
import type { Stage } from './edit-lines.ts';
import { ACTORS, type ActorName, type Scene } from './scene.ts';

/** Codes that speak of the asker; all others speak of what was asked. */
const ABOUT_THE_ASKER: readonly RefusalCode[] = [
  'not-your-role',
  'not-your-row',
  'not-a-member',
  'not-found',
];
/** A thread that is there and that the asker may not see is said not to exist. */
const HIDDEN: readonly RefusalCode[] = [
  'unknown-comment',
  'unknown-clarification',
  'unknown-query',
];

export type CommandReport = { tried: number; passed: number; wrong: string[] };

/** Types of commands without a line: a new one has to be decided. */
export function typesWithoutLine(): string[] {
  const known = new Set<string>(COMMAND_LINES.map(({ command }) => command.type));
  return commandSchema.options
    .map((option) => option.shape.type.value)
    .filter((type) => !known.has(type));
}

/** Tries the lines of a stage; those that name none are tried where everything is open. */
export async function tryCommands(scene: Scene, stage: Stage): Promise<CommandReport> {
  const report: CommandReport = { tried: 0, passed: 0, wrong: [] };
  const lines = COMMAND_LINES.filter((line) => (line.stage ?? 'open') === stage);
  for (const { command, may } of lines) {
    for (const actor of ACTORS) {
      report.tried++;
      const answer = await scene.clients[actor].command(command, { workbook: scene.workbook });
      const { code } = (await answer.json()) as { code?: RefusalCode };
      const expected = may.includes(actor) ? 'may' : outsideOf(actor);
      const got = saidOf(answer.status, code);
      if (got === 'may') report.passed++;
      if (got === expected) continue;
      const what = JSON.stringify(command).slice(0, 100);
      report.wrong.push(`${actor} asks ${what}: ${answer.status} ${code ?? ''}, not ${expected}`);
    }
  }
  return report;
}

function outsideOf(actor: ActorName): string {
  if (actor === 'nobody') return '401';
  const isMember = actor !== 'elsewhere' && actor !== 'stranger' && actor !== 'admin';
  return isMember ? '403' : '404';
}

function saidOf(status: number, code: RefusalCode | undefined): string {
  if (status === 401) return '401';
  if (code !== undefined && HIDDEN.includes(code)) return '403';
  if (code !== undefined && ABOUT_THE_ASKER.includes(code)) return String(status);
  // A change that went through is a defect of the line: it was to change nothing.
  return status === 200 ? 'carried out' : 'may';
}
