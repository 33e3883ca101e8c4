/** A template's map, as it was proposed or saved, shown over its file and corrected: sheets, heads, columns, rows. */
import { hasEdition, loadCatalogue } from '@tallystick/catalogue/catalogue';
import type { RowId } from '@tallystick/domain/cells/ids';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { Select, TextInput } from '@mantine/core';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import type { TemplateLine, TemplateReadingView } from '@tallystick/protocol/views-templates';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormFrame } from '../kit/form-frame.tsx';
import { Notice } from '../kit/notice.tsx';
import { api } from '../server/api.ts';
import { count } from '../texts/locale.ts';
import { MapCounts } from './map-counts.tsx';
import { columnMapped, pendingRows, rowMapped, tableOfRow, type UnknownRow } from './map-edits.ts';
import { rowNames } from './row-names.ts';
import { SheetTable } from './sheet-table.tsx';
import { TemplatePreview } from './template-preview.tsx';

type Props = {
  reading: TemplateReadingView;
  /** Of which this becomes a new version; null for a new template. */
  of: TemplateLine | null;
  onDone: (saved: boolean) => void;
};

const rowsOf = ({ tables }: TemplateMap, sheet?: string): number =>
  tables.reduce(
    (sum, each) => sum + (sheet === undefined || each.sheet === sheet ? each.rows.length : 0),
    0,
  );

export function TemplateForm({ reading, of, onDone }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const [name, setName] = useState(of?.name ?? reading.file.name.replace(/\.xls[xm]$/i, ''));
  const [map, setMap] = useState<TemplateMap>(reading.map);
  const [unknown, setUnknown] = useState<readonly UnknownRow[]>(reading.unknown);
  const [first] = map.tables.toSorted((a, b) => b.rows.length - a.rows.length);
  const [shown, setShown] = useState(first?.sheet ?? reading.preview[0]?.name ?? null);
  const [chosen, setChosen] = useState(-1);
  const [sought, setSought] = useState<UnknownRow>();
  const frame = useRef<HTMLDivElement>(null);
  const catalogue = useMemo(
    () => loadCatalogue(hasEdition(map.edition) ? map.edition : undefined),
    [map.edition],
  );
  const names = useMemo(() => rowNames(catalogue), [catalogue]);
  const sheet = reading.preview.find((each) => each.name === shown);
  const isOfSheet = map.tables[chosen]?.sheet === shown;
  const at = isOfSheet ? chosen : map.tables.findIndex((table) => table.sheet === shown);
  useEffect(() => {
    if (sought === undefined) return;
    frame.current?.querySelector<HTMLElement>(`button[data-row="${sought.row}"]`)?.focus();
  }, [sought]);
  const giveRow = useCallback(
    (row: number, point: RowId | null) =>
      setMap((so) => {
        const place = tableOfRow(so, { sheet: shown ?? '', row });
        return place === -1 ? so : rowMapped(so, { at: place, row, point });
      }),
    [shown],
  );
  const change = (next: TemplateMap, told?: UnknownRow[]) => {
    setMap(next);
    if (told) setUnknown([...unknown.filter((each) => each.sheet !== shown), ...told]);
  };
  const show = (row: UnknownRow) => {
    setShown(row.sheet);
    setSought({ ...row });
  };
  const missing =
    (rowsOf(map) === 0 && t('rowsMissing')) || (name.trim() === '' && t('nameMissing'));
  const save = async () => {
    const { template = null, version = 0 } = of ?? {};
    const body = { template, version, name: name.trim(), file: reading.file.hash, map };
    const saved = await api.post<TemplateLine>('/api/templates', body);
    if (saved.ok) onDone(true);
    return saved;
  };
  return (
    <FormFrame
      missing={missing}
      act={save}
      onCancel={() => onDone(false)}
      verb={t('save')}
      testId="template-save"
    >
      <TextInput
        label={t('name')}
        required
        maxLength={TEXT_LIMITS.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="template-name"
      />
      {reading.leftOut.map((what) => (
        <Notice key={what} tone="warn">
          {t(what)}
        </Notice>
      ))}
      <MapCounts
        {...{ map, unknown, catalogue, names }}
        last={sought}
        onMap={setMap}
        onShow={show}
      />
      <Select
        label={t('sheet')}
        allowDeselect={false}
        value={shown}
        onChange={setShown}
        data={reading.preview.map((each) => ({
          value: each.name,
          label: t('sheetRows', { sheet: each.name, rows: count(rowsOf(map, each.name)) }),
        }))}
        data-testid="template-sheet"
      />
      {sheet && (
        <>
          <SheetTable
            key={sheet.name}
            file={reading.file.hash}
            {...{ sheet, map, at }}
            onAt={setChosen}
            onMap={change}
          />
          <div ref={frame}>
            <TemplatePreview
              {...{ sheet, map, at, names }}
              pending={pendingRows(map, unknown)}
              onColumn={(column, field) => setMap(columnMapped(map, { at, column, field }))}
              onRow={giveRow}
            />
          </div>
        </>
      )}
    </FormFrame>
  );
}
