/** Says which parts of a link were not understood. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import './views.css';

export function LeftOut({ parts, dismiss }: { parts: readonly string[]; dismiss: () => void }) {
  const { t } = useTranslation('views');
  if (parts.length === 0) return null;
  return (
    <div className="ts-link-said" role="status" data-testid="left-out">
      <span>
        {t('address.leftOut', { count: parts.length })} <bdi>{parts.join('  ·  ')}</bdi>
      </span>
      <Button size="compact-xs" variant="subtle" color="gray" onClick={dismiss}>
        {t('address.dismiss')}
      </Button>
    </div>
  );
}
