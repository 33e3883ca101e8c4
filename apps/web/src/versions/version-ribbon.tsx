/**
 * The grey ribbon over a locked version: which one, when, by whom, its hash, what was checked, how to check without us.
 */
import { Anchor, Button, Code, Group, Text, Title } from '@mantine/core';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { SubmissionView } from '@tallystick/protocol/views';
import {
  IconArrowLeft,
  IconChartDonut,
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconFileExport,
} from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localWords, utcWords } from '../kit/instant.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { follow } from '../addresses/routes.ts';
import { wordLocale } from '../texts/locale.ts';
import { bundlePath, scoresPath, versionPath } from '../addresses/version-paths.ts';
import { VersionExportDialog } from '../take-along/export-dialog.tsx';
import { Verdicts } from './verdicts.tsx';
import { checkHash, type HashCheck, rowsThatDiffer } from './snapshot-check.ts';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';

type Props = {
  id: string;
  view: SubmissionView;
  snapshot: Snapshot;
  catalogue: Catalogue;
  versions: number[];
  /** Who signed it. */
  children: ReactNode;
};

export function Ribbon({ id, view, snapshot, catalogue, versions, children }: Props) {
  const { t } = useTranslation(['versions', 'export']);
  const [isExporting, exporting] = useDisclosure(false);
  const { submission } = view;
  const locale = wordLocale();
  const by = view.members.find(({ person }) => person === submission.by)?.name ?? t('somebody');
  return (
    <header className="version-ribbon">
      <VersionExportDialog
        workbook={id}
        submission={submission.submission}
        entities={snapshot.entities}
        opened={isExporting}
        onClose={exporting.close}
      />
      <Group justify="space-between" align="flex-start" gap={12}>
        <div className="version-head">
          <Anchor href={`/w/${id}`} onClick={follow} size="sm" className="version-back">
            <IconArrowLeft size={14} aria-hidden className="panel-mirrored" /> {t('page.back')}
          </Anchor>
          <Title order={1} className="version-title">
            <bdi translate="no">{snapshot.city}</bdi>{' '}
            <bdi translate="no" className="version-sub">
              {snapshot.title}
            </bdi>
          </Title>
          <Text size="sm" data-testid="version-ribbon">
            {t(view.part ? 'page.ribbonNameless' : 'page.ribbon', {
              version: submission.submission,
              of: Math.max(...versions, submission.submission),
              at: utcWords(submission.at, locale, 'minute'),
              name: by,
            })}{' '}
            <span className="version-local">
              ({t('page.local', { at: localWords(submission.at, locale) })})
            </span>
          </Text>
        </div>
        <Group gap={8}>
          <Neighbours id={id} n={submission.submission} versions={versions} />
          <Button
            component="a"
            href={scoresPath(id, submission.submission)}
            onClick={follow}
            size="xs"
            variant="default"
            leftSection={<IconChartDonut size={16} aria-hidden />}
            data-testid="version-scores"
          >
            {t('scores')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={exporting.open}
            data-testid="version-export"
          >
            {t('export:open')}
          </Button>
          {view.part === undefined && (
            <Button
              component="a"
              href={bundlePath(id, submission.submission)}
              download
              size="xs"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              data-testid="bundle-download"
            >
              {t('bundle')}
            </Button>
          )}
        </Group>
      </Group>
      {view.part ? (
        <Text size="sm" data-testid="version-part">
          {t(`page.part.${view.part}`)}
        </Text>
      ) : (
        <Checks view={view} snapshot={snapshot} catalogue={catalogue} />
      )}
      <Verdicts view={view} catalogue={catalogue} />
      {children}
      {submission.unlocked && (
        <Text size="sm">
          {t('page.unlocked', { at: utcWords(submission.unlocked.at, locale, 'minute') })}{' '}
          <q dir="auto">{submission.unlocked.reason}</q>
        </Text>
      )}
    </header>
  );
}

function Neighbours({ id, n, versions }: { id: string; n: number; versions: number[] }) {
  const { t } = useTranslation('versions');
  const before = versions.filter((each) => each < n).at(-1);
  const next = versions.find((each) => each > n);
  if (before === undefined && next === undefined) return null;
  return (
    <nav className="version-neighbours" aria-label={t('page.neighbours')}>
      {before !== undefined && (
        <Anchor href={versionPath(id, before)} onClick={follow} size="sm">
          <IconChevronLeft size={14} aria-hidden className="panel-mirrored" />
          {t('version', { version: before })}
        </Anchor>
      )}
      {next !== undefined && (
        <Anchor href={versionPath(id, next)} onClick={follow} size="sm">
          {t('version', { version: next })}
          <IconChevronRight size={14} aria-hidden className="panel-mirrored" />
        </Anchor>
      )}
    </nav>
  );
}

function Checks(props: { view: SubmissionView; snapshot: Snapshot; catalogue: Catalogue }) {
  const { t } = useTranslation('versions');
  const { view, snapshot, catalogue } = props;
  const [hash, setHash] = useState<HashCheck>();
  const differ = useMemo(() => rowsThatDiffer(catalogue, snapshot), [catalogue, snapshot]);
  useEffect(() => {
    let current = true;
    void checkHash(view.snapshot, view.submission.snapshot).then((outcome) => {
      if (current) setHash(outcome);
    });
    return () => {
      current = false;
    };
  }, [view]);
  return (
    <div className="version-checks">
      <Text size="sm" component="div">
        sha-256{' '}
        <Code className="version-hash" dir="ltr" data-testid="version-hash">
          {view.submission.snapshot}
        </Code>
      </Text>
      <div role="status" className="version-marks">
        {hash === undefined && <Text size="sm">{t('check.running')}</Text>}
        {hash === 'same' && (
          <StateMark tone="good" testId="hash-same">
            {t('check.same')}
          </StateMark>
        )}
        {hash === 'differs' && (
          <StateMark tone="bad" testId="hash-differs">
            {t('check.differs')}
          </StateMark>
        )}
        {hash === 'impossible' && <StateMark tone="quiet">{t('check.impossible')}</StateMark>}
        {differ.length === 0 ? (
          <StateMark tone="good" testId="results-same">
            {t('check.results', { count: catalogue.dataPoints.length })}
          </StateMark>
        ) : (
          <StateMark tone="bad" testId="results-differ">
            {t('check.resultsDiffer', { count: differ.length })}
          </StateMark>
        )}
      </div>
      <Text size="sm" c="var(--ts-muted)">
        {t('check.offline')} <Code dir="ltr">node verify.mjs bundle.zip --key signing.pub</Code>{' '}
        <Anchor href="/verify.mjs" download size="sm" underline="always" data-testid="get-verify">
          {t('check.program')}
        </Anchor>
        {' · '}
        <Anchor href="/check" onClick={follow} size="sm" underline="always" data-testid="get-check">
          {t('check.browser')}
        </Anchor>
        {' · '}
        <Anchor href="/signing.pub" download size="sm" underline="always" data-testid="get-key">
          {t('check.key')}
        </Anchor>
      </Text>
    </div>
  );
}
