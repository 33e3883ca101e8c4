/** The results of the screening at a row, in its panel: for the audit side, each with a way to say something on it. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { RowId } from '@tallystick/domain/cells/ids';
import { splitCellId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import type { ScreeningResultView } from '@tallystick/protocol/audit/views-screening';
import { IconHelpCircle, IconMessageCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../kit/state-mark.tsx';
import { onceAtCell } from '../look/once-at-cell.ts';
import { begunText, keepBegun } from '../live/kept/begun-texts.ts';
import { useScreening } from '../live/workbook/use-screening.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { askAbout } from '../queries/ask-query.tsx';
import { Dismiss, DismissedResults } from './dismissing.tsx';
import { sentenceOf, sourceOf, whyOf } from './result-words.ts';
import './screening.css';

type Props = {
  row: string;
  /** Opens the box of comments with the keyboard in it. */
  write: () => void;
  /** Opens the box in which the city is asked, with the keyboard in it. */
  ask: () => void;
};

type OnResult = { result: ScreeningResultView };
type Asking = Pick<Props, 'row' | 'ask'> & OnResult;
type Commenting = Pick<Props, 'row' | 'write'> & OnResult;

/** Nothing at all for those who may not know of it, and where nothing was found. */
export function ScreeningBlock({ row, write, ask }: Props) {
  const { t } = useTranslation('screening');
  const { value } = useScreening();
  const found = value?.byRow.get(row) ?? [];
  const dismissed = value?.dismissed.get(row) ?? [];
  if (found.length === 0 && dismissed.length === 0) return null;
  return (
    <section className="panel-block" data-testid="screening">
      <Title order={3} className="panel-heading">
        {t('title')}
      </Title>
      <Stack gap={10} aria-live="polite" key={row}>
        {found.map((result) => (
          <Result key={result.id} result={result}>
            <AskCity result={result} row={row} ask={ask} />
            <CommentOn result={result} row={row} write={write} />
            <Dismiss result={result} />
          </Result>
        ))}
        {found.length === 0 && (
          <Text size="sm" c="var(--ts-muted)">
            {t('none')}
          </Text>
        )}
        <DismissedResults dismissed={dismissed} />
        <Text size="xs" c="var(--ts-muted)">
          {t('private')}
        </Text>
      </Stack>
    </section>
  );
}

function Result({ result, children }: { result: ScreeningResultView; children: ReactNode }) {
  const { t } = useTranslation(['screening', 'panel', 'rules', 'shell', 'grid']);
  const { severity } = result;
  return (
    <article className="screening-result" data-testid="screening-result" data-code={result.code}>
      <StateMark tone={severity === 'investigate' ? 'bad' : 'warn'}>
        {t(`severity.${severity}`)}
      </StateMark>
      <Text size="sm">
        <bdi>{sentenceOf(result, t)}</bdi>
      </Text>
      <Text size="xs" c="var(--ts-muted)">
        {whyOf(result, t)} <bdi className="screening-source">{sourceOf(result, t)}</bdi>
      </Text>
      <Group gap={6}>{children}</Group>
    </article>
  );
}

/** Begins a query with the sentence of the result; what was begun there stays before it. */
function AskCity({ result, row, ask }: Asking) {
  const { t } = useTranslation(['screening', 'panel', 'rules', 'shell', 'grid', 'queries']);
  const { id, view, state, actor } = useWorkbook();
  if (may(actor, 'ask-query', { state }) !== undefined) return null;
  const begin = (): void => {
    begins(t('asking', { sentence: sentenceOf(result, t) }), {
      person: view.me.person,
      what: `${id} ${askAbout(row)}`,
      most: TEXT_LIMITS.query,
    });
    ask();
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconHelpCircle size={14} aria-hidden />}
      title={t('askHint')}
      onClick={begin}
      data-testid="screening-ask"
    >
      {t('queries:ask')}
    </Button>
  );
}

type Begun = { person: string; what: string; most: number };

/** Puts a sentence behind what was begun, once. */
function begins(sentence: string, { person, what, most }: Begun): void {
  const before = begunText(person, what);
  const text = before.includes(sentence) ? before : [before, sentence].filter(Boolean).join('\n');
  keepBegun(person, what, text.slice(0, most));
}

/** Begins a comment at the cell that the result is about; what was begun there stays before it. */
function CommentOn({ result, row, write }: Commenting) {
  const { t } = useTranslation(['screening', 'panel', 'rules', 'shell', 'grid']);
  const { id, view, state, actor, setFocus } = useWorkbook();
  if (may(actor, 'comment', { state }) !== undefined) return null;
  const begin = (): void => {
    const cell = result.cells.find((each) => splitCellId(each)?.row === row) ?? `${row}:result`;
    begins(t('asking', { sentence: sentenceOf(result, t) }), {
      person: view.me.person,
      what: `${id} ${cell}`,
      most: TEXT_LIMITS.comment,
    });
    const column = splitCellId(cell)?.column ?? 'result';
    setFocus({ row: row as RowId, column });
    onceAtCell(column, write);
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconMessageCircle size={14} aria-hidden />}
      title={t('commentHint')}
      onClick={begin}
      data-testid="screening-comment"
    >
      {t('comment')}
    </Button>
  );
}
