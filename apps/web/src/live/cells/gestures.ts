/**
 * What one person did, gesture by gesture, so that it can be taken back and done again. A gesture is kept as texts
 * (cell, before, after), compared with what stands now, and taken back by an ordinary edit through the gate.
 */
import type { Refusal } from '@tallystick/domain/refusals';
import type { Gesture } from '../../spreadsheet/port.ts';

export type Direction = 'undo' | 'redo';
export type GestureKind = Exclude<Gesture, Direction>;

/** A cell that a gesture changed; null is an empty cell. */
export type Step = { cell: string; before: string | null; after: string | null };
export type Done = { kind: GestureKind; steps: readonly Step[] };

/** A cell that does not stand as the gesture left it: `stands` is somebody's later text, `wanted` what would be written. */
export type Later = { cell: string; stands: string | null; wanted: string | null };

/** What turning a gesture would do now. */
export type Turning = {
  kind: GestureKind;
  /** Cells of the gesture. */
  cells: number;
  /** Cells that stand as the gesture left them. */
  free: Later[];
  later: Later[];
  cannot: { cell: string; refusal: Refusal }[];
};

export type Turned = Turning & { writes: [string, string | null][] };

/** How a cell is now. */
export type Look = {
  text(cell: string): string | null;
  permit(cell: string): Refusal | undefined;
};

/** Gestures that can be taken back: as many as Excel keeps. */
const GESTURES_MAX = 100;
/** Cells of all of them together: some twenty pastes of a whole sheet. */
const STEPS_MAX = 20_000;

/** Invariant: every kept gesture has changed at least one cell. */
export class Gestures {
  private readonly stacks: Record<Direction, Done[]> = { undo: [], redo: [] };
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The gesture that would be turned next. The same object until it is another one. */
  next = (direction: Direction): Done | undefined => this.stacks[direction].at(-1);

  /** Something new was done: what had been taken back cannot be brought back any more. */
  did(kind: GestureKind, steps: readonly Step[]): void {
    if (steps.length === 0) return;
    const isClear = kind === 'type' && steps.every(({ after }) => after === null);
    this.stacks.redo.length = 0;
    this.push('undo', { kind: isClear ? 'clear' : kind, steps });
    this.tell();
  }

  /** What turning the next gesture would do; gestures of which nothing is left to turn are dropped on the way. */
  plan(direction: Direction, look: Look): Turning | undefined {
    const stack = this.stacks[direction];
    for (let done = stack.at(-1); done; done = stack.at(-1)) {
      const turning = turningOf(done, direction, look);
      if (turning.free.length + turning.later.length + turning.cannot.length > 0) return turning;
      stack.pop();
      this.tell();
    }
    return undefined;
  }

  /**
   * Takes the next gesture off its stack and says what is to be written. With `over` also cells that somebody has changed
   * since. A gesture that only a lock holds back stays, because the lock may end.
   */
  turn(direction: Direction, { over, look }: { over: boolean; look: Look }): Turned | undefined {
    const turning = this.plan(direction, look);
    if (!turning) return undefined;
    const taken = over ? [...turning.free, ...turning.later] : turning.free;
    const isOnlyLocked =
      turning.free.length + turning.later.length === 0 &&
      turning.cannot.every(({ refusal }) => refusal.code === 'locked');
    if (!isOnlyLocked) {
      this.stacks[direction].pop();
      const steps = taken.map(({ cell, stands, wanted }) =>
        direction === 'undo'
          ? { cell, before: wanted, after: stands }
          : { cell, before: stands, after: wanted },
      );
      if (steps.length > 0)
        this.push(direction === 'undo' ? 'redo' : 'undo', { kind: turning.kind, steps });
    }
    this.tell();
    return { ...turning, writes: taken.map(({ cell, wanted }) => [cell, wanted]) };
  }

  private push(direction: Direction, done: Done): void {
    const stack = this.stacks[direction];
    stack.push(done);
    let steps = stack.reduce((sum, each) => sum + each.steps.length, 0);
    while (stack.length > 1 && (stack.length > GESTURES_MAX || steps > STEPS_MAX))
      steps -= stack.shift()?.steps.length ?? 0;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function turningOf(done: Done, direction: Direction, look: Look): Turning {
  const turning: Turning = {
    kind: done.kind,
    cells: done.steps.length,
    free: [],
    later: [],
    cannot: [],
  };
  for (const { cell, before, after } of done.steps) {
    const [left, wanted] = direction === 'undo' ? [after, before] : [before, after];
    const stands = look.text(cell);
    if (stands === wanted) continue;
    const refusal = look.permit(cell);
    if (refusal) turning.cannot.push({ cell, refusal });
    else turning[stands === left ? 'free' : 'later'].push({ cell, stands, wanted });
  }
  return turning;
}
