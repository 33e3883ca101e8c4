/**
 * What the menu of a cell offers in an open workbook: to speak about the cell, to look back, and to say of the rows what
 * they are. The dialogs that this needs stand beside.
 */

import {
  IconBuilding,
  IconCheck,
  IconCircleOff,
  IconExternalLink,
  IconHistory,
  IconLockOpen,
  IconMessage,
} from '@tabler/icons-react';
import { rowLabel } from '@tallystick/domain/nouns/mark';
import type { RowId } from '@tallystick/domain/cells/ids';
import { may } from '@tallystick/domain/rights';
import { hasFigure } from '@tallystick/domain/nouns/row-life';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { linksIn } from '../lines/links.ts';
import { useRefusalSentence } from '../kit/refusal-text.tsx';
import { subjectOf } from '../lines/subject.ts';
import { ReopenDialog } from '../reopening/reopen-dialog.tsx';
import { errorWords } from '../rows/error-words.ts';
import { NotAvailableDialog } from '../rows/not-available-dialog.tsx';
import { readyPlan } from '../rows/ready-plan.ts';
import { useReadyRows } from '../rows/use-ready-rows.tsx';
import type { Place } from '../spreadsheet/port.ts';
import type { Sheet } from '../spreadsheet/sheet.ts';
import { AssignDialog } from './assign-dialog.tsx';
import type { MenuLine, MoreLines } from './menu-line.ts';

type Ways = { comment: () => void; history: () => void };
type Sheets = Ways & {
  /** The sheet that is worked in: reopening begins with what is selected there. */ working: Sheet;
};
type Asked = { dialog: 'assign' | 'not-available' | 'reopen'; rows: readonly string[] };

export function useRowMenu({ comment, history, working }: Sheets): {
  lines: MoreLines;
  dialogs: ReactNode;
} {
  const { t } = useTranslation('cell-menu');
  const [asked, setAsked] = useState<Asked>();
  const about = useLinesAbout({ comment, history });
  const rowLines = useLinesOfRows(setAsked);
  const { catalogue, state } = useWorkbook();
  const close = (): void => setAsked(undefined);
  const [row = ''] = asked?.rows ?? [];
  const is = (dialog: Asked['dialog']): boolean => asked?.dialog === dialog;
  const version = state.submissions.at(-1)?.submission ?? 0;
  return {
    lines: (place, rows) => [about(place), rowLines(rows)],
    dialogs: (
      <>
        <AssignDialog
          opened={is('assign')}
          onClose={close}
          rows={asked?.rows ?? []}
          title={t('assignTitle')}
        />
        {row !== '' && (
          <NotAvailableDialog
            opened={is('not-available')}
            onClose={close}
            row={row}
            name={rowLabel(catalogue, row as RowId)}
          />
        )}
        <ReopenDialog opened={is('reopen')} onClose={close} version={version} working={working} />
      </>
    ),
  };
}

function openLink(href: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href, target: '_blank', rel: 'noopener noreferrer' });
  link.click();
}

function useLinesAbout({ comment, history }: Ways): (place: Place) => MenuLine[] {
  const { t } = useTranslation('cell-menu');
  const say = useRefusalSentence();
  const { catalogue, state, actor, cells } = useWorkbook();
  return (place) => {
    const mayNotComment = may(actor, 'comment', { state });
    const mayNotLook = may(actor, 'read-history', { state });
    const home = subjectOf(catalogue, place)?.home;
    const links = linksIn(cells.get(`${place.row}:${place.column}`));
    return [
      {
        id: 'comment',
        label: t('comment'),
        icon: IconMessage,
        keys: ['Shift', 'F2'],
        why: mayNotComment && say(mayNotComment),
        act: comment,
      },
      {
        id: 'history',
        label: t('history'),
        icon: IconHistory,
        why: mayNotLook ? say(mayNotLook) : home === undefined ? t('why.otherColumn') : undefined,
        act: history,
      },
      ...links.map(
        ({ href, host }, at): MenuLine => ({
          id: `link-${at}`,
          label: t('link', { host }),
          icon: IconExternalLink,
          act: () => openLink(href),
        }),
      ),
    ];
  };
}

/** Why none of these rows can be called ready. */
function useWhyNotReady(): (rows: readonly string[]) => string | undefined {
  const { t } = useTranslation(['rows', 'readiness']);
  const say = useRefusalSentence();
  const handle = useWorkbook();
  return (rows) => {
    const { can, already, blocked, refused } = readyPlan(handle, rows);
    if (can.length > 0) return undefined;
    const [no] = refused;
    if (no) return say(no.refusal);
    const [missing] = blocked;
    if (missing) return missing.errors.map((error) => errorWords(error, t)).join(' ');
    return already.length > 0 ? t('said.already', { count: already.length }) : undefined;
  };
}

function useLinesOfRows(ask: (asked: Asked) => void): (rows: readonly string[]) => MenuLine[] {
  const { t } = useTranslation('cell-menu');
  const say = useRefusalSentence();
  const whyNotReady = useWhyNotReady();
  const makeReady = useReadyRows();
  const handle = useWorkbook();
  const { catalogue, state, actor, cells } = handle;
  /** Why it cannot be said that one row is not available: as for "ready", and a figure speaks against it. */
  const whyNotAbsent = (rows: readonly string[]): string | undefined => {
    const [row = '', ...others] = rows;
    if (others.length > 0) return t('why.oneRow');
    const [no] = readyPlan(handle, rows).refused;
    if (no) return say(no.refusal);
    const has = hasFigure(catalogue, row as RowId, (cell) => cells.get(cell));
    return has ? t('why.figure') : undefined;
  };
  return (rows) => {
    const mayNotAssign = may(actor, 'assign', { state });
    const mayNotReopen = may(actor, 'reopen', { state });
    const open = (dialog: Asked['dialog']) => () => ask({ dialog, rows });
    return [
      {
        id: 'ready',
        label: t('ready'),
        icon: IconCheck,
        keys: ['Alt', 'R'],
        why: whyNotReady(rows),
        act: () => makeReady(rows),
      },
      {
        id: 'not-available',
        label: t('notAvailable'),
        icon: IconCircleOff,
        why: whyNotAbsent(rows),
        act: open('not-available'),
      },
      {
        id: 'assign',
        label: t('assign'),
        icon: IconBuilding,
        why: mayNotAssign && say(mayNotAssign),
        act: open('assign'),
      },
      {
        id: 'reopen',
        label: t('reopen'),
        icon: IconLockOpen,
        why: mayNotReopen ? say(mayNotReopen) : state.locked ? undefined : t('why.open'),
        act: open('reopen'),
      },
    ];
  };
}
