/**
 * The formula of a data point twice: with its figures, each a way to the cell it comes from, and in words.
 * Own file because it alone turns the catalogue's expressions into something a person can follow and press.
 */
import type { DataPoint, InputUse } from '@tallystick/catalogue/catalogue';
import { cellSpec } from '@tallystick/domain/cell-spec';
import { formatCell, formatDecimal } from '@tallystick/domain/cell-text';
import type { Result } from '@tallystick/domain/compute';
import { type Expression, parseFormula } from '@tallystick/domain/formula';
import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import { numberLocale } from '../texts/locale.ts';
import { useCellTexts } from './cell-texts.ts';
import { focusOf } from './subject.ts';

const SIGN = { '+': '+', '-': '\u2212', '*': '×', '/': '÷' } as const;
const RANK = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;

type Write = { name: (key: string) => ReactNode; number: (text: string) => ReactNode };
/** What stands close to a figure: a line never ends between it and its bracket. */
type Close = { before: string; after: string };
const NOTHING: Close = { before: '', after: '' };

function leaf(shown: ReactNode, { before, after }: Close): ReactNode {
  if (before === '' && after === '') return shown;
  return (
    <span className="panel-leaf">
      {before}
      {shown}
      {after}
    </span>
  );
}

function write(expression: Expression, how: Write, close = NOTHING): ReactNode {
  switch (expression.kind) {
    case 'number':
      return leaf(how.number(expression.text), close);
    case 'name':
      return leaf(how.name(expression.name), close);
    case 'minus':
      return bracketed({
        of: expression.of,
        atLeast: 3,
        how,
        close: { ...close, before: close.before + SIGN['-'] },
      });
    case 'binary': {
      const rank = RANK[expression.op];
      const { left, right } = expression;
      return (
        <>
          {bracketed({ of: left, atLeast: rank, how, close: { ...close, after: '' } })}
          <span className="panel-sign"> {SIGN[expression.op]} </span>
          {bracketed({ of: right, atLeast: rank + 1, how, close: { ...close, before: '' } })}
        </>
      );
    }
  }
}

type Bracketed = { of: Expression; atLeast: number; how: Write; close: Close };

function bracketed({ of, atLeast, how, close }: Bracketed): ReactNode {
  if (of.kind !== 'binary' || RANK[of.op] >= atLeast) return write(of, how, close);
  return write(of, how, { before: `${close.before}(`, after: `)${close.after}` });
}

/** A figure of the formula: a link to the cell where it is typed, or the name of what is missing. */
export function FigureLink({ use, text }: { use: InputUse; text: string | undefined }) {
  const { t } = useTranslation('panel');
  const { catalogue, setFocus } = useWorkbook();
  const spec = cellSpec(catalogue, use.cell);
  const shown =
    text === undefined || !spec ? t('formula.empty') : formatCell(text, spec, numberLocale());
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
  const figures = write(expression, {
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
      <bdi dir="ltr">= {figures}</bdi>
    </Text>
  );
}

/** `100 × Households with Internet access ÷ Households in the city`. */
export function FormulaWords({ point }: { point: DataPoint }) {
  const labels = new Map(point.inputs.map((use) => [use.input.key, use.input.label]));
  const expression = parseFormula(point.formula);
  return (
    <bdi dir="ltr">
      {write(expression, {
        number: (text) => formatDecimal(text, numberLocale()),
        name: (key) => <span className="panel-term">{labels.get(key) ?? key}</span>,
      })}
    </bdi>
  );
}
