/** The history of a workbook: a feed at one side, the sheet at any moment at the other, a slider over both. */
import { Anchor, Loader, SegmentedControl, Title } from '@mantine/core';
import { useMedia } from '../look/use-media.ts';
import type { Moment, MomentsView, MomentView } from '@tallystick/protocol/views-history';
import { IconArrowLeft, IconClockPlay } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Focus } from '../lines/focus.ts';
import { Notice } from '../kit/notice.tsx';
import { utcWords } from '../kit/instant.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { focusOf } from '../lines/subject.ts';
import { follow, navigate, useQuery } from '../addresses/routes.ts';
import { wordLocale } from '../texts/locale.ts';
import { ReadOnlySheets } from '../versions/read-only-sheets.tsx';
import { useAsked } from '../server/use-asked.ts';
import { FeedFilters } from './feed-filters.tsx';
import { HistoryList } from './history-list.tsx';
import { MomentLine } from './moment-line.tsx';
import { MomentSheet } from './moment-sheet.ts';
import { MomentSlider, MomentWords } from './moment-slider.tsx';
import {
  cellPath,
  type HistoryFilter,
  historyPath,
  workbookApi,
  workbookPath,
} from '../addresses/workbook-paths.ts';
import { withNames } from '../lines/told.ts';
import { useHistory } from './use-history.ts';
import { useMoment } from './use-moment.ts';
import { type Past, WorkbookPast } from './workbook-past.tsx';

/** After the last move of the slider, in milliseconds, the address follows. */
const SETTLED_MS = 300;
/** Points that the server gives for the slider's times. */
const POINTS = 200;

function filterOf(query: string): HistoryFilter {
  const values = new URLSearchParams(query);
  const text = (name: string): string | undefined => values.get(name) ?? undefined;
  return {
    cell: text('cell'),
    row: text('row'),
    person: text('person'),
    entity: text('entity'),
    kinds: text('kinds')?.split(','),
  };
}

function numberOf(query: string): number | undefined {
  const text = new URLSearchParams(query).get('at') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export function HistoryPage({ id }: { id: string }) {
  const { t } = useTranslation('history');
  return (
    <WorkbookPast id={id} title={t('page.title')}>
      {(past) => <Loaded past={past} />}
    </WorkbookPast>
  );
}

function Loaded({ past }: { past: Past }) {
  const { t } = useTranslation('history');
  const { id } = past.told;
  const path = `${workbookApi(id)}/moments?points=${POINTS}`;
  const moments = useAsked<MomentsView>(path, { isPast: true }).answer;
  if (!moments) return <Loader size="sm" m="lg" aria-label={t('loading')} />;
  if (!moments.ok) {
    return (
      <Notice tone="bad" role="alert">
        <RefusalText refusal={moments.refusal} />
      </Notice>
    );
  }
  return <Shown past={past} moments={moments.value} />;
}

/** Which moment is shown; the address follows when the hand rests. */
function useNumber(id: string, head: number, filter: HistoryFilter) {
  const asked = numberOf(useQuery());
  const [chosen, setChosen] = useState<{ number: number; asked: number | undefined }>({
    number: head,
    asked: undefined,
  });
  // What the address asks for stands until the hand moves on.
  const isAsked = asked !== undefined && chosen.asked !== asked;
  const number = isAsked ? Math.min(asked, head) : chosen.number;
  useEffect(() => {
    if (number === (asked ?? head)) return undefined;
    const later = setTimeout(
      () => navigate(historyPath(id, number, filter), 'replace'),
      SETTLED_MS,
    );
    return () => clearTimeout(later);
  }, [id, number, asked, head, filter]);
  return [number, (to: number) => setChosen({ number: to, asked })] as const;
}

function Shown({ past, moments }: { past: Past; moments: MomentsView }) {
  const { t } = useTranslation(['history', 'paper']);
  const { view, catalogue, told } = past;
  const query = useQuery();
  const filter = useMemo(() => filterOf(query), [query]);
  const [number, choose] = useNumber(told.id, moments.head, filter);
  const { moment, refusal } = useMoment(told.id, number);
  const sheet = useMemo(() => new MomentSheet(catalogue), [catalogue]);
  useLayoutEffect(() => {
    if (moment) sheet.show(moment);
  }, [sheet, moment]);
  const [focus, setFocus] = useState<Focus>(() => focusOf(filter.cell ?? '') ?? null);
  const narrow = useMedia('(max-height: 560px), (max-width: 60em)');
  const [part, setPart] = useState<'feed' | 'sheet'>(
    numberOf(query) === undefined ? 'feed' : 'sheet',
  );
  const show = (of: Moment, edit: Moment | undefined): void => {
    choose(of.number);
    const cell = firstCell(edit ?? of);
    if (cell !== undefined) setFocus(focusOf(cell) ?? null);
    setPart('sheet');
  };
  return (
    <main className="history-page">
      <header className="history-header">
        <div className="history-head">
          <div>
            <Anchor
              href={workbookPath(told.id)}
              onClick={follow}
              size="sm"
              className="version-back"
            >
              <IconArrowLeft size={14} aria-hidden className="panel-mirrored" /> {t('page.back')}
            </Anchor>
            <Title order={1} className="version-title">
              <bdi translate="no">{view.city}</bdi>{' '}
              <span className="version-sub">{t('page.title')}</span>
            </Title>
          </div>
          <MomentWords moments={moments} number={number} moment={moment} />
        </div>
        <MomentSlider moments={moments} number={number} choose={choose} />
        {refusal && (
          <Notice tone="bad" role="alert">
            <RefusalText refusal={refusal} />
          </Notice>
        )}
        {narrow && (
          <SegmentedControl
            size="xs"
            value={part}
            onChange={(value) => setPart(value === 'sheet' ? 'sheet' : 'feed')}
            aria-label={t('page.parts')}
            data={[
              { value: 'feed', label: t('page.feed') },
              { value: 'sheet', label: t('page.sheet') },
            ]}
            data-testid="history-part"
          />
        )}
      </header>
      <div className="history-body">
        {(!narrow || part === 'feed') && (
          <Feed past={past} filter={filter} number={number} show={show} />
        )}
        {(!narrow || part === 'sheet') && (
          <section
            className="history-sheet"
            aria-label={t('page.sheet')}
            data-testid="moment-sheet"
          >
            <ReadOnlySheets
              source={sheet.source}
              label={(name) => t('page.sheetAt', { sheet: name, number })}
              focus={focus}
              setFocus={setFocus}
              paper={() => ({
                city: view.city,
                title: view.title,
                state: momentOnPaper(moment, t),
                unsigned: true,
              })}
            />
          </section>
        )}
      </div>
    </main>
  );
}

/** Which moment a paper shows. */
function momentOnPaper(moment: MomentView | undefined, t: TFunction<['history', 'paper']>): string {
  if (!moment || moment.at === null) return t('paper:beginning');
  const at = utcWords(moment.at, wordLocale(), 'minute');
  return t('paper:moment', { number: moment.number, at });
}

/** The cell that a moment is about first. */
function firstCell(moment: Moment): string | undefined {
  switch (moment.kind) {
    case 'edit':
      return moment.changes[0]?.cell;
    case 'refused':
      return moment.cell;
    case 'event':
      return 'cell' in moment.event ? (moment.event.cell ?? undefined) : undefined;
  }
}

type FeedProps = {
  past: Past;
  filter: HistoryFilter;
  number: number;
  /** `edit`: the first that it tells. */
  show: (moment: Moment, edit: Moment | undefined) => void;
};

function Feed({ past, filter, number, show }: FeedProps) {
  const { t } = useTranslation('history');
  const { view, catalogue, told } = past;
  const history = useHistory(told.id, filter, '');
  const named = withNames(told, history.people);
  const shown = history.moments?.find((each) => each.number <= number && each.kind !== 'refused');
  return (
    <section className="history-feed" aria-label={t('page.feed')} data-testid="feed" tabIndex={-1}>
      <FeedFilters
        view={view}
        catalogue={catalogue}
        filter={filter}
        set={(next) => navigate(historyPath(told.id, number, next), 'replace')}
      />
      <HistoryList
        history={history}
        label={t('labelWorkbook')}
        empty={t('noneWorkbook')}
        draw={({ moment, edits }, over) => (
          <MomentLine
            told={named}
            cell={filter.cell}
            row={filter.row}
            moment={moment}
            edits={edits}
            over={over}
            current={[moment, ...edits].some((each) => each === shown)}
            toCell={(cell, words) => (
              <Anchor
                href={cellPath(told.id, cell)}
                onClick={follow}
                size="sm"
                title={t('page.here')}
              >
                {words}
              </Anchor>
            )}
          >
            <Anchor
              component="button"
              type="button"
              size="xs"
              className="history-then"
              onClick={() => show(moment, edits[0])}
              data-testid="feed-then"
            >
              <IconClockPlay size={13} aria-hidden /> {t('then')}
            </Anchor>
          </MomentLine>
        )}
      />
    </section>
  );
}
