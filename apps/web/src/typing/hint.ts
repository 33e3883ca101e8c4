/** What is said beside a cell while it is typed into. */
import type { CellSpec } from '@tallystick/domain/cells/cell-spec';
import type { LookWords } from '../lines/quick-words.ts';
import type { SheetSource } from '../lines/sheet-source.ts';

export type Hint = {
  /** `expected`: nothing typed yet; `read`: it becomes this; `wrong`: it would be refused; `ask`: a question. */
  tone: 'expected' | 'read' | 'wrong' | 'ask';
  text: string;
};

export type Typing = { source: SheetSource; spec: CellSpec; t: LookWords };
