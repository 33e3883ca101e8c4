/** Dismissing a result of the screening with a reason that stays, and what was dismissed at a row, folded. */
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ScreeningResultView } from '@tallystick/protocol/audit/views-screening';
import { useTranslation } from 'react-i18next';
import { ReasonDialog } from '../kit/reason-dialog.tsx';
import { RefusalText } from '../kit/refusal-text.tsx';
import { useDismissals } from '../live/workbook/use-dismissals.ts';
import type { DismissedResult } from '../live/workbook/use-screening.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import { useAct } from '../look/use-act.ts';
import { instant } from '../texts/locale.ts';
import { sentenceOf } from './result-words.ts';

/** Nothing for those who do not judge the figures themselves. */
export function Dismiss({ result }: { result: ScreeningResultView }) {
  const { t } = useTranslation(['screening', 'panel', 'rules', 'shell', 'grid']);
  const [opened, { open, close }] = useDisclosure(false);
  const { mayDismiss, dismiss } = useDismissals();
  if (!mayDismiss) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        onClick={open}
        data-testid="screening-dismiss"
      >
        {t('dismiss')}
      </Button>
      <ReasonDialog
        opened={opened}
        onClose={close}
        title={t('dismissTitle')}
        about={t('dismissAbout', { sentence: sentenceOf(result, t) })}
        asks={{ label: t('reason'), description: t('reasonAbout') }}
        confirm={t('dismiss')}
        act={(reason) => dismiss(result.id, reason)}
        testId="screening-dismiss"
      />
    </>
  );
}

export function DismissedResults({ dismissed }: { dismissed: readonly DismissedResult[] }) {
  const { t } = useTranslation('screening');
  if (dismissed.length === 0) return null;
  return (
    <details className="screening-dismissed" data-testid="screening-dismissed">
      <summary>{t('dismissed', { count: dismissed.length })}</summary>
      {dismissed.map((each) => (
        <Dismissed key={each.result.id} dismissed={each} />
      ))}
    </details>
  );
}

function Dismissed({ dismissed }: { dismissed: DismissedResult }) {
  const { t } = useTranslation(['screening', 'panel', 'rules', 'shell', 'grid']);
  const { nameOf } = useWorkbook();
  const { mayDismiss, takeBack } = useDismissals();
  const { busy, refusal, run } = useAct();
  const { result, dismissal } = dismissed;
  return (
    <article className="screening-result">
      <Text size="sm">
        <bdi>{sentenceOf(result, t)}</bdi>
      </Text>
      <Text size="xs" c="var(--ts-muted)">
        {t('dismissedBy', {
          name: nameOf(dismissal.by),
          at: instant(dismissal.at),
          reason: dismissal.reason,
        })}
      </Text>
      {refusal && <RefusalText refusal={refusal} />}
      {mayDismiss && (
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          onClick={() => void run(() => takeBack(result.id))}
          data-testid="screening-take-back"
        >
          {t('takeBack')}
        </Button>
      )}
    </article>
  );
}
