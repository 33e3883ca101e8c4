/** Whether a sheet of a template counts, and in which row its heads stand: read anew by the server when either changes. */
import { Button, Checkbox, Group, NumberInput, Select } from '@mantine/core';
import type { TemplateMap } from '@tallystick/domain/outgoing/template-map';
import { SHEET_ROWS_MAX } from '@tallystick/protocol/limits';
import type { TemplateReadingView, TemplateTableView } from '@tallystick/protocol/views-templates';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useAct } from '../look/use-act.ts';
import { api } from '../server/api.ts';
import { likelyHead, sheetLeftOut, tableRead, type UnknownRow } from './map-edits.ts';

type Props = {
  file: string;
  sheet: TemplateReadingView['preview'][number];
  map: TemplateMap;
  /** The table of the sheet that is shown, by its place in the map; -1 for none. */
  at: number;
  onAt: (at: number) => void;
  /** `unknown` is what the server said anew of this sheet. */
  onMap: (map: TemplateMap, unknown?: UnknownRow[]) => void;
};

export function SheetTable({ file, sheet, map, at, onAt, onMap }: Props) {
  const { t } = useTranslation('export', { keyPrefix: 'templates' });
  const table = map.tables[at];
  const [typed, setTyped] = useState<number | string>(table?.head ?? likelyHead(sheet));
  // What was left out by mistake comes back as it was.
  const leftOut = useRef<TemplateMap['tables']>([]);
  const act = useAct();
  const head = Number(typed);
  const isRow = Number.isInteger(head) && head >= 1 && head <= SHEET_ROWS_MAX;
  const [isAsked, setAsked] = useState(false);
  const read = async () => {
    setAsked(true);
    if (!isRow) return;
    const body = { edition: map.edition, sheet: sheet.name, head };
    const path = `/api/templates/files/${file}/table`;
    const answer = await act.run(() => api.post<TemplateTableView>(path, body));
    if (!answer.ok) return;
    const next = tableRead(map, answer.value.table, table === undefined ? undefined : at);
    onMap(next, answer.value.unknown);
    if (table === undefined) onAt(next.tables.length - 1);
  };
  const count = (counts: boolean) => {
    if (!counts) {
      leftOut.current = map.tables.filter((each) => each.sheet === sheet.name);
      return onMap(sheetLeftOut(map, sheet.name));
    }
    if (leftOut.current.length === 0) return void read();
    const back = leftOut.current.reduce((so, each) => tableRead(so, each, undefined), map);
    setTyped(leftOut.current[0]?.head ?? typed);
    onMap(back);
    return onAt(map.tables.length);
  };
  const here = map.tables.flatMap((each, index) => (each.sheet === sheet.name ? [index] : []));
  return (
    <>
      <Checkbox
        label={t('sheetCounts')}
        checked={table !== undefined}
        disabled={act.busy}
        onChange={(event) => count(event.currentTarget.checked)}
        data-testid="template-counts"
      />
      {here.length > 1 && (
        <Select
          label={t('table')}
          allowDeselect={false}
          value={String(at)}
          onChange={(chosen) => {
            onAt(Number(chosen));
            setTyped(map.tables[Number(chosen)]?.head ?? typed);
          }}
          data={here.map((index) => ({
            value: String(index),
            label: t('tableOf', { head: map.tables[index]?.head }),
          }))}
          data-testid="template-table"
        />
      )}
      <Group gap="xs" align="flex-end">
        <NumberInput
          label={t('head')}
          min={1}
          max={SHEET_ROWS_MAX}
          allowDecimal={false}
          allowNegative={false}
          w={150}
          value={typed}
          onChange={setTyped}
          error={isAsked && !isRow && t('headMissing')}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void read();
          }}
          data-testid="template-head"
        />
        <Button
          variant="default"
          loading={act.busy}
          onClick={() => void read()}
          data-testid="template-read-head"
        >
          {t('readHead')}
        </Button>
      </Group>
      {act.refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={act.refusal} />
        </Notice>
      )}
    </>
  );
}
