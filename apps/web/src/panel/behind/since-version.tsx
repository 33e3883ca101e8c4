/** What stands behind a data point otherwise than in the version before, from what to what, with the result of both. */
import type { Catalogue, DataPoint } from '@tallystick/catalogue/kpi-set';
import { cellSpec } from '@tallystick/domain/cells/cell-spec';
import { cellId } from '@tallystick/domain/cells/ids';
import { computeRow } from '@tallystick/domain/formula/compute';
import {
  type Content,
  type ContentChange,
  RESULT_PART,
} from '@tallystick/domain/nouns/verdict-content';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../kit/fact.tsx';
import { FromTo } from '../../lines/change-line.tsx';
import { readChange } from '../../lines/verdict-words.ts';
import { useTextsAt } from '../../live/workbook/texts-at.ts';
import { useContent, useWorkbook } from '../../live/workbook/use-workbook.ts';
import { numberLocale } from '../../texts/locale.ts';
import { versionBefore } from '../../views/row-sets.ts';

/** Nothing at all before there is a version to hold it against. */
export function SinceVersion({ point }: { point: DataPoint }) {
  const { t } = useTranslation('panel');
  const { t: inGrid } = useTranslation('grid');
  const { state, catalogue, cells } = useWorkbook();
  const content = useContent(point.row);
  const version = versionBefore(state);
  const locked = state.submissions.find(({ submission }) => submission === version);
  const { texts, isAway } = useTextsAt(locked?.number);
  if (!locked) return <Quiet words={t('sinceVersion.first')} />;
  if (isAway) return <Quiet words={t('sinceVersion.unknown', { version })} />;
  if (!texts) return null;
  const changed = changesBetween({
    catalogue,
    content,
    before: texts,
    now: (cell) => cells.get(cell),
  });
  if (changed.length === 0) return <Quiet words={t('sinceVersion.same', { version })} />;
  const on = { catalogue, locale: numberLocale(), row: point.row };
  return (
    <div data-testid="since-version">
      <Text size="xs" c="var(--ts-muted)">
        {t('sinceVersion.changed', { version })}
      </Text>
      <Facts>
        {changed.map((change) => {
          const { name, before = null, after = null } = readChange(on, change, inGrid);
          return (
            <Fact key={change.part} label={name}>
              <FromTo before={before} after={after} />
            </Fact>
          );
        })}
      </Facts>
    </div>
  );
}

type Between = {
  catalogue: Catalogue;
  content: Content;
  before: Readonly<Record<string, string>>;
  now: (cell: string) => string | undefined;
};

/** The result, where it is another, then the cells behind it. */
function changesBetween({ catalogue, content, before, now }: Between): ContentChange[] {
  const { row } = content;
  const was = computeRow(catalogue, row, (cell) => before[cell]).text;
  const is = computeRow(catalogue, row, now).text;
  const result = { part: cellId(row, RESULT_PART), before: was, after: is };
  const ofCells = [...content.cells]
    .filter((cell) => cellSpec(catalogue, cell) !== undefined)
    .map((part) => ({ part, before: before[part] ?? null, after: now(part) ?? null }));
  return [result, ...ofCells].filter((change) => change.before !== change.after);
}

function Quiet({ words }: { words: string }) {
  return (
    <Text size="sm" c="var(--ts-muted)" data-testid="since-version-none">
      {words}
    </Text>
  );
}
