/** The first tab for a line of the City profile: its value, last change, and the KPIs that use it. */
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { valueText } from '@tallystick/domain/formula/cell-formula';
import { cellId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { Clarifications } from '../clarify/clarification-list.tsx';
import { EvidenceBlock } from '../evidence/evidence-block.tsx';
import { RowBlock } from '../rows/row-block.tsx';
import { unitIn } from '../texts/unit-words.ts';
import { shownText } from '../lines/formula-facts.ts';
import { useAllCells, useCell, useWorkbook } from '../live/workbook/use-workbook.ts';
import { numberLocale } from '../texts/locale.ts';
import { CellLinks } from './behind/cell-links.tsx';
import { CellFormula } from './cell-formula.tsx';
import { Fact, Facts } from '../kit/fact.tsx';
import { LastChange } from './last-change.tsx';
import { KeptDrafts } from './drafts/kept-drafts.tsx';
import { RefusedDraft } from './drafts/refused-draft.tsx';
import { ScreeningBlock } from '../screening/screening-block.tsx';
import type { Subject } from '../lines/subject.ts';
import { ResponsibleEntity, WhyNot } from './who-reports.tsx';
import type { Catalogue, ProfileRow } from '@tallystick/catalogue/kpi-set';

/** The places of the sheet where a profile line is used, one for each KPI. */
function usesOf(catalogue: Catalogue, row: ProfileRow) {
  const home = cellId(row.row, 'value');
  return row.usedBy.flatMap((key) => {
    const kpi = catalogue.kpis.find((each) => each.key === key);
    const point = kpi?.dataPoints.find((each) => each.inputs.some((use) => use.cell === home));
    const use = point?.inputs.find((each) => each.cell === home);
    return kpi && point && use ? [{ kpi, row: point.row, column: use.column }] : [];
  });
}

function UsedBy({ row }: { row: ProfileRow }) {
  const { t } = useTranslation('panel');
  const { catalogue, setFocus } = useWorkbook();
  const uses = usesOf(catalogue, row);
  return (
    <section className="panel-block">
      <Title order={3} className="panel-heading">
        {t('profile.usedBy', { count: uses.length })}
      </Title>
      <ul className="panel-list">
        {uses.map(({ kpi, row: at, column }) => (
          <li key={kpi.key}>
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="start"
              onClick={() => setFocus({ row: at, column })}
              data-testid="used-by"
            >
              <bdi translate="no" dir="ltr" className="panel-code">
                {kpi.number}
              </bdi>{' '}
              {kpi.name}
            </Anchor>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `bare`: where the page shows the row's fields, and a refused value stands in its own. */
type Props = { row: ProfileRow; subject: Subject; bare: boolean } & Pick<
  Parameters<typeof ScreeningBlock>[0],
  'write' | 'ask'
>;

export function ProfileCard({ row, subject, bare, write, ask }: Props) {
  const { t } = useTranslation('panel');
  const { catalogue, cells } = useWorkbook();
  useAllCells();
  const unit = unitIn({ catalogue, get: (each) => cells.get(each) }, row, row.unit);
  const value = cellId(row.row, 'value');
  const text = useCell(value);
  const spec = cellSpec(catalogue, value);
  const get = (each: string) => cells.get(each);
  const standing = valueText(catalogue, value, get);
  const shown =
    text === undefined || standing === undefined || !spec
      ? undefined
      : shownText({ catalogue, locale: numberLocale(), get }, spec, text);
  const cell = subject.home ?? value;
  return (
    <Stack gap={16}>
      {!bare && <RefusedDraft cell={cell} />}
      <KeptDrafts cell={cell} />
      <div aria-live="polite" key={row.row}>
        <Text
          className={(shown?.length ?? 0) > 14 ? 'panel-result panel-result-long' : 'panel-result'}
          data-status={shown === undefined ? 'not-reported' : 'reported'}
        >
          {shown === undefined ? t('profile.empty') : <bdi translate="no">{shown}</bdi>}{' '}
          {shown !== undefined && (
            <Text component="span" size="sm" c="var(--ts-muted)">
              {unit}
            </Text>
          )}
        </Text>
      </div>
      <ScreeningBlock row={row.row} write={write} ask={ask} />
      <RowBlock row={row} />
      <EvidenceBlock row={row.row} />
      <Facts>
        <Fact label={t('change.title')}>
          <LastChange cell={cell} column={subject.column} />
        </Fact>
        <CellFormula cell={value} />
        <ResponsibleEntity row={row.row} />
        <Fact label={t('kpi.unit')}>{unit}</Fact>
        <CellLinks row={row.row} />
      </Facts>
      <WhyNot cell={cell} />
      <Clarifications row={row} />
      <UsedBy row={row} />
    </Stack>
  );
}
