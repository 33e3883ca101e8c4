/** The workbooks that were deleted, and what each part of the memory forgets with one. */
import type { WorkbookId } from '@tallystick/domain/cells/ids';

export class Erased {
  readonly #workbooks = new Set<string>();
  readonly #forgetting: ((workbook: WorkbookId) => void)[] = [];

  /** Nothing more is kept of these. */
  has(workbook: string | null): boolean {
    return workbook !== null && this.#workbooks.has(workbook);
  }

  onErase(forget: (workbook: WorkbookId) => void): void {
    this.#forgetting.push(forget);
  }

  /** To be called while each of its parts still holds the workbook. */
  erase(workbook: WorkbookId): void {
    this.#workbooks.add(workbook);
    for (const forget of this.#forgetting) forget(workbook);
  }
}

/** Takes the rows of one workbook out of a map. */
export function dropRows<K>(rows: Map<K, { workbook: string | null }>, workbook: WorkbookId): void {
  for (const [key, row] of rows) if (row.workbook === workbook) rows.delete(key);
}
