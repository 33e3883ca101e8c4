/** The kind of a finding as a sign and a word. */
import type { FindingKind } from '@tallystick/domain/audit/finding';
import { useTranslation } from 'react-i18next';
import { StateMark } from '../kit/state-mark.tsx';

const TONES = { conformity: 'good', nonconformity: 'bad', improvement: 'warn' } as const;

export function FindingKindMark({ kind }: { kind: FindingKind }) {
  const { t } = useTranslation('audit');
  return <StateMark tone={TONES[kind]}>{t(`findings.kind.${kind}`)}</StateMark>;
}
