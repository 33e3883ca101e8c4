/** A workbook as it stands in the list of one of its members: from what is counted of it, without opening it. */
import { type ActContext, type Actor, may } from '@tallystick/domain/rights';
import { emptyState } from '@tallystick/domain/fold';
import type { WorkbookLine } from '@tallystick/protocol/views';
import type { ListingRow } from '@tallystick/store/port-listing';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

/** Rights ask the row's own facts alone. */
const NOTHING = emptyState();

export function presentLine(row: ListingRow, catalogue: Catalogue): WorkbookLine {
  const { workbook, person, role, entity, locked } = row;
  const actor = { person, role, entity, admin: false };
  const state = { ...NOTHING, locked, archived: row.archived ? {} : null };
  const sees = may(actor, 'read-room', { state }) === undefined;
  const versions = row.versions.filter(({ released, consent }) => {
    const submission = { released, ...(consent === null ? {} : { consent }) };
    return may(actor, 'read-submissions', { state, submission }) === undefined;
  });
  // Whoever reads no room counts what they may read: the last version that is theirs to see.
  const version = sees ? undefined : versions.at(-1);
  return {
    workbook,
    city: row.city,
    title: row.title,
    role,
    entity: row.entityName,
    locked,
    archived: row.archived,
    submissions: versions.length,
    due: row.due,
    zone: row.zone,
    reported: sees ? row.reported : (version?.reported ?? 0),
    dataPoints: catalogue.dataPoints.length,
    ready: sees ? row.ready : null,
    openThreads: openThreads(row, actor, state),
    readsNothing: !sees && version === undefined,
    mine: entity === null ? null : row.entityRows,
  };
}

function openThreads(
  { threads, auditThreads }: ListingRow,
  actor: Actor,
  state: ActContext['state'],
): number | null {
  if (may(actor, 'read-comments', { state }) !== undefined) return null;
  const readsAudit = may(actor, 'read-audit-comments', { state }) === undefined;
  return threads + (readsAudit ? auditThreads : 0);
}
