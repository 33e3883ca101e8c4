/** The phases of a pilot as bars on a line of time. For the eye alone: the table below it says the same. */
import type { Point, Span, Timeline } from '@tallystick/domain/timeline';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { wordLocale } from '../texts/locale.ts';
import { ownZone } from '../texts/deadline.ts';
import { useSpanWords } from './span-words.ts';

/** Marks below the bars: so many at most, whole months apart. */
const MARKS_MAX = 8;

/** Per cent of the line after which a word no longer has room behind its mark. */
const NEAR_END = 85;

type Scale = { begins: number; ends: number };
const share = ({ begins, ends }: Scale, at: number): number =>
  (100 * (at - begins)) / (ends - begins);
const placed = (at: number): CSSProperties => ({ insetInlineStart: `${at}%` });

/** The first days of months in sight, so many apart that they have room. */
function monthsIn({ begins, ends }: Scale): number[] {
  const first = new Date(begins);
  const months: number[] = [];
  for (let n = 1; ; n += 1) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1);
    if (at >= ends) break;
    months.push(at);
  }
  const step = Math.ceil(months.length / MARKS_MAX);
  return months.filter((_, n) => n % step === 0);
}

export function TimelinePicture({ timeline, now }: { timeline: Timeline; now: number }) {
  const { t } = useTranslation('timeline');
  const { state } = useWorkbook();
  const { ofSpan } = useSpanWords();
  const { spans, points } = timeline;
  const today = share(timeline, now);
  const month = new Intl.DateTimeFormat(wordLocale(), {
    month: 'short',
    year: 'numeric',
    timeZone: state.zone ?? ownZone(),
  });
  const marks = monthsIn(timeline);
  return (
    <div className="timeline-picture" aria-hidden data-testid="timeline-picture">
      {spans.map((span) => (
        <Lane key={span.key} label={ofSpan(span)} marks={marks} scale={timeline} today={today}>
          <Bar span={span} scale={timeline} now={now} />
        </Lane>
      ))}
      {points.length > 0 && (
        <Lane label={t('events')} marks={marks} scale={timeline} today={today}>
          {points.map((point) => (
            <Dot key={point.key} point={point} scale={timeline} now={now} />
          ))}
        </Lane>
      )}
      <div className="timeline-lane">
        <span className="timeline-label" />
        <div className="timeline-months">
          {marks.map((at) => (
            <span key={at} style={placed(share(timeline, at))}>
              {month.format(at)}
            </span>
          ))}
          <strong
            className="timeline-now"
            // At the end of the line it stands before the mark, where there is room.
            style={today > NEAR_END ? { insetInlineEnd: `${100 - today}%` } : placed(today)}
          >
            {t('now')}
          </strong>
        </div>
      </div>
    </div>
  );
}

type LaneProps = {
  label: string;
  marks: number[];
  scale: Scale;
  today: number;
  children: React.ReactNode;
};

function Lane({ label, marks, scale, today, children }: LaneProps) {
  return (
    <div className="timeline-lane">
      <span className="timeline-label">{label}</span>
      <div className="timeline-track">
        {marks.map((at) => (
          <span key={at} className="timeline-grid" style={placed(share(scale, at))} />
        ))}
        {children}
        <span className="timeline-today" style={placed(today)} />
      </div>
    </div>
  );
}

/** What lies ahead is drawn lighter; what is late goes on in another pattern, so that it is no matter of colour alone. */
function Bar({ span, scale, now }: { span: Span; scale: Scale; now: number }) {
  const { starts, ends, late } = span;
  const until = ends ?? Math.max(now, starts);
  const look =
    starts > now ? 'ahead' : late ? 'late' : ends !== null && ends <= now ? 'done' : 'now';
  const [from, to] = [share(scale, starts), share(scale, until)];
  return (
    <span
      className="timeline-bar"
      data-look={look}
      data-open={ends === null || undefined}
      style={{ ...placed(from), inlineSize: `max(6px, ${to - from}%)` }}
    />
  );
}

function Dot({ point, scale, now }: { point: Point; scale: Scale; now: number }) {
  const late = point.kind === 'due' && point.late;
  const look = late ? 'late' : point.at > now ? 'ahead' : 'done';
  return (
    <span
      className="timeline-dot"
      data-look={look}
      data-kind={point.kind}
      style={placed(share(scale, point.at))}
    />
  );
}
