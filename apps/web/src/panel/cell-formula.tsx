/**
 * The formula of a cell in the panel: as it was typed, and with its figures, each a way to the cell it comes from.
 * Every number can be traced to its cell, also one that a person computes.
 */

import { Anchor, Text } from '@mantine/core';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { formatDecimal } from '@tallystick/domain/cells/cell-text';
import { named } from '@tallystick/domain/formula/formula-names';
import { isFormula, readFormula } from '@tallystick/domain/formula/formula-text';
import { useTranslation } from 'react-i18next';
import { formulaValue, formulaWords, shownText } from '../lines/formula-facts.ts';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { labelWords } from '../texts/label-words.ts';
import { numberLocale } from '../texts/locale.ts';
import { Fact } from '../kit/fact.tsx';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { focusOf } from '../lines/subject.ts';
import { writeExpression } from './written-expression.tsx';

/** One fact of the panel; nothing where the cell holds no formula. */
export function CellFormula({ cell }: { cell: string }) {
  const { t } = useTranslation('panel');
  const { catalogue, cells } = useWorkbook();
  const told = useRefusalSentence();
  useAllCells();
  const locale = numberLocale();
  const texts = { catalogue, locale, get: (each: string) => cells.get(each) };
  const spec = cellSpec(catalogue, cell);
  const text = cells.get(cell);
  if (!spec || text === undefined || !isFormula(spec, text)) return null;
  const read = readFormula(spec, text);
  const value = formulaValue(texts, spec, text);
  if (!read.ok || value === undefined) return null;
  return (
    <Fact label={t('cellFormula.title')} wide>
      <div data-testid="cell-formula">
        <bdi translate="no" dir="ltr">
          {formulaWords(spec, text, locale)}
        </bdi>
        <div className="panel-formula">
          <bdi translate="no" dir="ltr">
            ={' '}
            {writeExpression(read.value, {
              number: (figure) => formatDecimal(figure, locale),
              name: (name) => <NamedFigure name={name} />,
            })}
            {value.kind === 'value' && ` = ${formatDecimal(value.reading.decimal, locale)}`}
          </bdi>
        </div>
        {value.kind === 'empty' && (
          <Text size="sm">{t('cellFormula.waits', { label: labelWords(value.label, t) })}</Text>
        )}
        {value.kind === 'fault' && (
          <Text size="sm" c="var(--ts-danger)">
            {told(value.refusal)}
          </Text>
        )}
      </div>
    </Fact>
  );
}

function NamedFigure({ name }: { name: string }) {
  const { t } = useTranslation('panel');
  const { catalogue, cells, setFocus } = useWorkbook();
  const found = named(catalogue, name);
  if (!found) return <span translate="no">{name}</span>;
  const { spec, line } = found;
  const label = labelWords(found.label, t);
  const text = cells.get(spec.cell);
  const texts = { catalogue, locale: numberLocale(), get: (each: string) => cells.get(each) };
  const shown = text === undefined ? t('formula.empty') : shownText(texts, spec, text);
  const whole = line === '' || line === label ? label : `${line}: ${label}`;
  return (
    <Anchor
      component="button"
      type="button"
      className={text === undefined ? 'panel-figure panel-figure-empty' : 'panel-figure'}
      onClick={() => setFocus(focusOf(spec.cell) ?? null)}
      title={whole}
      aria-label={t('formula.jump', { label: whole, figure: shown })}
      data-testid="cell-formula-figure"
    >
      {shown}
    </Anchor>
  );
}
