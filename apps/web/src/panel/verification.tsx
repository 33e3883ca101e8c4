/**
 * The verification of a data point: the auditor's yes or no on the result and what stands behind it, and its mark for all
 * who may see it, with what has changed since.
 */
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import type { Command } from '@tallystick/domain/commands';
import { computeRow, type Result } from '@tallystick/domain/formula/compute';
import type { Verdict } from '@tallystick/domain/events';
import type { RowId } from '@tallystick/domain/cells/ids';
import { no } from '@tallystick/domain/refusals';
import { may } from '@tallystick/domain/rights';
import { verdictsFor } from '@tallystick/domain/verdicts-for';
import type { Verification as Given } from '@tallystick/domain/state';
import { TEXT_LIMITS } from '@tallystick/domain/cells/text-limits';
import { changesSince, type Content, isStale } from '@tallystick/domain/nouns/verdict-content';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resultText } from '../lines/cell-facts.ts';
import { unitWords } from '../texts/unit-words.ts';
import { changeWords, isSaid, withTexts } from '../lines/verdict-words.ts';
import { useTextsAt } from '../live/workbook/texts-at.ts';
import { useAct } from '../look/use-act.ts';
import { useBegunText } from '../live/workbook/use-begun-text.ts';
import {
  useContent,
  useResult,
  useSheetSource,
  useWorkbook,
} from '../live/workbook/use-workbook.ts';
import { QueuedHere } from '../offline/queued-list.tsx';
import { numberLocale } from '../texts/locale.ts';
import { verdictCommand } from '../lines/verdict-command.ts';
import { VerdictMark } from '../lines/verdict-mark.tsx';
import { useBackToSheet } from './back-to-sheet.ts';
import { BehindResult } from './behind/behind-result.tsx';
import { Instant } from '../kit/instant.tsx';
import { Notice } from '../kit/notice.tsx';
import { isSending } from '../kit/panel-form.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import type { PanelTab } from './use-panel-tab.ts';
import type { DataPoint } from '@tallystick/catalogue/kpi-set';

function Mark({ given, content }: { given: Given; content: Content }) {
  const { t } = useTranslation('panel');
  const { t: inGrid } = useTranslation('grid');
  const { nameOf, catalogue, cells, actor, state } = useWorkbook();
  const kept = changesSince(given, content);
  // A verdict keeps hashes of sources and notes; what they said is read in the journal by who may.
  const isTextless = kept.some(({ part }) => isSaid(part));
  const reads = may(actor, 'read-history', { state }) === undefined;
  const { texts } = useTextsAt(isTextless && reads ? given.number : undefined);
  const changed = texts ? withTexts(kept, texts, (cell) => cells.get(cell)) : kept;
  const stale = changed.length > 0;
  const on = { catalogue, locale: numberLocale(), row: given.row };
  return (
    <Stack gap={4}>
      <Group gap={8}>
        <VerdictMark verdict={given.verdict} stale={stale} />
        <Text size="xs" c="var(--ts-muted)">
          <bdi translate="no">{nameOf(given.by)}</bdi>, <Instant at={given.at} />
          {given.version !== undefined && (
            <span data-testid="verdict-version">
              {' · '}
              {t('verification.version', { version: given.version })}
            </span>
          )}
        </Text>
      </Group>
      {stale && (
        <Text size="sm" className="panel-stale" data-testid="verdict-changes">
          {t('verification.stale', { changes: changeWords(on, changed, inGrid) })}
        </Text>
      )}
      {!stale && <Submitted given={given} />}
      {given.note !== '' && (
        <Text size="sm" className="panel-said" dir="auto">
          {given.note}
        </Text>
      )}
    </Stack>
  );
}

/** Both values, where the one that was judged is another than the city submitted before; for the audit side. */
function Submitted({ given }: { given: Given }) {
  const { t } = useTranslation('panel');
  const { catalogue, state, actor } = useWorkbook();
  const reads = may(actor, 'read-screening', { state }) === undefined;
  const locked = state.submissions.findLast(({ number }) => number < given.number);
  const { texts } = useTextsAt(reads ? locked?.number : undefined);
  if (!locked || !texts) return null;
  const { text } = computeRow(catalogue, given.row, (cell) => texts[cell]);
  if (text === given.result) return null;
  const shown = (of: string): string => resultText({ text: of }, numberLocale());
  const { submission: version } = locked;
  return (
    <Text size="sm" data-testid="verdict-submitted">
      {t('verification.both', { version, submitted: shown(text), judged: shown(given.result) })}
    </Text>
  );
}

type JudgeProps = { result: Result; content: Content; given: Given | undefined } & ToWrite;

function Judge({ result, content, given, writing, taken }: JudgeProps) {
  const { t } = useTranslation('panel');
  const { command } = useWorkbook();
  const row: RowId = result.row;
  const standing = given && !isStale(given, content) ? given.verdict : undefined;
  const [note, setNote] = useBegunText(`${row} verdict`);
  const [pressed, setPressed] = useState<string>();
  const act = useAct();
  const busy = act.busy ? pressed : undefined;
  const field = useRef<HTMLTextAreaElement>(null);
  const goBack = useBackToSheet();
  useEffect(() => {
    if (writing !== 'reason') return;
    field.current?.focus();
    taken();
  }, [writing, taken]);
  const ask = async (name: string, what: Command) => {
    const focused = document.activeElement;
    setPressed(name);
    const outcome = await act.run(() => command(what));
    if (outcome.ok && what.type === 'verify') setNote('');
    // The button was out of order meanwhile and has lost the keyboard.
    if (outcome.ok) goBack(focused);
  };
  const judge = (verdict: Verdict) => {
    if (verdict === 'no' && note.trim() === '') {
      void act.run(() => Promise.resolve(no('reason-needed')));
      field.current?.focus();
      return;
    }
    void ask(verdict, verdictCommand({ result, content }, { verdict, note: note.trim() }));
  };

  if (result.status !== 'reported') {
    return (
      <Stack gap={6}>
        <Text size="sm" c="var(--ts-muted)">
          {t('verification.nothing')}
        </Text>
        {given && <Withdraw busy={busy !== undefined} ask={ask} row={row} />}
      </Stack>
    );
  }
  return (
    <Stack gap={8}>
      <Text size="sm">
        {t('verification.binds')}{' '}
        <strong data-testid="verify-result">
          <bdi translate="no">{resultText(result, numberLocale())}</bdi>
        </strong>{' '}
        <Text component="span" size="xs" c="var(--ts-muted)">
          {result.unit === 'yes/no' ? '' : unitWords(result.unit)}
        </Text>
      </Text>
      <Textarea
        ref={field}
        size="xs"
        label={t('verification.note')}
        value={note}
        maxLength={TEXT_LIMITS.verificationNote}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!isSending(event)) return;
          event.preventDefault();
          judge('no');
        }}
        description={t('verification.noteKeys')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        autosize
        minRows={1}
        maxRows={6}
        data-testid="verify-note"
      />
      <Group gap={6}>
        <Button
          size="compact-sm"
          variant={standing === 'yes' ? 'filled' : 'default'}
          aria-pressed={standing === 'yes'}
          leftSection={<IconCheck size={14} aria-hidden />}
          loading={busy === 'yes'}
          onClick={() => judge('yes')}
          data-testid="verify-yes"
        >
          {t('verification.setYes')}
        </Button>
        <Button
          size="compact-sm"
          variant={standing === 'no' ? 'filled' : 'default'}
          aria-pressed={standing === 'no'}
          leftSection={<IconX size={14} aria-hidden />}
          loading={busy === 'no'}
          onClick={() => judge('no')}
          data-testid="verify-no"
        >
          {t('verification.setNo')}
        </Button>
        {given && <Withdraw busy={busy === 'withdraw'} ask={ask} row={row} />}
      </Group>
      {act.refusal && (
        <Notice tone="bad" role="alert">
          <RefusalText refusal={act.refusal} />
        </Notice>
      )}
    </Stack>
  );
}

type WithdrawProps = {
  busy: boolean;
  row: RowId;
  ask: (name: string, what: Command) => Promise<void>;
};

function Withdraw({ busy, row, ask }: WithdrawProps) {
  const { t } = useTranslation('panel');
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      loading={busy}
      onClick={() => void ask('withdraw', { type: 'withdraw-verification', row })}
      data-testid="verify-withdraw"
    >
      {t('verification.withdraw')}
    </Button>
  );
}

type ToWrite = Pick<PanelTab, 'writing' | 'taken'>;

/** Nothing at all where the reader neither judges nor may see. */
export function VerificationBlock({ point, ...to }: { point: DataPoint } & ToWrite) {
  const { t } = useTranslation('panel');
  const { state, actor } = useWorkbook();
  const result = useResult(point.row);
  const content = useContent(point.row);
  const given = verdictsFor(actor, state).get(point.row as RowId);
  const judges = may(actor, 'verify', { state }) === undefined;
  const isAudit = may(actor, 'read-screening', { state }) === undefined;
  const { judging } = useSheetSource();
  useLayoutEffect(() => {
    if (judges) judging?.open(content);
  }, [judges, judging, content]);
  if (!isAudit && !given) return null;
  const last = state.submissions.at(-1);
  return (
    <section className="panel-block" data-testid="verification">
      <Title order={3} className="panel-heading">
        {t('verification.title')}
      </Title>
      <Stack gap={10} aria-live="polite" key={point.row}>
        {given && <Mark given={given} content={content} />}
        <QueuedHere
          isHere={(command) =>
            (command.type === 'verify' || command.type === 'withdraw-verification') &&
            command.row === point.row
          }
        />
        {isAudit && result.status === 'reported' && <BehindResult point={point} />}
        {judges && <Judge result={result} content={content} given={given} {...to} />}
        {judges && (
          <Text size="xs" c="var(--ts-muted)">
            {last?.released && (given?.number ?? 0) <= (last.releasedUpTo ?? 0)
              ? t('verification.released')
              : t('verification.private')}
          </Text>
        )}
      </Stack>
    </section>
  );
}
