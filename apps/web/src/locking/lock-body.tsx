/**
 * What the dialog of a lock holds: what the version will hold, what is missing, whom it stops, one button with a verb.
 * It cannot be undone: a lock is in the journal for ever, an unlock is another entry.
 */
import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../look/use-act.ts';
import { usePeople, useWorkbook } from '../live/workbook/use-workbook.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { SinceVersion } from './since-version.tsx';
import { StillOpen } from './still-open.tsx';
import { LockRows } from '../rows/lock-rows.tsx';
import { Due } from '../kit/due.tsx';
import { MissingList } from './missing-list.tsx';
import { sayDone } from '../kit/say-done.tsx';
import { useSummary } from './use-summary.ts';

/** Longest wait for the `locked` event after its command was answered, in milliseconds; then the view is asked for. */
const EVENT_MS = 3_000;

function useLock(onClose: () => void) {
  const { t } = useTranslation('versions');
  const { state, command, refetch } = useWorkbook();
  const { busy, refusal, run, forget } = useAct();
  const [entry, setEntry] = useState<number>();
  const locked = state.submissions.find(({ number }) => number === entry);

  useEffect(() => {
    if (entry === undefined) return;
    if (locked) {
      // The id keeps it one message, however often the state moves while the dialog closes.
      sayDone({
        id: `locked-${locked.submission}`,
        title: t('lock.done', { version: locked.submission }),
        message: t('lock.doneHash', { hash: locked.snapshot.slice(0, 16) }),
        close: t('close'),
        icon: <IconLock size={18} aria-hidden />,
      });
      onClose();
      return;
    }
    const timer = setTimeout(refetch, EVENT_MS);
    return () => clearTimeout(timer);
  }, [entry, locked, onClose, refetch, t]);

  const lock = async () => {
    forget();
    const outcome = await run(() => command({ type: 'lock' }));
    if (outcome.ok) setEntry(outcome.value.number);
  };
  // Carried out, it is not over before the page has heard of it.
  return { busy: busy || entry !== undefined, refusal, lock };
}

/** `version` is the number that the lock makes; it must not move on when the awaited lock arrives. */
export function LockBody({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation(['versions', 'reopening']);
  const { cells, state, actor } = useWorkbook();
  const people = usePeople();
  const { counts, missing } = useSummary();
  const { busy, refusal, lock } = useLock(onClose);
  const drafts = cells.drafts().length;
  const unsaved = cells.unsaved;
  const stopped = [...state.members.values()].filter(
    ({ role }) => role === 'contributor' || role === 'coordinator',
  ).length;
  const here = people.filter(({ person }) => person !== actor.person);
  const names = [...new Set(here.map(({ name }) => name))];
  return (
    <Stack gap={14}>
      <Text size="sm">{t('lock.about')}</Text>
      <dl className="lock-counts">
        <div>
          <dt>{t('lock.reported')}</dt>
          <dd data-testid="lock-reported">
            {t('lock.of', { count: counts.reported, total: counts.total })}
          </dd>
        </div>
        <div>
          <dt>{t('lock.whole')}</dt>
          <dd>{t('lock.of', { count: counts.kpisReported, total: counts.kpisTotal })}</dd>
        </div>
        <div>
          <dt>{t('lock.partial')}</dt>
          <dd>{counts.kpisPartial}</dd>
        </div>
        <div>
          <dt>{t('lock.profile')}</dt>
          <dd>{t('lock.of', { count: counts.profile.reported, total: counts.profile.total })}</dd>
        </div>
      </dl>
      {state.due !== null && (
        <Text size="sm" data-testid="lock-due">
          <Due due={state.due} zone={state.zone} />
        </Text>
      )}
      <SinceVersion jump={onClose} />
      <StillOpen jump={onClose} />
      <LockRows />
      <MissingList missing={missing} isOpen={version === 1} onJump={onClose} />
      {(unsaved > 0 || drafts > 0) && (
        <Notice tone="warn" testId="lock-unsaved">
          {unsaved > 0 && <Text size="sm">{t('lock.unsaved', { count: unsaved })}</Text>}
          {drafts > 0 && <Text size="sm">{t('lock.drafts', { count: drafts })}</Text>}
        </Notice>
      )}
      <Text size="sm">
        {t('lock.stopped', { count: stopped })}{' '}
        {names.length > 0 && t('lock.here', { count: names.length, names: names.join(', ') })}
      </Text>
      {state.locked && state.reopened.length > 0 && (
        <Text size="sm">{t('reopening:lockAgain')}</Text>
      )}
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {busy && (
        <div role="status">
          <Progress.Root aria-hidden>
            <Progress.Section value={100} animated withAria={false} />
          </Progress.Root>
          <Text size="xs" mt={4}>
            {t('lock.waiting')}
          </Text>
        </div>
      )}
      <Group justify="flex-end" gap={8} className="dialog-foot">
        <Button variant="default" onClick={onClose} disabled={busy}>
          {t('cancel')}
        </Button>
        <Button
          loading={busy}
          leftSection={<IconLock size={16} aria-hidden />}
          onClick={() => void lock()}
          data-testid="lock-confirm"
        >
          {t('lock.confirm', { version })}
        </Button>
      </Group>
    </Stack>
  );
}
