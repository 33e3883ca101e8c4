/** The name of a filter in words. */
import type { TFunction } from 'i18next';
import { type Filtering, FILTERS } from './filters.ts';
import type { Choice, Shown } from './view-state.ts';

export type FilterWords = TFunction<'views'>;

/** `Mine`, `Core`, `Changed since version 2`, or the name of an entity. */
export function filterWords(looking: Filtering, { kind, value }: Choice, t: FilterWords): string {
  if (value === null) return t(`filters.${kind}`);
  const known = FILTERS.find((filter) => filter.kind === kind)
    ?.values?.(looking, 'kpi')
    .find((each) => each.value === value);
  if (known?.name !== undefined) return known.name;
  return kind === 'changed'
    ? t('filters.changed', { version: value })
    : t(`filters.${kind}.${value}`);
}

/** All filters of a view, kinds joined by “and”, values of a kind by “or”. */
export function allFilterWords(looking: Filtering, { filters }: Shown, t: FilterWords): string {
  const kinds = Map.groupBy(filters, ({ kind }) => kind);
  return [...kinds.values()]
    .map((choices) =>
      choices.map((choice) => filterWords(looking, choice, t)).join(t('filters.or')),
    )
    .join(t('filters.and'));
}
