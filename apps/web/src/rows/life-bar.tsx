/**
 * Progress as a bar of four states. Each has a pattern besides its colour, and the words say all figures: nothing is
 * told by colour alone.
 */
import { ROW_LIVES } from '@tallystick/domain/nouns/row-life';
import { useTranslation } from 'react-i18next';
import { count } from '../texts/locale.ts';
import type { LifeCounts } from './life-counts.ts';
import './rows.css';

/** The figures of a bar as a sentence. */
export function useLifeWords(): (counts: LifeCounts) => string {
  const { t } = useTranslation('rows');
  return (counts) =>
    t('bar.words', {
      count: counts.total,
      ready: count(counts.ready),
      inProgress: count(counts['in-progress']),
      notAvailable: count(counts['not-available']),
      empty: count(counts.empty),
    });
}

/** `name`: whose progress, where nothing around it says so. `isWritten`: the words stand beside the bar, a picture of them. */
export function LifeBar(props: { counts: LifeCounts; name?: string; isWritten?: boolean }) {
  const words = useLifeWords();
  const { counts, name, isWritten } = props;
  if (counts.total === 0) return null;
  const said = words(counts);
  const label = name === undefined ? said : `${name}: ${said}`;
  return (
    <span
      className="life-bar"
      title={said}
      data-testid="life-bar"
      data-ready={counts.ready}
      data-in-progress={counts['in-progress']}
      data-not-available={counts['not-available']}
      data-empty={counts.empty}
      {...(isWritten ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {ROW_LIVES.filter((life) => counts[life] > 0).map((life) => (
        <span key={life} data-life={life} style={{ flexGrow: counts[life] }} />
      ))}
    </span>
  );
}
