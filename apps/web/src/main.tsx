/** Starts the app: texts first, then the page. Own file because it alone touches the document's root. */
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { SessionProvider } from './live/session.ts';
import { directionOf, startTexts } from './texts/i18n.ts';
import { theme } from './theme.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './page.css';

const { language } = await startTexts();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');

createRoot(root).render(
  <DirectionProvider initialDirection={directionOf(language)} detectDirection={false}>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <SessionProvider>
        <App />
      </SessionProvider>
    </MantineProvider>
  </DirectionProvider>,
);
