/** The name of a page in its tab and in the browser's history: what is shown, then the product. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The most particular part first; empty parts are left out. */
export function useTitle(...parts: readonly string[]): void {
  const { t } = useTranslation('shell');
  const title = [...parts, t('product')].filter((part) => part !== '').join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
