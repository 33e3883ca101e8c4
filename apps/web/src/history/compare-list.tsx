/** What is different, by entity and KPI, each with the way to its cell. */
import { Text, Title, UnstyledButton } from '@mantine/core';
import { UNREADABLE } from '@tallystick/domain/formula/compute';
import { splitCellId } from '@tallystick/domain/cells/ids';
import type { ComparedChange } from '@tallystick/protocol/views-history';
import { useTranslation } from 'react-i18next';
import { resultText } from '../lines/cell-facts.ts';
import type { Focus } from '../lines/focus.ts';
import { Instant } from '../kit/instant.tsx';
import { numberLocale } from '../texts/locale.ts';
import { FromTo } from '../lines/change-line.tsx';
import { byEntity } from './compare-source.ts';
import { asRead, rowName, type Told, useCellWords } from '../lines/told.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Props = {
  told: Told;
  changes: readonly ComparedChange[];
  focus: Focus;
  setFocus: (focus: Focus) => void;
};

export function CompareList({ told, changes, focus, setFocus }: Props) {
  const { t } = useTranslation('history');
  const at = focus && `${focus.row}:${focus.column}`;
  return byEntity(changes).map(({ entity, rows }) => (
    <section key={entity ?? ''} data-testid={`changes-${entity ?? 'unassigned'}`}>
      <Title order={2} className="compare-entity">
        {entity === null ? (
          t('compare.unassigned')
        ) : (
          <bdi translate="no">{told.entityName(entity)}</bdi>
        )}
      </Title>
      {rows.map(({ row, changes: of }) => (
        <div key={row} className="compare-row">
          <Text size="sm" fw={500}>
            {rowName(told.catalogue, row)}
          </Text>
          {of.map((change) => (
            <Change
              key={change.cell}
              told={told}
              change={change}
              current={change.cell === at}
              choose={() => setFocus(splitCellId(change.cell) ?? null)}
            />
          ))}
        </div>
      ))}
    </section>
  ));
}

/** What was typed and what follows from it, as the sheet shows them; null stays null. */
export function useReadAs(
  catalogue: Catalogue,
): (of: { kind: 'typed' | 'result'; cell: string }, text: string | null) => string | null {
  const { t } = useTranslation('grid');
  return ({ kind, cell }, text) => {
    if (text === null) return null;
    if (kind === 'typed') return asRead(catalogue, cell, text);
    if (text === 'yes' || text === 'no') return t(`yesNo.${text}`);
    if (text === UNREADABLE) return t('panel:result.unreadable');
    return resultText({ text }, numberLocale());
  };
}

function Change(props: {
  told: Told;
  change: ComparedChange;
  current: boolean;
  choose: () => void;
}) {
  const { told, change, current, choose } = props;
  const { t } = useTranslation('history');
  const wordsOf = useCellWords(told.catalogue);
  const readAs = useReadAs(told.catalogue);
  const { by, at, kind, cell } = change;
  return (
    <UnstyledButton
      className="compare-change"
      data-kind={kind}
      aria-current={current ? 'true' : undefined}
      onClick={choose}
      data-testid={`change-${cell}`}
    >
      <Text size="xs" c="var(--ts-muted)" component="span">
        {wordsOf(cell, false)}
      </Text>
      <FromTo before={readAs(change, change.before)} after={readAs(change, change.after)} />
      {kind === 'result' && (
        <Text size="xs" c="var(--ts-muted)" component="span">
          {t('compare.follows')}
        </Text>
      )}
      {by !== null && at !== null && (
        <Text size="xs" c="var(--ts-muted)" component="span">
          <bdi>{by.name === '' ? t('compare.erased') : by.name}</bdi> ·{' '}
          <bdi>
            <Instant at={at} />
          </bdi>
        </Text>
      )}
    </UnstyledButton>
  );
}
