/** A verdict as a sign and words, wherever it is told. */
import type { Verdict } from '@tallystick/domain/events';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../kit/state-mark.tsx';

/** Verified or not verified, as a sign and words; a stale one says so. */
export function VerdictMark({ verdict, stale }: { verdict: Verdict; stale: boolean }) {
  const { t } = useTranslation('panel');
  if (stale) {
    return (
      <StateMark tone="warn" testId="verdict-stale">
        {t(verdict === 'yes' ? 'verification.staleYes' : 'verification.staleNo')}
      </StateMark>
    );
  }
  return (
    <StateMark tone={verdict === 'yes' ? 'good' : 'bad'} testId="verdict">
      {t(verdict === 'yes' ? 'verification.yes' : 'verification.no')}
    </StateMark>
  );
}
