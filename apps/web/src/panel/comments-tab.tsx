/** The comments of the cell in focus, then those of the row's other cells, each group with a way to its cell. */
import { Anchor, Stack, Text, Title } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { IconMessageCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { QueuedHere } from '../offline/queued-list.tsx';
import { useColumnWords } from '../lines/column-words.ts';
import { CommentBox } from './comment-box.tsx';
import type { Subject } from '../lines/subject.ts';
import { Thread } from './thread.tsx';
import type { PanelTab } from './use-panel-tab.ts';
import { groupByColumn, type Thread as ThreadData, threadsOf } from './threads.ts';

function Empty() {
  const { t } = useTranslation('panel');
  return (
    <div className="panel-empty">
      <IconMessageCircle size={20} aria-hidden />
      <Text size="sm">{t('comments.empty')}</Text>
    </div>
  );
}

function Threads({ threads }: { threads: ThreadData[] }) {
  return threads.map((thread) => <Thread key={thread.first.id} thread={thread} />);
}

type Props = { subject: Subject } & Partial<Pick<PanelTab, 'writing' | 'taken'>>;

export function CommentsTab({ subject, writing, taken }: Props) {
  const { t } = useTranslation('panel');
  const { state, actor, command, setFocus } = useWorkbook();
  const wordsOf = useColumnWords();
  const threads = threadsOf(state.comments.values(), subject.row.row);
  const here = threads.filter(({ first }) => first.cell === subject.cell);
  const elsewhere = groupByColumn(threads.filter(({ first }) => first.cell !== subject.cell));
  const mayComment = !may(actor, 'comment', { state });
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (writing !== 'comment') return;
    box.current?.focus();
    taken?.();
  }, [writing, taken]);

  return (
    <Stack gap={16}>
      {mayComment && (
        <CommentBox
          key={subject.cell}
          box={box}
          about={subject.cell}
          label={t('comments.new', { cell: wordsOf(subject.row, subject.column) })}
          placeholder={t('comments.placeholder')}
          action={t('comments.send')}
          mayChooseAudience={!may(actor, 'comment-audit', { state })}
          testId="comment"
          send={(said) => command({ type: 'comment', cell: subject.cell, parent: null, ...said })}
        />
      )}
      <Stack gap={12} aria-live="polite" key={`${subject.cell} threads`}>
        <QueuedHere
          isHere={(given) =>
            given.type === 'comment' && given.parent === null && given.cell === subject.cell
          }
        />
        {threads.length === 0 && <Empty />}
        <Threads threads={here} />
        {elsewhere.map(({ column, threads: others }) => (
          <Stack gap={8} key={column}>
            <Title order={3} className="panel-group">
              <Anchor
                component="button"
                size="xs"
                onClick={() => setFocus({ row: subject.row.row, column })}
              >
                {wordsOf(subject.row, column)}
              </Anchor>
            </Title>
            <Threads threads={others} />
          </Stack>
        ))}
      </Stack>
    </Stack>
  );
}
