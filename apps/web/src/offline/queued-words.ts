/** A waiting command in words: what it does, about what, and the text in it that must not be lost. */
import type { Command } from '@tallystick/domain/commands';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAbsenceWords } from '../lines/absence-words.ts';

export type QueuedWords = {
  what: string;
  /** What its author wrote; empty where nothing was written. */
  text: string;
};

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
  return (command) => {
    switch (command.type) {
      case 'comment': {
        const key = command.parent === null ? 'what.comment' : 'what.reply';
        const line = lineOf(command.cell.slice(0, command.cell.lastIndexOf(':')));
        return { what: t(key, { line }), text: command.text };
      }
      case 'ask-clarification':
        return { what: t('what.ask', { line: lineOf(command.row) }), text: command.text };
      case 'verify': {
        const words = { line: lineOf(command.row), result: command.result };
        return { what: t(`what.verify.${command.verdict}`, words), text: command.note };
      }
      case 'withdraw-verification':
        return { what: t('what.withdraw', { line: lineOf(command.row) }), text: '' };
      case 'resolve-comment':
      case 'reopen-comment': {
        const about = state.comments.get(command.comment)?.text ?? '';
        return { what: t(`what.${command.type}`), text: about };
      }
      case 'close-clarification':
        return {
          what: t('what.close'),
          text: state.clarifications.get(command.clarification)?.text ?? '',
        };
      case 'assign-rows': {
        const count = command.rows.length;
        const entity = command.entity === null ? undefined : state.entities.get(command.entity);
        const key = command.entity === null ? 'what.unassign' : 'what.assign';
        return { what: t(key, { count, entity: entity?.name ?? '' }), text: '' };
      }
      case 'mark-rows':
        return {
          what: t('what.mark', { count: command.rows.length }),
          text: absenceWords({ ...command, reason: command.reason ?? '' }),
        };
      default:
        return { what: t('what.other'), text: '' };
    }
  };
}
