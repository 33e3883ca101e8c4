/** The lock in the head: "Lock…" and "Unlock…" for the project head; that it is locked stands below the name. */
import { Button, Group } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import '../kit/panel.css';
import { ReopenDialog } from '../reopening/reopen-dialog.tsx';
import { reopenWay } from '../reopening/reopen-way.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import '../kit/dialogs.css';
import { LockDialog } from './lock-dialog.tsx';
import { UnlockDialog } from './unlock-dialog.tsx';

/** `working`: the sheet whose selection a reopening names first. */
export function LockButton({ working }: { working: Sheet | undefined }) {
  const { t } = useTranslation(['versions', 'reopening']);
  const { state, actor } = useWorkbook();
  const [opened, setOpened] = useState<'lock' | 'unlock' | 'reopen'>();
  const [next, setNext] = useState(1);
  const version = state.submissions.at(-1)?.submission ?? 0;
  const close = useCallback(() => setOpened(undefined), []);
  const mayLock = may(actor, 'lock', { state }) === undefined;
  const mayUnlock = may(actor, 'unlock', { state }) === undefined;
  const way = reopenWay(state, actor);
  // What was reopened since the last lock becomes the next version without an unlock.
  const isNext = !state.locked || state.reopened.length > 0;
  return (
    <Group gap={8} wrap="nowrap">
      {state.locked && way && (
        <Button
          size="xs"
          className="head-button"
          variant="default"
          onClick={() => {
            setNext(version);
            setOpened('reopen');
          }}
          data-testid="reopen-open"
        >
          {t(way === 'reopen' ? 'reopening:open' : 'reopening:proposal.open')}
        </Button>
      )}
      {state.locked && mayUnlock && (
        <Button
          size="xs"
          className="head-button"
          variant="default"
          leftSection={<IconLockOpen size={16} aria-hidden />}
          onClick={() => setOpened('unlock')}
          data-testid="unlock-open"
        >
          {t(way === 'reopen' ? 'unlock.open' : 'unlock.propose')}
        </Button>
      )}
      {isNext && mayLock && (
        <Button
          size="xs"
          className="head-button"
          leftSection={<IconLock size={16} aria-hidden />}
          onClick={() => {
            setNext(version + 1);
            setOpened('lock');
          }}
          data-testid="lock-open"
        >
          {state.locked ? t('reopening:lockOpen', { version: version + 1 }) : t('lock.open')}
        </Button>
      )}
      {/* Kept open while its own command changes the lock, so that it can say how it went. */}
      <LockDialog opened={opened === 'lock'} onClose={close} version={next} />
      <ReopenDialog opened={opened === 'reopen'} onClose={close} version={next} working={working} />
      <UnlockDialog opened={opened === 'unlock'} onClose={close} version={version} />
    </Group>
  );
}
