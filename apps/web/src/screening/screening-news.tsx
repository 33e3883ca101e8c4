/** What the screening found in a version that was locked: in the line of news, and at once where the page is open. */
import { Anchor, Button } from '@mantine/core';
import { may } from '@tallystick/domain/rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreening } from '../live/workbook/use-screening.ts';
import { useWorkbook } from '../live/workbook/use-workbook.ts';
import './screening.css';

type Props = { show: () => void };

/** `12 results of the screening`, as a way to them; nothing for those who may not know of it. */
export function ScreeningLink({ show }: Props) {
  const { t } = useTranslation('screening');
  const { value } = useScreening();
  if (!value) return null;
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      underline="always"
      onClick={show}
      data-testid="screening-news"
    >
      {t('count', { count: value.findings.length })}
    </Anchor>
  );
}

/** A line over the sheet once a version is locked while the page is open. */
export function LockedMeanwhile({ show }: Props) {
  const { t } = useTranslation('screening');
  const { state, actor } = useWorkbook();
  const last = state.submissions.at(-1);
  const [seen, setSeen] = useState(last?.number ?? 0);
  const reads = may(actor, 'read-screening', { state }) === undefined;
  if (!reads || !last || last.number <= seen) return null;
  const dismiss = (): void => setSeen(last.number);
  return (
    <div className="screening-ribbon" role="status" data-testid="screening-locked">
      <span>{t('locked', { version: last.submission })}</span>
      <ScreeningLink
        show={() => {
          dismiss();
          show();
        }}
      />
      <Button size="compact-xs" variant="subtle" color="gray" onClick={dismiss}>
        {t('seen')}
      </Button>
    </div>
  );
}
