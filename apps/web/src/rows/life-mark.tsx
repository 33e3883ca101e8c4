/** The state of a row as a sign and its word. */
import type { RowLife } from '@tallystick/domain/nouns/row-life';
import { useTranslation } from 'react-i18next';
import './rows.css';

export function LifeMark({ life, testId }: { life: RowLife; testId?: string }) {
  const { t } = useTranslation('rows');
  return (
    <span className="life-mark" data-life={life} data-testid={testId}>
      <span className="life-sign" aria-hidden />
      <span>{t(`life.${life}`)}</span>
    </span>
  );
}
