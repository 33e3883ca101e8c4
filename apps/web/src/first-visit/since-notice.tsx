/** A quiet line above the sheet: what others changed, said and decided since this person looked last. */
import { Anchor, Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { type Actor, may } from '@tallystick/domain/rights';
import type { WorkbookState } from '@tallystick/domain/state';
import { useTranslation } from 'react-i18next';
import { Welcome } from './welcome.tsx';
import { useSession } from '../live/room/session.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { follow } from '../addresses/routes.ts';
import type { Place } from '../rows/next-empty.ts';
import { instant } from '../texts/locale.ts';
import '../history/history.css';
import { comparePath } from '../addresses/workbook-paths.ts';
import { ScreeningLink } from '../screening/screening-news.tsx';
import { type Since, useSince } from '../history/use-since.ts';
import { isAnyNews, isToldAtOnce, NEWS_KINDS, type NewsKind, newsSince } from './news.ts';

type Props = {
  /** On the first visit there is nothing to look back at, and somewhere to begin. */
  begin: (place: Place) => void;
  /** Shows a cell, and beside it what was said or decided. */
  show: (place: Place, kind: NewsKind) => void;
  showScreening: () => void;
};

/** A version was locked since: for those who are told what its screening found, that is news by itself. */
function isScreened(state: WorkbookState, actor: Actor, since: number): boolean {
  const isLocked = state.submissions.some(({ number }) => number > since);
  return isLocked && may(actor, 'read-screening', { state }) === undefined;
}

export function SinceNotice({ begin, show, showScreening }: Props) {
  const { t } = useTranslation('history');
  const { actor } = useWorkbook();
  const hasNews = useCallback(
    (state: WorkbookState, since: number) =>
      isAnyNews(newsSince(state, actor, since)) || isScreened(state, actor, since),
    [actor],
  );
  const isTold = useCallback(
    (state: WorkbookState, since: number) =>
      isToldAtOnce(state, actor, since) || isScreened(state, actor, since),
    [actor],
  );
  const { since, isFirst, markSeen } = useSince(hasNews, isTold);
  const { session } = useSession();
  // The people of a demonstration have been here before whoever takes their seat.
  const isWelcome = isFirst && session?.demo === null;
  return (
    <>
      {isWelcome && <Welcome begin={begin} />}
      {since && (
        <div className="since" role="status" data-testid="since">
          <News since={since} show={show} markSeen={markSeen} showScreening={showScreening} />
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
      )}
    </>
  );
}

type NewsProps = Omit<Props, 'begin'> & { since: Since; markSeen: () => void };

function News({ since, show, markSeen, showScreening }: NewsProps) {
  const { t } = useTranslation('history');
  const { id, state, actor } = useWorkbook();
  const news = useMemo(() => newsSince(state, actor, since.number), [state, actor, since.number]);
  /** How many of a kind were shown: each press goes to the next of them. */
  const [shown, setShown] = useState({ comments: 0, rulings: 0, verdicts: 0 });
  const when = instant(since.at);
  return (
    <>
      <span>
        {since.count > 0
          ? t('since.text', { count: since.count, when })
          : t('since.since', { when })}
      </span>
      {since.count > 0 && (
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
      )}
      {NEWS_KINDS.map((kind) => {
        const places = news[kind];
        const place = places[shown[kind] % places.length];
        if (!place) return null;
        return (
          <Anchor
            key={kind}
            component="button"
            type="button"
            size="sm"
            underline="always"
            title={places.length > 1 ? t('since.each') : undefined}
            onClick={() => {
              setShown((was) => ({ ...was, [kind]: was[kind] + 1 }));
              show(place, kind);
            }}
            data-testid={`since-${kind}`}
          >
            {t(`since.${kind}`, { count: places.length })}
          </Anchor>
        );
      })}
      {isScreened(state, actor, since.number) && <ScreeningLink show={showScreening} />}
    </>
  );
}
