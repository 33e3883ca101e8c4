/**
 * P19 and P20 in one walk: edits, commands and routes of everybody in every state, and planted words at every door.
 */
import { EDIT_RIGHTS } from '@tallystick/domain/rights';
import { auditTypesWithoutLine } from './audit-lines.ts';
import { tryCommands, typesWithoutLine } from './command-matrix.ts';
import { apiDoor, socketDoor, yjsDoor } from './edit-doors.ts';
import { walkEdits } from './edit-matrix.ts';
import { listen } from './listeners.ts';
import { routesUndecided, tryRoutes } from './route-matrix.ts';
import { openScene } from './scene.ts';
import { begin, plant, SECRETS } from './secrets.ts';
import { receiveHooks } from './webhook-listener.ts';

export type MatrixReport = {
  edits: number;
  editsTaken: number;
  commands: number;
  requests: number;
  /** Commands and requests that were let through. */
  passed: number;
  listeners: number;
  /** Owners of webhooks that were sent anything, and journal entries in it that were searched. */
  hookOwners: number;
  hookEntries: number;
  /** Routes, commands and column groups that no line of the tables speaks of. */
  undecided: string[];
  wrong: string[];
  /** Planted words that nobody was shown, though some may read them: the search would find nothing. */
  unfound: string[];
};

export async function runMatrix(): Promise<MatrixReport> {
  const scene = await openScene();
  try {
    await begin(scene);
    const wrong: string[] = [];
    let commands = 0;
    let passed = 0;
    const doors = () => [socketDoor(), apiDoor(), yjsDoor()];
    const edits = await walkEdits(scene, doors, async (stage) => {
      const report = await tryCommands(scene, stage);
      commands += report.tried;
      passed += report.passed;
      wrong.push(...report.wrong);
    });
    const heard = await listen(scene);
    const delivered = await receiveHooks(scene);
    await plant(scene);
    const live = heard();
    const hooks = await delivered();
    const routes = await tryRoutes(scene);
    const found = new Set([...live.found, ...hooks.found, ...routes.found]);
    const groups = Object.keys(EDIT_RIGHTS).filter((group) => !edits.groups.has(group as never));
    return {
      edits: edits.tried,
      editsTaken: edits.taken,
      commands,
      requests: routes.tried,
      passed: passed + routes.passed,
      listeners: live.listeners,
      hookOwners: hooks.owners,
      hookEntries: hooks.entries,
      undecided: [
        ...typesWithoutLine(),
        ...auditTypesWithoutLine(),
        ...(await routesUndecided()),
        ...groups,
      ],
      wrong: [...edits.wrong, ...wrong, ...live.wrong, ...hooks.wrong, ...routes.wrong],
      unfound: SECRETS.filter(({ word }) => !found.has(word)).map(({ where }) => where),
    };
  } finally {
    await scene.close();
  }
}
