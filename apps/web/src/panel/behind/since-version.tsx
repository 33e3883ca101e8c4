/** What stands behind a data point otherwise than in the version before, from what to what, with the result of both. */
import type { DataPoint } from '@tallystick/catalogue/kpi-set';
import type { CellId } from '@tallystick/domain/cells/ids';
import { cellId } from '@tallystick/domain/cells/ids';
import { changesSince, contentOf, RESULT_PART } from '@tallystick/domain/nouns/verdict-content';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../kit/fact.tsx';
import { FromTo } from '../../lines/change-line.tsx';
import { readChange, withTexts } from '../../lines/verdict-words.ts';
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
  const { parts } = contentOf({ catalogue, read: (cell: CellId) => texts[cell] }, point.row);
  const was = { row: content.row, result: parts[cellId(point.row, RESULT_PART)] ?? '' };
  const changed = withTexts(changesSince({ ...was, content: parts }, content), texts, (cell) =>
    cells.get(cell),
  );
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

function Quiet({ words }: { words: string }) {
  return (
    <Text size="sm" c="var(--ts-muted)" data-testid="since-version-none">
      {words}
    </Text>
  );
}
