/** What lasts and what happened on a timeline, in words. */
import type { Point, Span } from '@tallystick/domain/timeline';
import { useTranslation } from 'react-i18next';
import { count } from '../texts/locale.ts';

export function useSpanWords(): {
  ofSpan: (span: Span) => string;
  ofPoint: (point: Point) => string;
} {
  const { t } = useTranslation('timeline');
  return {
    ofSpan: (span) => t(span.kind === 'mission' ? `span.${span.how}` : `span.${span.kind}`),
    ofPoint: (point) => {
      if (point.kind === 'findings') return t('point.findings', { count: point.count });
      if ('submission' in point)
        return t(`point.${point.kind}`, { version: count(point.submission) });
      return t(`point.${point.kind}`);
    },
  };
}
