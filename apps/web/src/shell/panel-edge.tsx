/** The edge by which the panel beside the sheet is made wider. */
import { useTranslation } from 'react-i18next';
import { Splitter } from '../look/edge/splitter.tsx';
import { PANEL, type usePanel } from './panel-width.ts';

export function PanelEdge({ panel }: { panel: ReturnType<typeof usePanel> }) {
  const { t } = useTranslation('shell');
  return (
    <Splitter
      part="at-end"
      size={panel.size}
      setSize={panel.setSize}
      bounds={PANEL}
      label={t('splitter')}
      testId="splitter"
    />
  );
}
