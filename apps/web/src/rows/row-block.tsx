/**
 * The state of a row in the panel: what it is and who said so, what still blocks "ready", and the buttons of those who
 * fill it.
 */
import { Button, Group, Text } from '@mantine/core';
import { errorsToMend, mayMarkRow, rowLabel } from '@tallystick/domain/nouns/mark';
import { evidenceOfRow } from '@tallystick/domain/nouns/evidence/evidence';
import type { RowSaying } from '@tallystick/domain/events';
import type { RowId } from '@tallystick/domain/cells/ids';
import { type RowWarning, rowWarnings } from '@tallystick/domain/screening/readiness';
import { hasFigure } from '@tallystick/domain/nouns/row-life';
import type { RowMark } from '@tallystick/domain/state';
import { IconCheck } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { useAct } from '../look/use-act.ts';
import { useTranslation } from 'react-i18next';
import { useAllCells, useWorkbook } from '../live/workbook/use-workbook.ts';
import { localWords } from '../kit/instant.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { wordLocale } from '../texts/locale.ts';
import { useAbsenceWords } from '../lines/absence-words.ts';
import { BlockingList, WarningList } from './blocking-list.tsx';
import { LifeMark } from './life-mark.tsx';
import { NotAvailableDialog } from './not-available-dialog.tsx';
import { lifeOf, withdrawn } from '../live/workbook/row-lives.ts';
import { readyPlan } from './ready-plan.ts';
import { useMarkRows } from './use-mark-rows.ts';
import { useLastEdit } from './use-last-edit.ts';
import { useReadyRows } from './use-ready-rows.tsx';
import type { DataPoint, ProfileRow } from '@tallystick/catalogue/kpi-set';

/** What the screening asks stands below the result already. */
const SHOWN_HERE: readonly RowWarning['code'][] = [
  'shared-input-missing',
  'quality-missing',
  'origin-missing',
  'evidence-missing',
  'reason-missing',
];
const isNotShown = ({ code }: RowWarning): boolean => SHOWN_HERE.includes(code);

export function RowBlock({ row }: { row: DataPoint | ProfileRow }) {
  const { t } = useTranslation('rows');
  const handle = useWorkbook();
  const absenceWords = useAbsenceWords();
  useAllCells();
  const { catalogue, cells, state, actor, now } = handle;
  const id = row.row as RowId;
  const life = lifeOf(handle, id);
  const lost = withdrawn(handle, id);
  const mark = lost ? undefined : state.marks.get(id);
  const refusal = mayMarkRow(state, actor, { row: id, catalogue, now: now() });
  const read = (cell: string) => cells.get(cell);
  const hasEvidence = evidenceOfRow(state, id).length > 0;
  const isOpen = life === 'in-progress' || life === 'empty';
  const errors =
    refusal || !isOpen || life === 'empty'
      ? []
      : errorsToMend(state, { row: id, catalogue, read, now: now() });
  const warnings =
    refusal || life === 'empty'
      ? []
      : rowWarnings(catalogue, id, { read, hasEvidence }).filter(isNotShown);
  return (
    <section className="row-block" aria-label={t('block.title')} data-testid="row-block" key={id}>
      <div className="row-block-head" aria-live="polite">
        <LifeMark life={life} testId="row-life" />
        {mark && <SaidBy mark={mark} />}
      </div>
      {mark?.as === 'not-available' && (
        <Text size="sm" data-testid="row-reason">
          {t('block.reason', { reason: absenceWords(mark) })}
        </Text>
      )}
      {lost && <Withdrawn mark={lost} />}
      {errors.length > 0 && <BlockingList errors={errors} />}
      {warnings.length > 0 && <WarningList warnings={warnings} />}
      {!refusal && (
        <Saying
          row={id}
          isOpen={isOpen}
          isBlocked={life === 'empty' || errors.length > 0}
          hasFigure={hasFigure(catalogue, id, read)}
        />
      )}
    </section>
  );
}

function SaidBy({ mark }: { mark: RowMark }) {
  const { t } = useTranslation('rows');
  const { nameOf } = useWorkbook();
  const when = localWords(mark.at, wordLocale());
  return (
    <Text size="xs" c="var(--ts-muted)">
      {t('block.by', { name: nameOf(mark.by), when })}
    </Text>
  );
}

/** That something was said and holds no longer, and who has changed the row since. */
function Withdrawn({ mark }: { mark: RowMark }) {
  const { t } = useTranslation('rows');
  const { nameOf } = useWorkbook();
  const edit = useLastEdit(mark);
  const key = mark.as === 'ready' ? 'block.withdrawnReady' : 'block.withdrawnNotAvailable';
  const when = (at: number) => localWords(at, wordLocale());
  return (
    <Text size="sm" data-testid="row-withdrawn">
      {t(key, { name: nameOf(mark.by), when: when(mark.at) })}{' '}
      {edit && t('block.changedBy', { name: edit.name || nameOf(edit.by), when: when(edit.at) })}
    </Text>
  );
}

type SayingProps = { row: RowId; isOpen: boolean; isBlocked: boolean; hasFigure: boolean };

function Saying(props: SayingProps) {
  const { t } = useTranslation('rows');
  const { row, isOpen, isBlocked } = props;
  const handle = useWorkbook();
  const { catalogue } = handle;
  const mark = useMarkRows();
  const makeReady = useReadyRows();
  const [isAsking, setAsking] = useState(false);
  const { busy, refusal, run, forget } = useAct();
  const say = async (as: RowSaying) => {
    await run(() => mark([row], as));
  };
  const pressReady = async ({ currentTarget }: MouseEvent<HTMLButtonElement>): Promise<void> => {
    // Takes the text that is being typed: its field or cell takes it when the keyboard leaves. Safari's press moves none.
    currentTarget.focus();
    // The grid hands over what it took in a task of its own.
    await new Promise((done) => setTimeout(done));
    if (readyPlan(handle, [row]).can.length > 0) {
      void say('ready');
      return;
    }
    forget();
    // Says what is missing, as the key does.
    makeReady([row]);
  };
  return (
    <>
      <Group gap={8}>
        {isOpen && (
          <Button
            size="xs"
            variant={isBlocked ? 'default' : 'filled'}
            leftSection={<IconCheck size={16} aria-hidden />}
            loading={busy}
            title={t('block.readyTip')}
            // The list above would shrink when the field is left, and the button go from under the finger.
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => void pressReady(event)}
            data-testid="row-ready"
          >
            {t('block.ready')}
          </Button>
        )}
        {isOpen && !props.hasFigure && (
          <Button
            size="xs"
            variant="default"
            onClick={() => setAsking(true)}
            data-testid="row-not-available"
          >
            {t('block.notAvailable')}
          </Button>
        )}
        {!isOpen && (
          <Button
            size="xs"
            variant="default"
            loading={busy}
            onClick={() => void say('in-progress')}
            data-testid="row-back"
          >
            {t('block.back')}
          </Button>
        )}
      </Group>
      {refusal && (
        <div role="alert">
          <RefusalText refusal={refusal} />
        </div>
      )}
      <NotAvailableDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        row={row}
        name={rowLabel(catalogue, row)}
      />
    </>
  );
}
