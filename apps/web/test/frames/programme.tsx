/** A page with nothing but the product's grid over a programme's rows. */
import '@mantine/core/styles.layer.css';
import '../../src/page.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { KpiGrid } from '../../src/grid/kpi-grid.tsx';
import { startTexts } from '../../src/texts/i18n.ts';
import { theme } from '../../src/look/theme.ts';
import { programmeSource, type ProgrammeSource } from './programme-source.ts';

declare global {
  interface Window {
    programme: {
      source: ProgrammeSource;
      /** Shows the grid; answers after how many milliseconds its rows were painted. */
      show: () => Promise<number>;
    };
  }
}

await startTexts();
const rows = Number(new URLSearchParams(window.location.search).get('rows') ?? 112);
const source = programmeSource(rows);
const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    });
  });

window.programme = {
  source,
  show: async () => {
    const root = document.getElementById('root');
    if (!root) throw new Error('The page has no root');
    const begun = performance.now();
    createRoot(root).render(
      <MantineProvider theme={theme}>
        <div style={{ blockSize: '100vh' }}>
          <KpiGrid source={source} sheet="kpi" label="Programme" />
        </div>
      </MantineProvider>,
    );
    while (!document.querySelector('.ag-row [col-id=numerator] .ts-text:not(:empty)'))
      await painted();
    await painted();
    return performance.now() - begun;
  },
};
