/** What the picture of a timeline shows, as a table: what, when, how it stands, and the way to it. */
import { Anchor, Table } from '@mantine/core';
import { mainColumn } from '@tallystick/domain/cells/columns';
import { cellId } from '@tallystick/domain/cells/ids';
import type { Point, Span, Timeline } from '@tallystick/domain/timeline';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { follow } from '../addresses/routes.ts';
import { versionPath } from '../addresses/version-paths.ts';
import { placePath, workbookPath } from '../addresses/workbook-paths.ts';
import { StateMark, type Tone } from '../kit/state-mark.tsx';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { dayWords, deadline } from '../texts/deadline.ts';
import { useSpanWords } from './span-words.ts';

type Line = { key: string; at: number; what: ReactNode; when: string; state: State; href?: string };
type State = 'done' | 'now' | 'ahead' | 'late';

const TONES: Record<State, Tone> = { done: 'good', now: 'quiet', ahead: 'quiet', late: 'bad' };

const stateOf = ({ starts, ends, late }: Span, now: number): State =>
  late ? 'late' : starts > now ? 'ahead' : ends !== null && ends <= now ? 'done' : 'now';

export function TimelineTable({ timeline, now }: { timeline: Timeline; now: number }) {
  const { t } = useTranslation('timeline');
  const lines = useLines(timeline, now);
  return (
    <Table className="timeline-table" verticalSpacing={6} data-testid="timeline-table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table.what')}</Table.Th>
          <Table.Th>{t('table.when')}</Table.Th>
          <Table.Th>{t('table.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ key, what, when, state, href }) => (
          <Table.Tr key={key} data-state={state}>
            <Table.Th scope="row" fw={500}>
              {href === undefined ? (
                what
              ) : (
                <Anchor href={href} onClick={follow} size="sm" underline="always">
                  {what}
                </Anchor>
              )}
            </Table.Th>
            <Table.Td>{when}</Table.Td>
            <Table.Td>
              <StateMark tone={TONES[state]}>{t(`state.${state}`)}</StateMark>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function useLines({ spans, points }: Timeline, now: number): Line[] {
  const { t } = useTranslation('timeline');
  const { id, state } = useWorkbook();
  const { ofSpan, ofPoint } = useSpanWords();
  const at = (when: number) => deadline(when, state.zone);
  const whenOf = (span: Span): string => {
    if (span.kind === 'mission')
      return t('table.fromTo', { from: dayWords(span.from), to: dayWords(span.to) });
    if (span.ends === null) return t('table.since', { from: at(span.starts) });
    return t('table.fromTo', { from: at(span.starts), to: at(span.ends) });
  };
  const hrefOf = (point: Point): string | undefined => {
    if ('submission' in point) return versionPath(id, point.submission);
    if (point.kind === 'findings') return placePath(id, null, 'findings');
    if (point.kind === 'call') return callPath(point.clarification);
    return undefined;
  };
  const catalogue = useWorkbook().catalogue;
  const callPath = (clarification: string): string | undefined => {
    const asked = state.clarifications.get(clarification as never);
    const row = asked && catalogue.rows.get(asked.row);
    return row && placePath(id, cellId(row.row, mainColumn(row)));
  };
  const ofSpans = spans.map(
    (span): Line => ({
      key: span.key,
      at: span.starts,
      what: (
        <>
          {ofSpan(span)}
          {span.kind === 'mission' && span.note !== '' && (
            <>
              : <bdi>{span.note}</bdi>
            </>
          )}
        </>
      ),
      when: whenOf(span),
      state: stateOf(span, now),
      ...(span.kind === 'reopening' && { href: workbookPath(id) }),
    }),
  );
  const ofPoints = points.map((point): Line => {
    const late = point.kind === 'due' && point.late;
    const href = hrefOf(point);
    return {
      key: point.key,
      at: point.at,
      what: ofPoint(point),
      when: at(point.at),
      state: late ? 'late' : point.at > now ? 'ahead' : 'done',
      ...(href !== undefined && { href }),
    };
  });
  return [...ofSpans, ...ofPoints].toSorted((a, b) => a.at - b.at);
}
