/**
 * The edits of a workbook that are not answered yet: those that wait, and those that are being written. What may wait
 * is bounded in bytes: while a disk is full, a room of a thousand would else fill the memory.
 */
import { EDIT_BYTES_WAITING_MAX } from '../service/limits.ts';
import { type DecidedEdit, isWrite, type Waiting } from './waiting.ts';

export class EditQueue {
  /** Oldest first. */
  readonly waiting: Waiting[] = [];
  #underWay: Waiting[] = [];
  #bytes = 0;

  /** Takes an edit in; false where too much waits already. An edit that comes alone is always taken. */
  add(edit: Waiting): boolean {
    const bytes = bytesOf(edit);
    if (this.#bytes > 0 && this.#bytes + bytes > EDIT_BYTES_WAITING_MAX) return false;
    this.#bytes += bytes;
    this.waiting.push(edit);
    return true;
  }

  /** These are being written. */
  begin(batch: DecidedEdit[]): void {
    this.#underWay = batch.flatMap((edit) => edit.parts);
    this.#count();
  }

  /** They are answered. */
  done(): void {
    this.#underWay = [];
    this.#count();
  }

  /** They were not written, and are decided again, in order, before all later ones. */
  putBack(): void {
    this.waiting.unshift(...this.#underWay.splice(0));
  }

  /** Nobody waits for what is not decided here: it is sent again. */
  leaveUndecided(): void {
    const left = [...this.#underWay.splice(0), ...this.waiting.splice(0)];
    for (const edit of left) edit.source.undecided();
    this.#count();
  }

  #count(): void {
    const sum = (edits: Waiting[]) => edits.reduce((bytes, edit) => bytes + bytesOf(edit), 0);
    this.#bytes = sum(this.#underWay) + sum(this.waiting);
  }
}

/** A write of the server's is held by its request, and bounded with it. */
function bytesOf(edit: Waiting): number {
  return isWrite(edit) ? 0 : edit.update.length;
}
