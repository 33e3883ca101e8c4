/** The port of clarifications and rulings over all workbooks, projected from their journals. */
import type { RulingScope } from '@tallystick/domain/events';
import type { ClarificationId, WorkbookId } from '@tallystick/domain/cells/ids';

/** A clarification as the list of all shows it; its texts are in the journal. */
export type ClarificationRow = {
  workbook: WorkbookId;
  clarification: ClarificationId;
  edition: string;
  kpi: string;
  status: 'open' | 'answered' | 'closed';
  scope: RulingScope | null;
  /** Numbers of the entries that asked, and that ruled last. */
  asked: number;
  ruled: number | null;
  askedAt: number;
  ruledAt: number | null;
};

export interface ClarificationStore {
  /** Those of some workbooks, the oldest first. */
  clarifications(of: {
    workbooks: WorkbookId[];
    status?: ClarificationRow['status'];
    limit: number;
  }): Promise<ClarificationRow[]>;
  /** Those whose ruling is for every city of an edition, the latest ruling first. */
  rulingsForAll(edition: string, limit: number): Promise<ClarificationRow[]>;
}
