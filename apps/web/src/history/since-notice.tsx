/** A quiet line above the sheet: how much others changed since this person looked last. Own file because it comes and goes by itself. */
import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/use-workbook.ts';
import { follow } from '../routes.ts';
import { instant } from '../texts/locale.ts';
import './history.css';
import { comparePath } from './paths.ts';
import { useSince } from './use-since.ts';

export function SinceNotice() {
  const { t } = useTranslation('history');
  const { id } = useWorkbook();
  const { since, markSeen } = useSince();
  if (!since) return null;
  return (
    <div className="since" role="status" data-testid="since">
      <span>{t('since.text', { count: since.count, when: instant(since.at) })}</span>
      <Anchor
        href={comparePath(id, String(since.number), 'now')}
        onClick={(event) => {
          markSeen();
          follow(event);
        }}
        size="sm"
        underline="always"
        data-testid="since-show"
      >
        {t('since.show')}
      </Anchor>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={markSeen}
        data-testid="since-dismiss"
      >
        {t('since.dismiss')}
      </Button>
    </div>
  );
}
