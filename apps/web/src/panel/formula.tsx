/**
 * The formula of a data point twice: with its figures, each a way to the cell it comes from, and in words. It alone
 * turns the catalogue's expressions into something a person can follow and press.
 */
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import type { Result } from '@tallystick/domain/formula/compute';
import { parseFormula } from '@tallystick/domain/formula/formula';
import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shownText } from '../lines/formula-facts.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { numberLocale } from '../texts/locale.ts';
import { useCellTexts } from '../live/workbook/cell-texts.ts';
import { focusOf } from '../lines/subject.ts';
import { writeExpression } from './written-expression.tsx';
import type { DataPoint, InputUse } from '@tallystick/catalogue/kpi-set';

/** A figure of the formula: a link to the cell where it is typed, or the name of what is missing. */
export function FigureLink({ use, text }: { use: InputUse; text: string | undefined }) {
  const { t } = useTranslation('panel');
  const { catalogue, cells, setFocus } = useWorkbook();
  const texts = { catalogue, locale: numberLocale(), get: (cell: string) => cells.get(cell) };
  const spec = cellSpec(catalogue, use.cell);
  const shown = text === undefined || !spec ? t('formula.empty') : shownText(texts, spec, text);
  return (
    <Anchor
      component="button"
      type="button"
      className={text === undefined ? 'panel-figure panel-figure-empty' : 'panel-figure'}
      onClick={() => setFocus(focusOf(use.cell) ?? null)}
      title={use.input.label}
      aria-label={t('formula.jump', { label: use.input.label, figure: shown })}
      data-testid="formula-figure"
    >
      {shown}
    </Anchor>
  );
}

/** `100 × 84 210 ÷ 110 300`, each figure pressable. Nothing where the result is the figure itself. */
export function FormulaFigures({ point, result }: { point: DataPoint; result: Result }) {
  const { t } = useTranslation('panel');
  const texts = useCellTexts(point.inputs.map((use) => use.cell));
  const expression = parseFormula(point.formula);
  const overridden = result.source === 'override';
  const byKey = new Map(point.inputs.map((use) => [use.input.key, use]));
  const figures = writeExpression(expression, {
    number: (text) => formatDecimal(text, numberLocale()),
    name: (key) => {
      const use = byKey.get(key);
      return use && <FigureLink use={use} text={texts.get(use.cell)} />;
    },
  });
  if (expression.kind === 'name') {
    return (
      <Text size="sm" className="panel-formula">
        {t(overridden ? 'formula.asEnteredElse' : 'formula.asEntered')} {figures}
      </Text>
    );
  }
  return (
    <Text size="sm" className="panel-formula" component="div">
      {overridden && (
        <Text component="span" size="xs" c="var(--ts-muted)">
          {t('formula.wouldBe')}{' '}
        </Text>
      )}
      <bdi translate="no" dir="ltr">
        = {figures}
      </bdi>
    </Text>
  );
}

/** `100 × Households with Internet access ÷ Households in the city`. */
export function FormulaWords({ point }: { point: DataPoint }) {
  const labels = new Map(point.inputs.map((use) => [use.input.key, use.input.label]));
  const expression = parseFormula(point.formula);
  return (
    <bdi translate="no" dir="ltr">
      {writeExpression(expression, {
        number: (text) => formatDecimal(text, numberLocale()),
        name: (key) => <span className="panel-term">{labels.get(key) ?? key}</span>,
      })}
    </bdi>
  );
}
