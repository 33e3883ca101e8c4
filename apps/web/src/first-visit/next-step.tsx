/** The next step of a workbook that has just been opened, as a button for those who can take it. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@tallystick/domain/rights';
import type { InvitationLine } from '@tallystick/protocol/views-people';
import { useTranslation } from 'react-i18next';
import { workbookApi } from '../addresses/workbook-paths.ts';
import { useAsked } from '../server/use-asked.ts';
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

/** Whether an invitation waits for somebody; undefined until that is known. */
function useIsInvited(asks: boolean): boolean | undefined {
  const { id } = useWorkbook();
  const path = asks ? `${workbookApi(id)}/invitations` : undefined;
  const { value, refusal } = useAsked<{ invitations: InvitationLine[] }>(path);
  if (!asks || refusal) return false;
  return value?.invitations.some(({ status }) => status === 'open');
}

type Props = {
  /** Shows the rows that are assigned to nobody. */
  showFree: () => void;
  /** They are what is shown already. */
  isFreeShown: boolean;
};

export function NextStep({ showFree, isFreeShown }: Props) {
  const { t } = useTranslation('people');
  const { state, actor, catalogue } = useWorkbook();
  const [opened, { open, close }] = useDisclosure(false);
  const rows = catalogue.rows.size;
  const isOpenAsked = nextStep(state, rows) === 'people';
  const isInvited = useIsInvited(isOpenAsked && !opened);
  const step = isInvited === undefined ? undefined : nextStep(state, rows, isInvited);
  const isOfRows = step === 'rows' || step === 'rest';
  const isShown = isOfRows && isFreeShown;
  const isLead = !may(actor, 'change-entities', { state }) && !may(actor, 'assign', { state });
  if (!isLead || (step === undefined && !opened)) return null;
  return (
    <>
      {step && (
        <div className="since" role="status" data-testid="next-step">
          <span>
            {t(`next.${step}`, { count: rows - state.assignments.size })}
            {isShown && ` ${t('next.shown')}`}
          </span>
          {!isShown && (
            <Button
              size="compact-sm"
              onClick={isOfRows ? showFree : open}
              data-testid={`next-${step}`}
            >
              {t(isOfRows ? 'next.rowsDo' : `next.${step}Do`)}
            </Button>
          )}
        </div>
      )}
      <Dialog opened={opened} onClose={close} title={t('title')} size="lg">
        <PeopleTabs first={step === 'people' ? 'people' : 'entities'} />
      </Dialog>
    </>
  );
}
