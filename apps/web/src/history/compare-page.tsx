/** Two states of a workbook side by side: any two of its versions, moments and now. */
import {
  ActionIcon,
  Anchor,
  Button,
  Loader,
  SegmentedControl,
  Select,
  Text,
  Title,
} from '@mantine/core';
import { useMedia } from '../look/use-media.ts';
import type { Outcome } from '@tallystick/domain/refusals';
import type { WorkbookView } from '@tallystick/protocol/views';
import type { ComparedEnd, CompareView, MomentView } from '@tallystick/protocol/views-history';
import { IconArrowLeft, IconArrowsExchange, IconDownload } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Focus } from '../lines/focus.ts';
import { Notice } from '../kit/notice.tsx';
import { utcWords } from '../kit/instant.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { follow, navigate, useQuery } from '../addresses/routes.ts';
import { instant, wordLocale } from '../texts/locale.ts';
import { ReadOnlySheets } from '../versions/read-only-sheets.tsx';
import { useAsked } from '../server/use-asked.ts';
import { CompareList } from './compare-list.tsx';
import { compareSource } from './compare-source.ts';
import {
  comparePath,
  compareRequest,
  workbookApi,
  workbookPath,
} from '../addresses/workbook-paths.ts';
import { type Past, WorkbookPast } from './workbook-past.tsx';

type Ends = { from: string; to: string };
type Both = { view: CompareView; before: MomentView; after: MomentView };

/** The two of the address; where it names none the last two versions, or the only one and now. */
function endsOf(query: string, view: WorkbookView): Ends {
  const values = new URLSearchParams(query);
  const [before, last] = view.submissions.slice(-2).map(({ submission }) => `v${submission}`);
  return {
    from: values.get('from') ?? before ?? '0',
    to: values.get('to') ?? last ?? 'now',
  };
}

/** What is different, and both states whole. Undefined until all of it is there. */
function useCompared(id: string, { from, to }: Ends): Outcome<Both> | undefined {
  const isPast = true;
  const view = useAsked<CompareView>(compareRequest(id, from, to), { isPast });
  const at = (end: ComparedEnd | undefined) => end && `${workbookApi(id)}/at/${end.number}`;
  const before = useAsked<MomentView>(at(view.value?.from), { isPast });
  const after = useAsked<MomentView>(at(view.value?.to), { isPast });
  return useMemo(() => {
    const refusal = view.refusal ?? before.refusal ?? after.refusal;
    if (refusal) return { ok: false, refusal };
    if (!view.value || !before.value || !after.value) return undefined;
    return { ok: true, value: { view: view.value, before: before.value, after: after.value } };
  }, [view.value, before.value, after.value, view.refusal, before.refusal, after.refusal]);
}

export function ComparePage({ id }: { id: string }) {
  const { t } = useTranslation('history');
  return (
    <WorkbookPast id={id} title={t('compare.title')}>
      {(past) => <Compare past={past} />}
    </WorkbookPast>
  );
}

function Compare({ past }: { past: Past }) {
  const { t } = useTranslation('history');
  const { view, told } = past;
  const query = useQuery();
  const ends = useMemo(() => endsOf(query, view), [query, view]);
  const outcome = useCompared(told.id, ends);
  return (
    <main className="history-page">
      <header className="history-header">
        <Anchor href={workbookPath(told.id)} onClick={follow} size="sm" className="version-back">
          <IconArrowLeft size={14} aria-hidden className="panel-mirrored" /> {t('page.back')}
        </Anchor>
        <Title order={1} className="version-title">
          <bdi translate="no">{view.city}</bdi>{' '}
          <span className="version-sub">{t('compare.title')}</span>
        </Title>
        <ChooseEnds past={past} ends={ends} known={outcome?.ok ? outcome.value.view : undefined} />
      </header>
      {outcome === undefined && <Loader size="sm" m="lg" aria-label={t('compare.loading')} />}
      {outcome && !outcome.ok && (
        <Notice tone="bad" role="alert" title={t('compare.away')}>
          <RefusalText refusal={outcome.refusal} />
        </Notice>
      )}
      {outcome?.ok && <Differences key={query} past={past} both={outcome.value} />}
    </main>
  );
}

type Choose = { past: Past; ends: Ends; known: CompareView | undefined };

function ChooseEnds({ past, ends, known }: Choose) {
  const { t } = useTranslation('history');
  const { view, told } = past;
  const versions = view.submissions
    .toSorted((a, b) => b.submission - a.submission)
    .map(({ submission, at }) => ({
      value: `v${submission}`,
      label: t('compare.versionAt', { n: submission, when: instant(at) }),
    }));
  const optionsOf = (end: string, of: ComparedEnd | undefined) => {
    const all = [{ value: 'now', label: t('compare.now') }, ...versions];
    if (all.some(({ value }) => value === end)) return all;
    const when = of?.at;
    const label =
      when === null || when === undefined
        ? t('compare.moment', { n: end })
        : t('compare.momentAt', { n: end, when: instant(when) });
    return [...all, { value: end, label }];
  };
  const go = (next: Ends): void => navigate(comparePath(told.id, next.from, next.to), 'replace');
  return (
    <div className="compare-ends">
      <Select
        size="xs"
        allowDeselect={false}
        label={t('compare.from')}
        data={optionsOf(ends.from, known?.from)}
        value={ends.from}
        onChange={(from) => from !== null && go({ ...ends, from })}
        data-testid="compare-from"
      />
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t('compare.swap')}
        title={t('compare.swap')}
        onClick={() => go({ from: ends.to, to: ends.from })}
        data-testid="compare-swap"
      >
        <IconArrowsExchange size={16} aria-hidden />
      </ActionIcon>
      <Select
        size="xs"
        allowDeselect={false}
        label={t('compare.to')}
        data={optionsOf(ends.to, known?.to)}
        value={ends.to}
        onChange={(to) => to !== null && go({ ...ends, to })}
        data-testid="compare-to"
      />
      <Button
        component="a"
        href={compareRequest(told.id, ends.from, ends.to, 'csv')}
        download
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        data-testid="compare-csv"
      >
        {t('compare.csv')}
      </Button>
    </div>
  );
}

/** Which two states a paper holds side by side. */
function endsOnPaper({ from, to }: CompareView, t: TFunction<['history', 'paper']>): string {
  const words = ({ submission, number, at }: ComparedEnd): string => {
    if (at === null) return t('paper:beginning');
    const when = { at: utcWords(at, wordLocale(), 'minute') };
    return submission === null
      ? t('paper:moment', { number, ...when })
      : t('paper:version', { version: submission, ...when });
  };
  return t('paper:compared', { from: words(from), to: words(to) });
}

function Differences({ past, both }: { past: Past; both: Both }) {
  const { t } = useTranslation(['history', 'paper']);
  const { catalogue, told } = past;
  const { changes } = both.view;
  const typed = changes.filter(({ kind }) => kind === 'typed');
  const [focus, setFocus] = useState<Focus>(null);
  const [all, setAll] = useState(false);
  const narrow = useMedia('(max-height: 560px), (max-width: 60em)');
  const [part, setPart] = useState<'list' | 'sheet'>('list');
  const { source, rows } = useMemo(
    () => compareSource(catalogue, { from: both.before.cells, to: both.after }),
    [catalogue, both],
  );
  const summary = (
    <Text size="sm" fw={600} data-testid="compare-summary" role="status">
      {changes.length === 0
        ? t('compare.same')
        : `${t('compare.summary', { count: typed.length })} ${t('compare.rows', {
            count: new Set(typed.map(({ row }) => row)).size,
          })}`}
      {changes.length > typed.length &&
        ` · ${t('compare.results', { count: changes.length - typed.length })}`}
    </Text>
  );
  return (
    <div className="history-body">
      {narrow && (
        <SegmentedControl
          size="xs"
          m={8}
          value={part}
          onChange={(value) => setPart(value === 'sheet' ? 'sheet' : 'list')}
          aria-label={t('page.parts')}
          data={[
            { value: 'list', label: t('compare.list') },
            { value: 'sheet', label: t('grid:sheet.kpi') },
          ]}
        />
      )}
      {(!narrow || part === 'list') && (
        <section
          className="history-feed"
          aria-label={t('compare.list')}
          data-testid="compare-list"
          tabIndex={-1}
        >
          {summary}
          {changes.length > 0 && (
            <Text size="xs" c="var(--ts-muted)" mb={12}>
              {t('compare.legend')}
            </Text>
          )}
          <CompareList
            told={told}
            changes={changes}
            focus={focus}
            setFocus={(cell) => {
              setFocus(cell);
              setPart('sheet');
            }}
          />
        </section>
      )}
      {(!narrow || part === 'sheet') && (
        <section className="history-sheet" aria-label={t('page.sheet')}>
          <ReadOnlySheets
            source={source}
            label={(name) => t('compare.sheet', { sheet: name })}
            focus={focus}
            setFocus={setFocus}
            visible={all || changes.length === 0 ? undefined : rows}
            filter={
              all || changes.length === 0
                ? undefined
                : { words: t('compare.filter'), clear: () => setAll(true) }
            }
            empty={t('compare.same')}
            paper={() => ({
              city: past.view.city,
              title: past.view.title,
              state: endsOnPaper(both.view, t),
              unsigned: true,
            })}
          />
        </section>
      )}
    </div>
  );
}
