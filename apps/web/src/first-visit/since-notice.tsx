/** A quiet line above the sheet: how much others changed since this person looked last. */
import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Welcome } from './welcome.tsx';
import { useSession } from '../live/room/session.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { follow } from '../addresses/routes.ts';
import type { Place } from '../rows/next-empty.ts';
import { instant } from '../texts/locale.ts';
import '../history/history.css';
import { comparePath } from '../addresses/workbook-paths.ts';
import { useSince } from '../history/use-since.ts';

/** `begin`: on the first visit there is nothing to look back at, and somewhere to begin. */
export function SinceNotice({ begin }: { begin: (place: Place) => void }) {
  const { t } = useTranslation('history');
  const { id } = useWorkbook();
  const { since, isFirst, markSeen } = useSince();
  const { session } = useSession();
  // The people of a demonstration have been here before whoever takes their seat.
  if (isFirst && session?.demo === null) return <Welcome begin={begin} />;
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
