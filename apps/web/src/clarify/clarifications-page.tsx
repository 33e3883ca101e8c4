/** All clarifications of a workbook and the rulings for every city, to be searched by words, KPI and state. */
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { cellId } from '@tallystick/domain/cells/ids';
import { kpiOf, rowsOfKpi } from '@tallystick/domain/nouns/clarify/clarification';
import { isSought, type Sought, textsOf } from '@tallystick/domain/nouns/clarify/sought';
import { may } from '@tallystick/domain/rights';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { cellPath, workbookPath } from '../addresses/workbook-paths.ts';
import '../kit/panel.css';
import { rowName } from '../lines/told.ts';
import { useWorkbook, WorkbookProvider } from '../live/workbook/use-workbook.ts';
import { useTitle } from '../look/use-title.ts';
import './clarify.css';
import { RulingReaders } from './ruling-readers.tsx';
import { Ruling } from './ruling.tsx';
import { SoughtFields } from './sought-fields.tsx';
import { WorkbookClarification } from './workbook-clarification.tsx';

export function ClarificationsPage({ id }: { id: string }) {
  return (
    <WorkbookProvider id={id}>
      <Loaded />
    </WorkbookProvider>
  );
}

type Line = { key: string; at: number; kpi: string; shown: ReactNode };

/** What fits, the newest first. A ruling that was made elsewhere counts as answered. */
function useLines(sought: Sought): Line[] {
  const { state, view, catalogue } = useWorkbook();
  const called = (kpi: string) => namesOf(catalogue, kpi);
  const here = [...state.clarifications.values()].flatMap((clarification): Line[] => {
    const { id, kpi, status, at } = clarification;
    const searched = { kpi, status, texts: [...textsOf(clarification), ...called(kpi)] };
    const shown = <WorkbookClarification clarification={clarification} />;
    return isSought(searched, sought) ? [{ key: id, at, kpi, shown }] : [];
  });
  const elsewhere = view.rulings.flatMap(({ id, kpi, text, at, former = [] }): Line[] => {
    const texts = [text, ...former.map((each) => each.text), ...called(kpi)];
    if (!isSought({ kpi, status: 'answered', texts }, sought)) return [];
    const shown = (
      <Ruling text={text} at={at} scope="all" former={former}>
        <RulingReaders kpi={kpi} ruling={id} at={at} />
      </Ruling>
    );
    return [{ key: id, at, kpi, shown }];
  });
  return [...here, ...elsewhere].toSorted((a, b) => b.at - a.at);
}

/** What a KPI is called, for whoever looks for it. */
function namesOf(catalogue: Catalogue, kpi: string): string[] {
  const [first] = rowsOfKpi(catalogue, kpi);
  const row = first === undefined ? undefined : catalogue.rows.get(first);
  if (row === undefined) return [];
  return row.kind === 'profile' ? [row.label] : [row.kpi.id, row.kpi.name];
}

function Loaded() {
  const { t } = useTranslation('clarify');
  const { id, state, actor, catalogue } = useWorkbook();
  const [sought, setSought] = useState<Sought>({ words: '', kpi: '', status: 'all' });
  const lines = useLines(sought);
  useTitle(t('list.ofWorkbook'), state.city, state.title);
  return (
    <main className="clarify-page">
      <Anchor href={workbookPath(id)} onClick={follow} size="sm" className="version-back">
        <IconArrowLeft size={14} aria-hidden className="panel-mirrored" /> {t('list.toWorkbook')}
      </Anchor>
      <Title order={1} size="h2">
        <bdi translate="no">{state.city}</bdi>{' '}
        <span className="ts-muted">{t('list.ofWorkbook')}</span>
      </Title>
      {may(actor, 'read-clarifications', { state }) === undefined && (
        <>
          <Text size="sm" c="var(--ts-muted)" mb="md">
            {t('list.ofWorkbookAbout')}
          </Text>
          <SoughtFields sought={sought} onChange={setSought} catalogue={catalogue} />
          {lines.length === 0 && <Text data-testid="no-clarifications">{t('list.nothing')}</Text>}
          <ul className="clarify-list" aria-live="polite">
            {lines.map(({ key, kpi, shown }) => (
              <li key={key}>
                <Stack gap={6}>
                  <Title order={2} size="h5">
                    <KpiLink kpi={kpi} />
                  </Title>
                  {shown}
                </Stack>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}

/** The KPI in the sheet, so that its figures are in sight. */
function KpiLink({ kpi }: { kpi: string }) {
  const { id, catalogue } = useWorkbook();
  const [first] = rowsOfKpi(catalogue, kpi);
  const row = first === undefined ? undefined : catalogue.rows.get(first);
  if (row === undefined) return <bdi translate="no">{kpi}</bdi>;
  return (
    <Anchor href={cellPath(id, cellId(row.row, mainColumn(row)))} onClick={follow} inherit>
      {row.kind === 'data-point' && kpiOf(row) === kpi
        ? `${row.kpi.number} ${row.kpi.name}`
        : rowName(catalogue, row.row)}
    </Anchor>
  );
}
