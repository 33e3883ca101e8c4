/** The first tab for a data point: result, formula, last change, verification, then what the KPI means. */
import { Badge, Group, Stack, Text } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import { unitWords } from '../texts/unit-words.ts';
import { Clarifications } from '../clarify/clarification-list.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { EvidenceBlock } from '../evidence/evidence-block.tsx';
import { RowBlock } from '../rows/row-block.tsx';
import { CellLinks } from './behind/cell-links.tsx';
import { CellFormula } from './cell-formula.tsx';
import { Fact, Facts } from '../kit/fact.tsx';
import { FormulaWords } from './formula.tsx';
import { LastChange } from './last-change.tsx';
import { PlausibilityRules, RowWarnings } from './plausibility.tsx';
import { Provenance } from './provenance.tsx';
import { KeptDrafts } from './drafts/kept-drafts.tsx';
import { RefusedDraft } from './drafts/refused-draft.tsx';
import { ResultBlock } from './result-block.tsx';
import { ShownFrom } from './shown-from.tsx';
import { ScreeningBlock } from '../screening/screening-block.tsx';
import type { Subject } from '../lines/subject.ts';
import { Block, ToJudgeBy } from './to-judge-by.tsx';
import type { PanelTab } from './use-panel-tab.ts';
import { VerificationBlock } from './verification.tsx';
import { ResponsibleEntity, WhyNot } from './who-reports.tsx';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

/** Targets or indicators of the goals, as small labels that say in words what their numbers are. */
function Goals({ label, numbers, title }: { label: string; numbers: string[]; title: GoalTitle }) {
  if (numbers.length === 0) return null;
  return (
    <Fact label={label}>
      <Group gap={4} component="span">
        {numbers.map((target) => (
          <Badge
            key={target}
            component="span"
            size="sm"
            variant="default"
            tt="none"
            title={title(target)}
          >
            {target}
          </Badge>
        ))}
      </Group>
    </Fact>
  );
}

type GoalTitle = (target: string) => string;

function Meaning({ point }: { point: DataPoint }) {
  const { t } = useTranslation('panel');
  const { kpi } = point;
  return (
    <Facts>
      <Fact label={t('kpi.definition')} wide>
        <bdi>{kpi.definition}</bdi>
      </Fact>
      <Fact label={t('kpi.method')} wide>
        <FormulaWords point={point} />
      </Fact>
      <Fact label={t('kpi.unit')}>
        {point.unit === 'yes/no' ? t('kpi.yesNo') : unitWords(point.unit)}
      </Fact>
      <Fact label={t('kpi.direction')}>{t(`direction.${point.direction}`)}</Fact>
      <Fact label={t('kpi.period')}>
        <bdi>{kpi.reportingPeriod}</bdi>
      </Fact>
      <Fact label={t('kpi.suggestedSource')}>
        <bdi>{kpi.suggestedSource}</bdi>
      </Fact>
      <Fact label={t('kpi.level')}>{t(`level.${kpi.level}`)}</Fact>
      <Fact label={t('kpi.type')}>{t(`type.${kpi.type}`)}</Fact>
      <Goals
        label={t('kpi.sdg')}
        numbers={kpi.sdg}
        title={(target) => t('kpi.sdgTarget', { target })}
      />
      <Goals
        label={t('kpi.sdgIndicators')}
        numbers={kpi.sdgIndicators}
        title={(target) => t('kpi.sdgIndicator', { target })}
      />
      <Fact label={t('kpi.difficulty')}>
        {t(`kpi.difficultyGrade.${kpi.collectionDifficulty.grade}`)}{' '}
        <Text component="span" size="xs" c="var(--ts-muted)">
          {t('kpi.difficultyBy', { by: kpi.collectionDifficulty.by })}
        </Text>
      </Fact>
      {kpi.rationale !== '' && (
        <Fact label={t('kpi.rationale')} wide>
          <bdi>{kpi.rationale}</bdi>
        </Fact>
      )}
    </Facts>
  );
}

/** `bare`: where the page shows the row's fields, and a refused value stands in its own. */
type Props = { point: DataPoint; subject: Subject; bare: boolean } & Pick<
  PanelTab,
  'write' | 'writing' | 'taken'
>;

export function KpiCard({ point, subject, bare, write, writing, taken }: Props) {
  const { t } = useTranslation('panel');
  const { actor, state } = useWorkbook();
  // The audit side looks at the verdict and all that it is given on first, all others at what is to be filled.
  const isAudit = may(actor, 'read-screening', { state }) === undefined;
  const to = { writing, taken };
  return (
    <Stack gap={16}>
      {subject.home && !bare && <RefusedDraft cell={subject.home} />}
      {subject.home && <KeptDrafts cell={subject.home} />}
      <div>
        <ResultBlock point={point} />
        <RowWarnings point={point} />
      </div>
      {isAudit && <VerificationBlock point={point} {...to} />}
      {isAudit && <EvidenceBlock row={point.row} />}
      <ScreeningBlock row={point.row} write={() => write('comment')} ask={() => write('query')} />
      {isAudit && <ToJudgeBy point={point} subject={subject} {...to} />}
      {isAudit && <Clarifications row={point} />}
      <RowBlock row={point} />
      {!isAudit && <EvidenceBlock row={point.row} />}
      <Facts>
        {subject.home && (
          <Fact label={t('change.title')}>
            <LastChange cell={subject.home} column={subject.column} />
          </Fact>
        )}
        {subject.focused === 'result' && (
          <Fact label={t('change.title')}>
            <Text component="span" size="sm" c="var(--ts-muted)">
              {t('change.computed')}
            </Text>
          </Fact>
        )}
        {subject.home && <CellFormula cell={subject.home} />}
        <ResponsibleEntity row={point.row} />
        {!isAudit && <CellLinks row={point.row} />}
      </Facts>
      {subject.use && !subject.use.own && <ShownFrom use={subject.use} />}
      {subject.home && <WhyNot cell={subject.home} />}
      {!isAudit && <VerificationBlock point={point} {...to} />}
      {!isAudit && <Clarifications row={point} />}
      <Block title={t('kpi.about')}>
        <Meaning point={point} />
      </Block>
      <Block title={t('plausibility.title')}>
        <PlausibilityRules point={point} />
      </Block>
      <Block title={t('provenance.title')}>
        <Provenance kpi={point.kpi} />
      </Block>
    </Stack>
  );
}
