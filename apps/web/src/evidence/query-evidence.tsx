/** Files and links in the thread of a query, and where more is put for whoever asks or answers there. */
import { Stack } from '@mantine/core';
import type { QueryId, RowId } from '@tallystick/domain/cells/ids';
import { evidenceOfQuery, mayAttach } from '@tallystick/domain/nouns/evidence/evidence';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { AddEvidence } from './add-evidence.tsx';
import './evidence.css';
import { EvidenceItem } from './evidence-item.tsx';

/** `isWriting`: the reader is saying something in the thread. */
type Props = { query: QueryId; row: RowId; isWriting: boolean };

export function QueryEvidence({ query, row, isWriting }: Props) {
  const { t } = useTranslation('evidence');
  const { state, actor, catalogue, now } = useWorkbook();
  const standing = evidenceOfQuery(state, query);
  const mayChange = mayAttach(state, actor, { row, query, catalogue, now: now() }) === undefined;
  return (
    <Stack gap={8}>
      {standing.length > 0 && (
        <ul className="panel-list evidence-list" aria-label={t('inThread')}>
          {standing.map((each) => (
            <EvidenceItem
              key={each.id}
              item={each}
              mayChange={mayChange && each.by === actor.person}
            />
          ))}
        </ul>
      )}
      {isWriting && mayChange && <AddEvidence place={{ row, query }} />}
    </Stack>
  );
}
