/** A ruling of ITU with whom it is for and its date. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Instant } from '../kit/instant.tsx';
import './clarify.css';

export function Ruling({ text, at, scope }: { text: string; at: number; scope: 'city' | 'all' }) {
  const { t } = useTranslation('clarify');
  return (
    <div className="clarify-ruling" data-testid="ruling">
      <Text size="xs" fw={600} component="div">
        {t('ruling')}, {t(scope === 'all' ? 'forAll' : 'forCity')}
        <span className="ts-muted">
          {' · '}
          <Instant at={at} />
        </span>
      </Text>
      <Text size="sm" className="panel-said" dir="auto">
        {text}
      </Text>
    </div>
  );
}
