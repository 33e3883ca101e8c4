/** Who holds the pilot up, with the way to each cause. */
import { Anchor, Text, Title } from '@mantine/core';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { type CellId, cellId, type EntityId, type RowId } from '@tallystick/domain/cells/ids';
import { type HoldUp, holdUpsOf, type Standing } from '@tallystick/domain/hold-ups';
import { useTranslation } from 'react-i18next';
import type { Part } from '../addresses/asked-part.ts';
import { follow } from '../addresses/routes.ts';
import { versionPath } from '../addresses/version-paths.ts';
import { placePath, workbookPath } from '../addresses/workbook-paths.ts';
import { Instant } from '../kit/instant.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { lifeOf } from '../live/workbook/row-lives.ts';
import { useAllCells, useWorkbook, type WorkbookHandle } from '../live/workbook/use-workbook.ts';
import { rowsOfOne } from '../rows/life-counts.ts';

/** Where in the panel the cause is read; of the others the row itself says it. */
const PART_OF: Partial<Record<HoldUp['cause'], Part>> = {
  'queries-open': 'queries',
  'findings-unanswered': 'findings',
};

function standingOf(handle: WorkbookHandle): Standing {
  const { state, catalogue, results } = handle;
  const isLeft = (row: string): boolean => {
    const life = lifeOf(handle, row);
    return life === 'empty' || life === 'in-progress';
  };
  const left = [...state.entities.keys()].map((entity: EntityId) => {
    const rows = rowsOfOne(handle, entity).filter(isLeft) as RowId[];
    return { entity, count: rows.length, first: rows[0] ?? null };
  });
  const all = [...catalogue.profile, ...catalogue.dataPoints].map(({ row }) => row as RowId);
  return {
    left,
    free: all.filter((row) => !state.assignments.has(row) && isLeft(row)),
    reported: catalogue.dataPoints
      .map(({ row }) => row as RowId)
      .filter((row) => results.get(row)?.status === 'reported'),
  };
}

export function HoldUps({ now }: { now: number }) {
  const { t } = useTranslation('timeline');
  const handle = useWorkbook();
  useAllCells();
  const { state, actor, catalogue } = handle;
  const holdUps = holdUpsOf({ state, actor, catalogue, now }, standingOf(handle));
  return (
    <section aria-labelledby="timeline-hold-ups">
      <Title order={2} size="h4" id="timeline-hold-ups" mb="xs">
        {t('holdUps')}
      </Title>
      {holdUps.length === 0 ? (
        <Text size="sm" data-testid="no-hold-ups">
          {t('noHoldUps')}
        </Text>
      ) : (
        <ul className="timeline-hold-ups" data-testid="hold-ups">
          {[...Map.groupBy(holdUps, ({ who }) => JSON.stringify(who))].map(([who, causes]) => (
            <Holding key={who} causes={causes} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** One who holds it up, with all that waits for them. */
function Holding({ causes }: { causes: readonly HoldUp[] }) {
  const { t } = useTranslation(['timeline', 'shell']);
  const { state } = useWorkbook();
  const [first] = causes;
  if (!first) return null;
  const { who } = first;
  const name =
    'entity' in who
      ? (state.entities.get(who.entity)?.name ?? '')
      : who.roles.map((role) => t(`shell:roles.${role}`)).join(t('or'));
  return (
    <li>
      <span className="timeline-who">
        <bdi>{name}</bdi>
        {causes.some(({ late }) => late) && <StateMark tone="bad">{t('state.late')}</StateMark>}
      </span>
      {causes.map((holdUp) => (
        <Cause key={holdUp.cause} holdUp={holdUp} />
      ))}
    </li>
  );
}

function Cause({ holdUp }: { holdUp: HoldUp }) {
  const { t } = useTranslation('timeline');
  const { id, catalogue } = useWorkbook();
  const { cause, count: n, since, place, submission } = holdUp;
  return (
    <span data-testid="hold-up" data-cause={cause}>
      <HoldUpLink href={hrefOf(id, { cause, cell: cellOf(place, catalogue), submission })}>
        {t(`cause.${cause}`, { count: n })}
      </HoldUpLink>
      {since !== null && (
        <span className="ts-muted">
          {' · '}
          {t('since')} <Instant at={since} />
        </span>
      )}
    </span>
  );
}

function HoldUpLink({ href, children }: { href: string; children: string }) {
  if (href.startsWith('#'))
    return (
      <Anchor href={href} size="sm" underline="always">
        {children}
      </Anchor>
    );
  return (
    <Anchor href={href} onClick={follow} size="sm" underline="always">
      {children}
    </Anchor>
  );
}

function cellOf(
  place: HoldUp['place'],
  catalogue: WorkbookHandle['catalogue'],
): CellId | undefined {
  if (place === null) return undefined;
  const row = catalogue.rows.get(place);
  return row ? cellId(row.row, mainColumn(row)) : (place as CellId);
}

type To = { cause: HoldUp['cause']; cell: CellId | undefined; submission: number | undefined };

/** Dates are agreed further down the same page; a version is signed on its own. */
function hrefOf(id: string, { cause, cell, submission }: To): string {
  if (cause === 'period-proposed' || cause === 'period-missing') return '#dates';
  if (cause === 'attestation-missing' || cause === 'countersign-missing')
    return submission === undefined ? workbookPath(id) : versionPath(id, submission);
  return cell === undefined ? workbookPath(id) : placePath(id, cell, PART_OF[cause]);
}
