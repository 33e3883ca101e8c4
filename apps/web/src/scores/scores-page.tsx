/** The scores of a locked version: the wheel, and below it every data point in a table. */
import { Anchor, Center, Loader, SegmentedControl, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { hasEdition, loadCatalogue, pointName } from '@tallystick/catalogue/catalogue';
import type { Catalogue } from '@tallystick/catalogue/kpi-set';
import type { Snapshot } from '@tallystick/domain/snapshot';
import type { Band, Language } from '@tallystick/picture/model';
import { bandWords, percentWords, wordsOf } from '@tallystick/picture/words/words';
import type { SubmissionView } from '@tallystick/protocol/views';
import { STARTER_SET } from '@tallystick/score/benchmarks/starter';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { versionPath } from '../addresses/version-paths.ts';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { Notice } from '../kit/notice.tsx';
import '../kit/panel.css';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useTitle } from '../look/use-title.ts';
import { useAsked } from '../server/use-asked.ts';
import { readSnapshot } from '../versions/snapshot-source.ts';
import { type Basis, scoresOfVersion, wheelOfVersion } from './score-content.ts';
import { Cells, ScoreTable } from './score-table.tsx';
import { WheelView } from './wheel-view.tsx';
import './scores.css';

export function ScoresPage({ id, n }: { id: string; n: number }) {
  const { t } = useTranslation('scores');
  const { answer } = useAsked<SubmissionView>(`${workbookApi(id)}/submissions/${n}`);
  const view = answer?.ok === true ? answer.value : undefined;
  const snapshot = useMemo(() => (view ? readSnapshot(view.snapshot) : undefined), [view]);
  useTitle(t('title'), snapshot?.city ?? '');
  if (!answer) {
    return (
      <Center h="100dvh" role="status" aria-label={t('loading')}>
        <Loader size="sm" />
      </Center>
    );
  }
  return (
    <main className="scores-page">
      <Anchor href={versionPath(id, n)} onClick={follow} size="sm" className="version-back">
        <IconArrowLeft size={14} aria-hidden className="panel-mirrored" />{' '}
        {t('back', { version: n })}
      </Anchor>
      {!answer.ok && (
        <>
          <Title order={1} size="h3">
            {t('away', { version: n })}
          </Title>
          <RefusalText refusal={answer.refusal} />
        </>
      )}
      {view && snapshot && hasEdition(snapshot.edition) && (
        <Scores view={view} snapshot={snapshot} catalogue={loadCatalogue(snapshot.edition)} />
      )}
      {view && !(snapshot && hasEdition(snapshot.edition)) && (
        <Notice tone="bad" role="alert">
          {t('unreadable')}
        </Notice>
      )}
    </main>
  );
}

type Shown = { view: SubmissionView; snapshot: Snapshot; catalogue: Catalogue };

function Scores({ view, snapshot, catalogue }: Shown) {
  const { t, i18n } = useTranslation('scores');
  const language: Language = i18n.language === 'ar' ? 'ar' : 'en';
  const [basis, setBasis] = useState<Basis>('reported');
  const set = STARTER_SET;
  const sheet = useMemo(
    () => scoresOfVersion(catalogue, set, { snapshot, version: view }),
    [catalogue, set, snapshot, view],
  );
  const wheel = useMemo(
    () =>
      wheelOfVersion(catalogue, sheet, {
        results: snapshot.results,
        drawn: { city: snapshot.city, note: snapshot.title, language, basis },
      }),
    [catalogue, sheet, snapshot, language, basis],
  );
  const texts = useMemo(() => {
    const names = new Map(catalogue.dataPoints.map((point) => [point.row, pointName(point)]));
    return {
      nameOf: (row: string) => names.get(row) ?? row,
      resultOf: (row: string) => snapshot.results[row]?.text ?? '',
    };
  }, [catalogue, snapshot]);
  const { counts } = sheet.whole;
  const whole = sheet.whole[basis];
  const words = wordsOf(language);
  return (
    <>
      <Title order={1} size="h2">
        <bdi translate="no">{snapshot.city}</bdi> <span className="scores-muted">{t('title')}</span>
      </Title>
      <Notice tone="warn">{t('illustration')}</Notice>
      <Text size="sm">
        {t('set', {
          title: set.title,
          version: set.version,
          count: counts.benchmarked,
          total: counts.total,
        })}
      </Text>
      {counts.verified > 0 && (
        <SegmentedControl
          aria-label={t('basis')}
          value={basis}
          onChange={(value) => setBasis(value as Basis)}
          data={(['reported', 'verified'] as const).map((value) => ({ value, label: t(value) }))}
        />
      )}
      <Text data-testid="whole-score">
        {whole.percent === null
          ? t('none')
          : t('whole', {
              percent: percentWords(words, whole.percent),
              counted: whole.counted,
            })}{' '}
        <span className="scores-muted">{t('counts', counts)}</span>
      </Text>
      <WheelView wheel={wheel} />
      <Text size="sm" className="scores-muted">
        {t('move')}
      </Text>
      <ul className="scores-legend" aria-label={t('legend')}>
        {([4, 3, 2, 1] as Band[]).map((band) => (
          <li key={band}>
            <Cells points={band} /> {bandWords(words, band)}
          </li>
        ))}
      </ul>
      <ScoreTable wheel={wheel} texts={texts} />
    </>
  );
}
