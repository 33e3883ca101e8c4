/** The button of the head for what is audited: the desk for the audit side, released findings for the city's. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { may } from '@tallystick/domain/rights';
import { IconClipboardText } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskedPart } from '../addresses/asked-part.ts';
import { Dialog, DialogWaiting } from '../kit/dialog.tsx';
import '../kit/dialogs.css';
import '../kit/panel.css';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { later } from '../look/later.tsx';

const AuditDesk = later(() => import('./desk.tsx').then((m) => m.AuditDesk), <DialogWaiting />);
const CityFindings = later(
  () => import('./city-findings.tsx').then((m) => m.CityFindings),
  <DialogWaiting />,
);

export function AuditButton() {
  const { state, actor } = useWorkbook();
  if (may(actor, 'read-audit', { state }) === undefined) return <DeskButton />;
  // Nothing tells the city of what was not released.
  return state.findings.size > 0 ? <FindingsButton /> : null;
}

function DeskButton() {
  const { t } = useTranslation('audit');
  return (
    <HeadDialog label={t('title')} title={t('title')} testId="desk-open">
      {(close, isAsked) => <AuditDesk close={close} first={isAsked ? 'findings' : 'papers'} />}
    </HeadDialog>
  );
}

function FindingsButton() {
  const { t } = useTranslation('audit');
  const { state } = useWorkbook();
  const unanswered = [...state.findings.values()].filter(
    ({ answer, withdrawn }) => answer === null && withdrawn === null,
  ).length;
  const title = t('findings.cityTitle');
  const label = unanswered === 0 ? title : t('findings.cityCount', { count: unanswered });
  return (
    <HeadDialog label={label} title={title} testId="findings-open">
      {(close) => <CityFindings close={close} />}
    </HeadDialog>
  );
}

type HeadProps = {
  label: string;
  title: string;
  testId: string;
  /** `isAsked`: a notice led here, to the findings. */
  children: (close: () => void, isAsked: boolean) => ReactNode;
};

function HeadDialog({ label, title, testId, children }: HeadProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const [isAsked, setAsked] = useState(false);
  useAskedPart(['findings'], () => {
    setAsked(true);
    open();
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        className="head-button"
        leftSection={<IconClipboardText size={16} aria-hidden />}
        onClick={() => {
          setAsked(false);
          open();
        }}
        data-testid={testId}
      >
        {label}
      </Button>
      <Dialog opened={opened} onClose={close} title={title} size="lg">
        {children(close, isAsked)}
      </Dialog>
    </>
  );
}
