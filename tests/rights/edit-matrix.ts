/** The matrix of edits: everybody, every column of rows of every kind, every state, through every door. */
import { loadCatalogue } from '@tallystick/catalogue/catalogue';
import { type CellSpec, cellSpecs } from '@tallystick/domain/cells/cell-spec';
import type { ColumnGroup } from '@tallystick/domain/cells/columns';
import type { EditDoor } from './edit-doors.ts';
import { expectedOf, REOPENED, type RowOf, STAGES, type Stage } from './edit-lines.ts';
import { ACTORS, ROWS, type Scene } from './scene.ts';

export type EditReport = {
  tried: number;
  /** Edits that were to go through, so that a closed door does not count as a right one. */
  taken: number;
  /** Each deviation in words. */
  wrong: string[];
  /** Column groups met. */
  groups: Set<ColumnGroup>;
};

/** A column of each group, for a stage in which the column makes no difference. */
const ONE_OF_EACH = ['numerator', 'override', 'notes'];

/** Brings the workbook from the stage before into this one. */
async function enterStage(scene: Scene, stage: Stage): Promise<void> {
  switch (stage) {
    case 'open':
      return;
    case 'locked':
      return await scene.must('head', { type: 'lock' });
    case 'reopened':
      return await scene.must('head', {
        type: 'reopen-cells',
        cells: cellsOf(REOPENED.row)
          .filter(({ group }) => group === REOPENED.group)
          .map(({ cell }) => cell),
        rows: [],
        reason: 'The override has to be looked at again.',
        until: Date.now() + 3_600_000,
      });
    case 'unlocked':
      return await scene.must('head', { type: 'unlock', reason: 'All of it, after all.' });
    case 'archived':
      return await scene.must('admin', { type: 'archive', reason: 'The pilot has ended.' });
  }
}

/** Walks all stages in order, and brings the workbook back from the last. `atStage` is called in each, after the edits. */
export async function walkEdits(
  scene: Scene,
  doors: () => EditDoor[],
  atStage: (stage: Stage) => Promise<void> = async () => {},
): Promise<EditReport> {
  const report: EditReport = { tried: 0, taken: 0, wrong: [], groups: new Set() };
  const present = new Map<string, string>();
  for (const stage of STAGES) {
    await enterStage(scene, stage);
    // A lock moves the room, so everybody comes in anew.
    const open = doors();
    try {
      await tryStage(scene, { stage, doors: open, present }, report);
    } finally {
      for (const door of open) door.close();
    }
    await atStage(stage);
  }
  await scene.must('head', { type: 'unarchive' });
  return report;
}

async function tryStage(
  scene: Scene,
  { stage, doors, present }: { stage: Stage; doors: EditDoor[]; present: Map<string, string> },
  report: EditReport,
): Promise<void> {
  for (const actor of ACTORS) {
    for (const row of Object.keys(ROWS) as RowOf[]) {
      for (const { cell, group, ...spec } of cellsOf(row)) {
        if (stage === 'archived' && !ONE_OF_EACH.includes(spec.column)) continue;
        const expected = expectedOf({ actor, row, group, stage });
        report.groups.add(group);
        for (const door of doors) {
          if (door.tries?.({ column: spec.column, stage }) === false) continue;
          // An edit that changes nothing is no edit, so nobody is refused it.
          let text = textFor({ ...spec, cell, group }, report.tried++);
          if (text === present.get(cell)) text = textFor({ ...spec, cell, group }, report.tried);
          const got = await door.attempt(scene, { actor, cell, text });
          if (got === 'yes') {
            report.taken++;
            present.set(cell, text);
          }
          if (got === expected) continue;
          report.wrong.push(
            `${door.name}, ${stage}: ${actor} sets ${cell}: ${got}, not ${expected}`,
          );
        }
      }
    }
  }
}

function cellsOf(row: RowOf): CellSpec[] {
  return [...cellSpecs(loadCatalogue()).values()].filter((spec) => spec.row === ROWS[row]);
}

/** A text that the cell takes, another one than that of the number before. */
function textFor(spec: CellSpec, nth: number): string {
  switch (spec.kind) {
    case 'number':
      return String((nth % 90) + 1);
    case 'year':
      return String(1990 + (nth % 30));
    case 'yes-no':
      return nth % 2 === 0 ? 'Yes' : 'No';
    case 'choice':
      return spec.choices?.[nth % spec.choices.length] ?? '';
    case 'unit':
    case 'text':
      return `text ${nth}`;
  }
}
