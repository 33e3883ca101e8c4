/** Where people are in an open workbook: the cell in focus here, and who else is where. It moves at every step of anybody. */
import type { Presence } from '@tallystick/protocol/presence';
import type { Focus } from '../../lines/focus.ts';

const NOBODY: Presence[] = [];

export class Whereabouts {
  private at: Focus = null;
  private here: Presence[] = NOBODY;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The cell in focus. */
  focus = (): Focus => this.at;

  /** Who is in the room, and where. */
  people = (): Presence[] => this.here;

  /** Who else is typing in a cell. */
  typing(cell: string, me: string): string | undefined {
    return this.here.find((each) => each.cell === cell && each.editing && each.person !== me)
      ?.person;
  }

  goTo(focus: Focus): void {
    if (this.at?.row === focus?.row && this.at?.column === focus?.column) return;
    this.at = focus;
    this.tell();
  }

  meet(people: Presence[]): void {
    this.here = people;
    this.tell();
  }

  /** The workbook is opened anew: nobody is anywhere. */
  clear(): void {
    this.at = null;
    this.here = NOBODY;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
