/** In the dialog of a lock: what will differ from the version before, and which reopened rows nobody touched. */
import { Anchor, Text } from '@mantine/core';
import {
  ROW_DIFFERENCES,
  type RowDifference,
  rowDifferences,
  untouchedRows,
} from '@tallystick/domain/before-lock';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { FromTo } from '../lines/change-line.tsx';
import { useReadAs } from '../history/compare-list.tsx';
import '../history/history.css';
import { comparePath } from '../addresses/workbook-paths.ts';
import { useCellWords } from '../lines/told.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { RefusalText } from '../kit/refusal-text.tsx';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { useNameWords } from '../reopening/use-name-words.ts';
import { follow } from '../addresses/routes.ts';
import { count } from '../texts/locale.ts';
import { CellWay, CellWays } from './cell-ways.tsx';
import { useVersionBefore } from './use-version-before.ts';

/** Nothing at all before the first lock. */
export function SinceVersion({ jump }: { jump: () => void }) {
  const { t } = useTranslation('versions');
  const { id, catalogue, state } = useWorkbook();
  const { version, before, now, refusal } = useVersionBefore();
  const differences = before && rowDifferences(catalogue, before, now);
  if (version === undefined) return null;
  if (refusal)
    return (
      <Text size="sm">
        {t('lock.since.away', { version })} <RefusalText refusal={refusal} />
      </Text>
    );
  if (!before || !differences)
    return (
      <Text size="sm" c="var(--ts-muted)" role="status">
        {t('lock.since.loading', { version })}
      </Text>
    );
  const untouched = untouchedRows(catalogue, state, { locked: before, now });
  if (differences.length === 0)
    return (
      <>
        <Text size="sm" data-testid="lock-since">
          {t('lock.since.same', { version })}
        </Text>
        <Untouched version={version} rows={untouched} jump={jump} />
      </>
    );
  const kinds = Map.groupBy(differences, ({ kind }) => kind);
  return (
    <>
      <CellWays
        summary={t('lock.since.title', { count: differences.length, version })}
        isOpen
        testId="lock-since"
        about={
          <Text size="sm" mt={4}>
            {ROW_DIFFERENCES.filter((kind) => kinds.has(kind))
              .map((kind) =>
                t('lock.since.kind', {
                  kind: t(`lock.since.${kind}`),
                  n: count(kinds.get(kind)?.length ?? 0),
                }),
              )
              .join(' · ')}
            {' · '}
            <Anchor
              href={comparePath(id, `v${version}`, 'now')}
              onClick={follow}
              underline="always"
            >
              {t('lock.since.compare', { version })}
            </Anchor>
          </Text>
        }
      >
        <ul>
          {differences.map((each) => (
            <Difference key={each.row} difference={each} jump={jump} />
          ))}
        </ul>
      </CellWays>
      <Untouched version={version} rows={untouched} jump={jump} />
    </>
  );
}

function Difference({ difference, jump }: { difference: RowDifference; jump: () => void }) {
  const { t } = useTranslation('versions');
  const { catalogue } = useWorkbook();
  const words = useNameWords();
  const wordsOf = useCellWords(catalogue);
  const readAs = useReadAs(catalogue);
  const { row, kind, cells } = difference;
  return (
    <li data-kind={kind} data-testid={`lock-since-${row}`}>
      <Text size="sm" component="span" fw={500}>
        {words.row(row)}
      </Text>{' '}
      <Text size="xs" component="span" c="var(--ts-muted)">
        {t(`lock.since.${kind}`)}
      </Text>
      <ul>
        {cells.map((each) => (
          <li key={each.cell}>
            <CellWay
              to={splitCellId(each.cell) ?? { row, column: 'result' }}
              jump={jump}
              testId="lock-since-cell"
            >
              {wordsOf(each.cell, false)}
            </CellWay>{' '}
            <FromTo before={readAs(each, each.before)} after={readAs(each, each.after)} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Untouched(props: { version: number; rows: readonly string[]; jump: () => void }) {
  const { t } = useTranslation('versions');
  const { catalogue } = useWorkbook();
  const words = useNameWords();
  const { version, rows, jump } = props;
  if (rows.length === 0) return null;
  return (
    <CellWays
      summary={t('lock.untouched', { count: rows.length, version })}
      testId="lock-untouched"
    >
      <ul>
        {rows.map((row) => {
          const known = catalogue.rows.get(row);
          return (
            <li key={row}>
              <CellWay to={{ row, column: known ? mainColumn(known) : 'result' }} jump={jump}>
                {words.row(row)}
              </CellWay>
            </li>
          );
        })}
      </ul>
    </CellWays>
  );
}
