/** What a plain client typed and the room does not take: kept for its author as refused drafts, once each. */
import type { PersonId } from '@tallystick/domain/cells/ids';
import { type Refusal, refuse } from '@tallystick/domain/refusals';
import { ownTexts, ownValuesOf, valuesOf } from '@tallystick/room/late-texts';
import { mergeUpdates } from 'yjs';
import { LATE_TOGETHER_BYTES, LATE_TOGETHER_MAX } from '../service/limits.ts';
import type { LiveWorkbook } from '../workbook/live-workbook.ts';
import type { KeepRefused } from '../workbook/refused-drafts.ts';
import { SIGNS_OF_ANOTHER } from './generation-check.ts';
import type { LiveRoom } from '../room/live-room.ts';
import type { OwnClient } from './own-client.ts';
import type { EditSource } from '../workbook/waiting.ts';

type Made = {
  person: PersonId;
  workbook: LiveWorkbook;
  room: LiveRoom;
  own: OwnClient;
  keepRefused: KeepRefused;
};

export class NotTaken {
  readonly #made: Made;
  #keeping: Promise<void> = Promise.resolve();
  #isKept = true;
  /** What was refused: later edits follow its entries, and their cells cannot be told without it. */
  #before: Uint8Array[] = [];
  /** How many later edits were read together with it. */
  #together = 0;
  /** The client brought what the server knew before it was restored. */
  isFromBefore = false;

  constructor(made: Made) {
    this.#made = made;
  }

  /** What was refused. Where others' entries may have come with it, only what the person's own clients wrote is theirs. */
  refused(told: Parameters<EditSource['refused']>[0], update: Uint8Array | undefined): void {
    const { index } = this.#made.room;
    const { code } = told.refusal;
    this.isFromBefore ||= code === 'restored';
    if (update !== undefined) this.#before = [update];
    if (update !== undefined && SIGNS_OF_ANOTHER.has(code)) {
      this.keep(told.refusal, ownValuesOf(index, update, this.isOwn));
    } else {
      const isUnread = told.values.length === 0 && update !== undefined;
      this.keep(told.refusal, isUnread ? valuesOf(index, update) : told.values);
    }
  }

  /** Own texts of the whole of another room's document that stand in no cell; nothing of it is merged. */
  ofAnother(whole: Uint8Array): void {
    this.keep(this.#lateRefusal(), ownTexts(whole, this.isOwn));
  }

  /** What was sent before the client knew that its edits are taken no more. */
  late(update: Uint8Array): void {
    const { index } = this.#made.room;
    const whole = this.#withBefore(update);
    const values = this.isFromBefore
      ? ownValuesOf(index, whole, this.isOwn)
      : valuesOf(index, whole);
    this.keep(this.#lateRefusal(), values);
  }

  /** An update together with those that it may follow, as far as there is room for them. */
  #withBefore(update: Uint8Array): Uint8Array {
    const all = [...this.#before, update];
    const bytes = all.reduce((sum, each) => sum + each.length, 0);
    const isTooMuch = bytes > LATE_TOGETHER_BYTES || this.#together >= LATE_TOGETHER_MAX;
    if (all.length === 1 || isTooMuch) return update;
    this.#together++;
    try {
      this.#before = [mergeUpdates(all)];
      return this.#before[0] ?? update;
    } catch {
      // Not made by Yjs: what can be read of it stands for itself.
      return update;
    }
  }

  keep(refusal: Refusal, values: (readonly [string, string | null])[]): void {
    const { person, workbook, keepRefused } = this.#made;
    this.#keeping = this.#keeping
      .then(() => keepRefused(workbook, { by: person, refusal, values }))
      .catch(() => {
        this.#isKept = false;
      });
  }

  /** Waits for what is being kept; false where the store could not. */
  async isAllKept(): Promise<boolean> {
    await this.#keeping;
    return this.#isKept;
  }

  /** By the journal, and where it does not know an id, by what the connection has shown to be its own. */
  readonly isOwn = (client: number): boolean => {
    const { workbook, person, own } = this.#made;
    const owner = workbook.ownerOf(client);
    return owner === undefined ? own.is(client) : owner === person;
  };

  #lateRefusal(): Refusal {
    if (this.isFromBefore) return refuse('restored');
    return refuse(this.#made.workbook.state.locked ? 'locked' : 'stale-generation');
  }
}
