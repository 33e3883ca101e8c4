/** The findings that the audit side has released, for the city's side, which answers each. */
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import './audit.css';
import { ReleasedFinding } from './released-finding.tsx';

export function CityFindings({ close }: { close: () => void }) {
  const { t } = useTranslation('audit');
  const { state } = useWorkbook();
  const findings = [...state.findings.values()].toSorted((a, b) => b.number - a.number);
  return (
    <Stack gap={12}>
      <Text size="sm" c="var(--ts-muted)">
        {t('findings.cityAbout')}
      </Text>
      <ul className="audit-list" aria-live="polite">
        {findings.map((finding) => (
          <li key={finding.id} className="audit-one" data-testid="released-finding">
            <ReleasedFinding finding={finding} close={close} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}
