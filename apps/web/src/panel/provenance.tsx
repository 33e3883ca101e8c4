/**
 * How far the words of a KPI were confirmed against ITU's sheets, field by field, with the sources. Sources are plain
 * text: this page asks nothing outside.
 */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Kpi } from '@tallystick/catalogue/kpi-set';

export function Provenance({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('panel');
  const fields = (names: readonly string[]) =>
    names.map((name) => t(`field.${name}`, { defaultValue: name })).join(', ');
  const based = Object.entries(kpi.basis);
  return (
    <div className="panel-provenance">
      {kpi.confirmed.length > 0 && (
        <Text size="sm">{t('provenance.confirmed', { fields: fields(kpi.confirmed) })}</Text>
      )}
      {kpi.secondary.length > 0 && (
        <Text size="sm">{t('provenance.secondary', { fields: fields(kpi.secondary) })}</Text>
      )}
      {kpi.unconfirmed.length > 0 && (
        <Text size="sm" className="panel-unconfirmed" data-testid="unconfirmed">
          {t('provenance.unconfirmed', { fields: fields(kpi.unconfirmed) })}
        </Text>
      )}
      {based.length > 0 && (
        <ul className="panel-rules">
          {based.map(([field, words]) => (
            <li key={field}>
              {t(`field.${field}`, { defaultValue: field })}: {words}
            </li>
          ))}
        </ul>
      )}
      {kpi.notes && <Text size="sm">{kpi.notes}</Text>}
      {kpi.sources.length > 0 && (
        <details className="panel-sources">
          <summary>{t('provenance.sources', { count: kpi.sources.length })}</summary>
          <ul>
            {kpi.sources.map((source) => (
              <li key={source} dir="ltr">
                {source}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
