/** Releasing the verification: how many verdicts go out, and to whom. The auditor's one step across the wall. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@tallystick/domain/rights';
import { ROLES } from '@tallystick/domain/roles';
import { isStale } from '@tallystick/domain/nouns/verdict-content';
import type { RowId } from '@tallystick/domain/cells/ids';
import type { Verification } from '@tallystick/domain/state';
import { IconEye } from '@tabler/icons-react';
import { useCallback, useSyncExternalStore } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useWorkbook, type WorkbookHandle } from '../live/workbook/use-workbook.ts';
import { Notice } from '../kit/notice.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { Dialog } from '../kit/dialog.tsx';
import '../kit/dialogs.css';
import { sayDone } from '../kit/say-done.tsx';

/** The city's side and the readers: those to whom verdicts are closed before a release. */
const READERS = ROLES.filter((role) => role !== 'auditor' && role !== 'itu');

/** For those who may release, once there is a version; nothing for all others. */
export function ReleaseButton() {
  const { state, actor } = useWorkbook();
  const version = state.submissions.at(-1)?.submission;
  if (version === undefined || may(actor, 'release', { state })) return null;
  return <Release version={version} />;
}

function Release({ version }: { version: number }) {
  const { t } = useTranslation('versions');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className="head-button"
        leftSection={<IconEye size={16} aria-hidden />}
        onClick={open}
        data-testid="release-open"
      >
        {t('release.open')}
      </Button>
      <Dialog opened={opened} onClose={close} title={t('release.title', { version })}>
        <ReleaseBody version={version} onClose={close} />
      </Dialog>
    </>
  );
}

/** Rows whose verdict no longer holds, as one text that can be compared. */
const stalePrint = (given: readonly Verification[], results: WorkbookHandle['results']): string =>
  given
    .filter((each) => isStale(each, results.contents.get(each.row)))
    .map(({ row }) => row)
    .join(' ');

function useVerdicts() {
  const { state, cells, results, catalogue } = useWorkbook();
  const given = [...state.verifications.values()];
  const upTo = state.submissions.at(-1)?.releasedUpTo ?? 0;
  const subscribe = useCallback((tell: () => void) => cells.subscribe(tell), [cells]);
  const stale = useSyncExternalStore(subscribe, () => stalePrint(given, results));
  const isHolding = ({ row }: Verification) => !stale.split(' ').includes(row);
  const open = useSyncExternalStore(
    subscribe,
    () =>
      catalogue.dataPoints.filter(
        ({ row }) =>
          results.get(row).status === 'reported' && !state.verifications.has(row as RowId),
      ).length,
  );
  return {
    yes: given.filter((each) => each.verdict === 'yes' && isHolding(each)).length,
    no: given.filter((each) => each.verdict === 'no' && isHolding(each)).length,
    stale: given.filter((each) => !isHolding(each)).length,
    // One taken back is news as well, where it was shown.
    fresh:
      given.filter(({ number }) => number > upTo).length +
      [...state.shown.keys()].filter((row) => !state.verifications.has(row)).length,
    open,
    total: given.length,
  };
}

function Readers() {
  const { t } = useTranslation('versions');
  const { state } = useWorkbook();
  const members = [...state.members.values()];
  const consented = state.submissions.at(-1)?.consent !== undefined;
  const observers = members.filter(({ role }) => role === 'observer').length;
  const readers = READERS.filter((role) => consented || role !== 'observer')
    .map((role) => ({
      role,
      count: members.filter((member) => member.role === role).length,
    }))
    .filter(({ count }) => count > 0);
  const later = observers > 0 && !consented && (
    <Text size="sm" data-testid="release-observers">
      {t('release.observersLater', { count: observers })}
    </Text>
  );
  if (readers.length === 0) {
    return (
      <>
        <Text size="sm">{t('release.toNobody')}</Text>
        {later}
      </>
    );
  }
  const parts = readers.map(({ role, count }) => t(`release.who.${role}`, { count }));
  return (
    <>
      <Text size="sm" data-testid="release-readers">
        {t('release.to', { who: parts.join(', ') })}
      </Text>
      {later}
    </>
  );
}

function ReleaseBody({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation('versions');
  const { command } = useWorkbook();
  const verdicts = useVerdicts();
  const { busy, refusal, run } = useAct();
  const release = async () => {
    const outcome = await run(() => command({ type: 'release-verification' }));
    if (!outcome.ok) return;
    sayDone({
      id: `released-${version}`,
      title: t('release.done', { version }),
      message: t('release.doneAbout'),
      close: t('close'),
    });
    onClose();
  };
  return (
    <Stack gap={14}>
      <dl className="lock-counts">
        <div>
          <dt>{t('release.yes')}</dt>
          <dd>{verdicts.yes}</dd>
        </div>
        <div>
          <dt>{t('release.no')}</dt>
          <dd>{verdicts.no}</dd>
        </div>
        {verdicts.stale > 0 && (
          <div>
            <dt>{t('release.changed')}</dt>
            <dd>{verdicts.stale}</dd>
          </div>
        )}
        <div>
          <dt>{t('release.unjudged')}</dt>
          <dd>{verdicts.open}</dd>
        </div>
      </dl>
      {verdicts.stale > 0 && (
        <Notice tone="warn">
          <Text size="sm">{t('release.stale', { count: verdicts.stale })}</Text>
        </Notice>
      )}
      {verdicts.total + verdicts.fresh === 0 && <Text size="sm">{t('release.nothing')}</Text>}
      {verdicts.total > 0 && verdicts.fresh === 0 && (
        <Text size="sm">{t('release.nothingNew')}</Text>
      )}
      {(verdicts.total === 0 || verdicts.fresh > 0) && <Readers />}
      <Text size="sm">{t('release.about')}</Text>
      {refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t(verdicts.fresh > 0 ? 'cancel' : 'close')}
        </Button>
        {verdicts.fresh > 0 && (
          <Button loading={busy} onClick={() => void release()} data-testid="release-confirm">
            {t('release.confirm')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
