/** What stands behind the value of a row: files and links, and where more is put for those who fill it. */
import { Stack, Text, Title } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import { evidenceOfRow, mayAttach } from '@tallystick/domain/nouns/evidence/evidence';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import '../kit/panel.css';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { AddEvidence } from './add-evidence.tsx';
import './evidence.css';
import { EvidenceItem } from './evidence-item.tsx';
import { TakenAway, takenAway } from './taken-away.tsx';

export function EvidenceBlock({ row }: { row: string }) {
  const { t } = useTranslation('evidence');
  const { state, actor, catalogue, now } = useWorkbook();
  if (may(actor, 'read-evidence', { state }) !== undefined) return null;
  const at = { row: row as RowId, catalogue, now: now() };
  const mayChange = mayAttach(state, actor, at) === undefined;
  const standing = evidenceOfRow(state, row);
  const mine = { row, person: actor.person, now: now() };
  const gone = mayChange ? takenAway(state, mine) : [];
  return (
    <section className="panel-block" aria-label={t('title')} data-testid="evidence">
      <Title order={3} className="panel-heading">
        {t('title')}
      </Title>
      <Stack gap={8}>
        <ul className="panel-list evidence-list" aria-live="polite" key={row}>
          {standing.map((each) => (
            <EvidenceItem key={each.id} item={each} mayChange={mayChange} />
          ))}
          {gone.map((each) => (
            <TakenAway key={each.id} item={each} />
          ))}
        </ul>
        {standing.length === 0 && !mayChange && (
          <Text size="sm" c="var(--ts-muted)">
            {t('none')}
          </Text>
        )}
        {mayChange && <AddEvidence key={row} place={{ row: row as RowId }} />}
      </Stack>
    </section>
  );
}
