/** What of a template is not mapped: rows of the KPI set without a place, rows of the file that wait for a data point. */
import { Button, Group, Text } from '@mantine/core';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { rowsWithoutPlace } from '@tallystick/domain/outgoing/check-map';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import type { RowId } from '@tallystick/domain/cells/ids';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { count } from '../texts/locale.ts';
import { likelyRows, likelyTaken, nextPending, pendingRows, type UnknownRow } from './map-edits.ts';
import type { RowName } from './row-names.ts';

type Props = {
  map: TemplateMap;
  unknown: readonly UnknownRow[];
  catalogue: Catalogue;
  names: ReadonlyMap<RowId, RowName>;
  /** The row that was shown last. */
  last: UnknownRow | undefined;
  onMap: (map: TemplateMap) => void;
  /** Shows a row of the file and gives it the keyboard. */
  onShow: (row: UnknownRow) => void;
};

export function MapCounts({ map, unknown, catalogue, names, last, onMap, onShow }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const without = rowsWithoutPlace(map, catalogue);
  const pending = pendingRows(map, unknown);
  const likely = likelyRows(map, pending);
  const next = nextPending(pending, last);
  const all = catalogue.rows.size;
  // The button goes with what it takes: the keyboard goes to the first that it gave, and not to the head of the page.
  const takeLikely = (): void => {
    onMap(likelyTaken(map, likely));
    const [first] = likely;
    if (first) onShow(first);
  };
  return (
    <>
      <div role="status" data-testid="template-placed">
        <Text size="sm">
          {t('placed', { placed: count(all - without.length), all: count(all) })}
        </Text>
      </div>
      {without.length > 0 && (
        <details data-testid="template-without">
          <summary>{t('without', { rows: count(without.length) })}</summary>
          <ul className="panel-list">
            {without.map((point) => (
              <li key={point}>
                <bdi dir="ltr">{names.get(point)?.code}</bdi>{' '}
                <span dir="auto">{names.get(point)?.name}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {next && (
        <Notice tone="warn" testId="template-unknown">
          <p>{t('unknown', { rows: count(pending.length) })}</p>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onShow(next)}
              data-testid="template-next"
            >
              {t('nextUnknown')}
            </Button>
            {likely.length > 0 && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={takeLikely}
                data-testid="template-likely"
              >
                {t('takeLikely', { rows: count(likely.length) })}
              </Button>
            )}
          </Group>
        </Notice>
      )}
    </>
  );
}
