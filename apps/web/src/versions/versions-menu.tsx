/** The locked versions of a workbook, newest first: what each holds, its hash, its page and its bundle. */
import { Anchor, Button, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@tallystick/domain/rights';
import type { Submission } from '@tallystick/domain/state';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import '../kit/dialogs.css';
import { comparePath, historyPath } from '../addresses/workbook-paths.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { Instant } from '../kit/instant.tsx';
import '../kit/panel.css';
import { StateMark } from '../kit/state-mark.tsx';
import { ImportEntry } from '../incoming/import-entry.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import { ExportDialog } from '../take-along/export-dialog.tsx';
import type { FormatId } from '../take-along/formats.ts';
import { follow } from '../addresses/routes.ts';
import { Consent } from './consent.tsx';
import { bundlePath, versionPath } from '../addresses/version-paths.ts';
import './versions.css';

/** Begins to export a version, or the workbook as it stands. */
type Take = (submission: number | null, first?: FormatId) => void;

export function VersionsMenu() {
  const { t } = useTranslation('versions');
  const { state, actor } = useWorkbook();
  const [opened, { toggle, close }] = useDisclosure(false);
  const seen = state.submissions.filter(
    (submission) => !may(actor, 'read-submissions', { state, submission }),
  );
  const newestFirst = seen.toSorted((a, b) => b.submission - a.submission);
  // Undefined while nothing is exported; null for the workbook as it stands.
  const [exported, setExported] = useState<number | null>();
  const [first, setFirst] = useState<FormatId>();
  const take: Take = (submission, format) => {
    close();
    setFirst(format);
    setExported(submission);
  };
  return (
    <>
      <Popover
        opened={opened}
        onChange={(open) => !open && close()}
        position="bottom-end"
        width={360}
        trapFocus
        returnFocus
        shadow="none"
      >
        <Popover.Target>
          <Button
            size="xs"
            variant="default"
            className="head-button"
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={toggle}
            data-testid="versions-open"
          >
            {newestFirst.length === 0
              ? t('menu.title')
              : t('menu.titleCount', { count: newestFirst.length })}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className="versions-menu" aria-label={t('menu.title')}>
          {newestFirst.length === 0 ? (
            <Text size="sm" data-testid="versions-empty">
              {t(actor.role === 'observer' ? 'menu.emptyObserver' : 'menu.empty')}
            </Text>
          ) : (
            <ul className="versions-list">
              {newestFirst.map((submission) => (
                <Version key={submission.submission} submission={submission} take={take} />
              ))}
            </ul>
          )}
          <More count={newestFirst.length} take={take} chosen={close} />
        </Popover.Dropdown>
      </Popover>
      <ExportDialog
        submission={exported ?? null}
        first={first}
        opened={exported !== undefined}
        onClose={() => setExported(undefined)}
      />
    </>
  );
}

/** The ways to the past that is no version, and what a stranger needs to check a bundle. */
/** `count`: how many versions there are. */
type MoreProps = { count: number; take: Take; chosen: () => void };

function More({ count, take, chosen }: MoreProps) {
  const { t } = useTranslation(['versions', 'history']);
  const { id, state, actor } = useWorkbook();
  const readsRoom = !may(actor, 'read-room', { state });
  return (
    <div className="versions-more">
      {readsRoom && (
        <>
          <Anchor href={historyPath(id)} onClick={follow} size="sm" data-testid="open-history">
            {t('history:menu.history')}
          </Anchor>
          {count > 0 ? (
            <Anchor
              href={comparePath(id, '', '')}
              onClick={follow}
              size="sm"
              data-testid="open-compare"
            >
              {t('history:menu.compare')}
            </Anchor>
          ) : (
            <Text size="xs" c="var(--ts-muted)">
              {t('history:menu.compareNone')}
            </Text>
          )}
        </>
      )}
      {readsRoom && <ImportEntry chosen={chosen} />}
      {readsRoom && <TakeAlong take={take} />}
      <Text size="xs" c="var(--ts-muted)">
        {t('menu.offline')}
      </Text>
      <Anchor href="/check" onClick={follow} size="xs" data-testid="menu-check">
        {t('check.browser')}
      </Anchor>
      <Anchor href="/verify.mjs" download size="xs" data-testid="menu-verify">
        {t('check.program')}
      </Anchor>
      <Anchor href="/signing.pub" download size="xs" data-testid="menu-key">
        {t('check.key')}
      </Anchor>
    </div>
  );
}

/** What people look for here by name; the dialog has all others too. */
const TAKEN = [
  ['xlsx', 'export:toExcel'],
  ['csv', 'exports.csv'],
  ['record', 'exports.record'],
] as const;

/** The workbook and its record as files: what a city typed is the city's. */
function TakeAlong({ take }: { take: Take }) {
  const { t } = useTranslation(['programs', 'export']);
  return (
    <>
      <Text size="xs" fw={600} mt={4}>
        {t('exports.title')}
      </Text>
      {TAKEN.map(([format, words]) => (
        <Anchor
          key={format}
          component="button"
          type="button"
          ta="start"
          size="sm"
          onClick={() => take(null, format)}
          data-testid={`export-${format}`}
        >
          {t(words)}…
        </Anchor>
      ))}
      <PrintButton />
      <Text size="xs" c="var(--ts-muted)">
        {t('exports.about')}
      </Text>
    </>
  );
}

function Version({ submission, take }: { submission: Submission; take: Take }) {
  const { t } = useTranslation(['versions', 'history', 'export']);
  const { id, state, actor, nameOf, catalogue } = useWorkbook();
  const n = submission.submission;
  const readsRoom = !may(actor, 'read-room', { state });
  const mayDownload = !may(actor, 'download-bundle', { state, submission });
  return (
    <li className="versions-line" data-testid="version-line">
      <div className="panel-grow">
        <Anchor href={versionPath(id, n)} onClick={follow} fw={600} data-testid={`version-${n}`}>
          {t('version', { version: n })}
        </Anchor>
        <Text size="xs" c="var(--ts-muted)">
          {t('menu.locked')} <Instant at={submission.at} />
          {readsRoom && (
            <>
              {' · '}
              <bdi translate="no">{nameOf(submission.by)}</bdi>
            </>
          )}
        </Text>
        <Text size="xs" c="var(--ts-muted)">
          {t('menu.reported', {
            reported: submission.reported,
            total: submission.reported + submission.missing || catalogue.dataPoints.length,
          })}{' '}
          ·{' '}
          <bdi translate="no" className="version-code">
            {submission.snapshot.slice(0, 12)}…
          </bdi>
        </Text>
        {readsRoom && (
          <Anchor
            href={comparePath(id, `v${n}`, 'now')}
            onClick={follow}
            size="xs"
            aria-label={t('history:menu.compareLabel', { version: n })}
            data-testid={`compare-${n}`}
          >
            {t('history:menu.compareWith')}
          </Anchor>
        )}
        <Anchor
          component="button"
          type="button"
          display="block"
          size="xs"
          onClick={() => take(n)}
          data-testid={`version-export-${n}`}
        >
          {t('export:openVersion', { version: n })}
        </Anchor>
        <div className="versions-marks">
          {state.locked && n === state.submissions.at(-1)?.submission && (
            <StateMark tone="locked">{t('menu.current')}</StateMark>
          )}
          {state.attestations.has(n) && (
            <StateMark tone="good">
              {t(state.attestations.get(n)?.countersigned ? 'menu.countersigned' : 'menu.signed')}
            </StateMark>
          )}
          {submission.released && <StateMark tone="good">{t('menu.released')}</StateMark>}
        </div>
        {!may(actor, 'consent', { state }) && <Consent of={submission} />}
        {submission.unlocked && (
          <Text size="xs">
            {t('menu.unlocked')} <Instant at={submission.unlocked.at} />:{' '}
            <q dir="auto">{submission.unlocked.reason}</q>
          </Text>
        )}
      </div>
      {mayDownload && (
        <Button
          component="a"
          href={bundlePath(id, n)}
          download
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={16} aria-hidden />}
          className="versions-bundle"
          aria-label={t('menu.bundle', { version: n })}
          title={t('menu.bundle', { version: n })}
          data-testid={`version-bundle-${n}`}
        >
          {t('menu.bundleWord')}
        </Button>
      )}
    </li>
  );
}
