/** The next step of a workbook that has just been opened, as a button for those who can take it. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@tallystick/domain/rights';
import { useTranslation } from 'react-i18next';
import '../kit/dialogs.css';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import '../history/history.css';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { later } from '../look/later.tsx';
import '../kit/panel.css';
import { nextStep } from './step.ts';

const PeopleTabs = later(
  () => import('../members/people-tabs.tsx').then((m) => m.PeopleTabs),
  <DialogWaiting />,
);

/** `showFree` shows the rows that are assigned to nobody. */
export function NextStep({ showFree }: { showFree: () => void }) {
  const { t } = useTranslation('people');
  const { state, actor, catalogue } = useWorkbook();
  const [opened, { open, close }] = useDisclosure(false);
  const rows = catalogue.rows.size;
  const step = nextStep(state, rows);
  const isOfRows = step === 'rows' || step === 'rest';
  const isLead = !may(actor, 'change-entities', { state }) && !may(actor, 'assign', { state });
  if (!isLead || (step === undefined && !opened)) return null;
  return (
    <>
      {step && (
        <div className="since" role="status" data-testid="next-step">
          <span>{t(`next.${step}`, { count: rows - state.assignments.size })}</span>
          <Button
            size="compact-sm"
            onClick={isOfRows ? showFree : open}
            data-testid={`next-${step}`}
          >
            {t(isOfRows ? 'next.rowsDo' : `next.${step}Do`)}
          </Button>
        </div>
      )}
      <Dialog opened={opened} onClose={close} title={t('title')} size="lg">
        <PeopleTabs first={step === 'people' ? 'people' : 'entities'} />
      </Dialog>
    </>
  );
}
