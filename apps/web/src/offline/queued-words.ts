/** A waiting command in words: what it does, about what, and the text in it that must not be lost. */
import type { Command, CommandOf } from '@tallystick/domain/commands';
import type { WaitingType } from '@tallystick/domain/nouns/nouns';
import type { WorkbookState } from '@tallystick/domain/state';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAbsenceWords } from '../lines/absence-words.ts';

export type QueuedWords = {
  what: string;
  /** What its author wrote; empty where nothing was written. */
  text: string;
};

/** What the words are made with. */
type Made = {
  t: TFunction<'offline'>;
  /** The name of a row. */
  lineOf: (row: string) => string;
  state: WorkbookState;
  absenceWords: ReturnType<typeof useAbsenceWords>;
};

function ofThread(
  { type, comment }: CommandOf<'resolve-comment' | 'reopen-comment'>,
  { t, state }: Made,
): QueuedWords {
  return { what: t(`what.${type}`), text: state.comments.get(comment)?.text ?? '' };
}

function ofQuery(
  { type, query, text }: CommandOf<'answer-query' | 'query-again'>,
  { t, lineOf, state }: Made,
): QueuedWords {
  const row = state.queries.get(query)?.row;
  return { what: t(`what.${type}`, { line: row === undefined ? '' : lineOf(row) }), text };
}

/** Of every command that may wait: the compiler holds that none is left out. */
const WORDS: { [T in WaitingType]: (command: CommandOf<T>, made: Made) => QueuedWords } = {
  comment: ({ parent, cell, text }, { t, lineOf }) => {
    const line = lineOf(cell.slice(0, cell.lastIndexOf(':')));
    return { what: t(parent === null ? 'what.comment' : 'what.reply', { line }), text };
  },
  'resolve-comment': ofThread,
  'reopen-comment': ofThread,
  'ask-clarification': ({ row, text }, { t, lineOf }) => ({
    what: t('what.ask', { line: lineOf(row) }),
    text,
  }),
  'close-clarification': ({ clarification }, { t, state }) => ({
    what: t('what.close'),
    text: state.clarifications.get(clarification)?.text ?? '',
  }),
  'ask-query': ({ row, text }, { t, lineOf }) => ({
    what: t('what.ask-query', { line: lineOf(row) }),
    text,
  }),
  'answer-query': ofQuery,
  'query-again': ofQuery,
  verify: ({ row, result, verdict, note }, { t, lineOf }) => ({
    what: t(`what.verify.${verdict}`, { line: lineOf(row), result }),
    text: note,
  }),
  'withdraw-verification': ({ row }, { t, lineOf }) => ({
    what: t('what.withdraw', { line: lineOf(row) }),
    text: '',
  }),
  'assign-rows': ({ rows, entity: id }, { t, state }) => {
    const entity = id === null ? undefined : state.entities.get(id);
    const key = id === null ? 'what.unassign' : 'what.assign';
    return { what: t(key, { count: rows.length, entity: entity?.name ?? '' }), text: '' };
  },
  'mark-rows': (command, { t, absenceWords }) => ({
    what: t('what.mark', { count: command.rows.length }),
    text: absenceWords({ ...command, reason: command.reason ?? '' }),
  }),
};

/** Words of a command; of one that was kept by another edition of this page, that there is one. */
function wordsOf<T extends WaitingType>(
  { type, command }: { type: T; command: CommandOf<T> },
  made: Made,
): QueuedWords {
  return Object.hasOwn(WORDS, type)
    ? WORDS[type](command, made)
    : { what: made.t('what.other'), text: '' };
}

/** Words of commands in the open workbook. */
export function useQueuedWords(): (command: Command) => QueuedWords {
  const { t } = useTranslation('offline');
  const absenceWords = useAbsenceWords();
  const { catalogue, state } = useWorkbook();
  const lineOf = (row: string): string => {
    const line = catalogue.rows.get(row);
    if (!line) return row;
    return line.kind === 'profile' ? line.label : line.kpi.name;
  };
  const made = { t, lineOf, state, absenceWords };
  return (given) => {
    const command = given as CommandOf<WaitingType>;
    return wordsOf({ type: command.type, command }, made);
  };
}
