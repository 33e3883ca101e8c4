/** Starts the app: texts first, then the page. */
// In a layer, so that the app's own rules win wherever their chunk comes in the page.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './page.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { AskingFirst } from './account/asked-first.tsx';
import { SessionProvider } from './live/room/session.ts';
import { keepPage } from './look/keep-page.ts';
import { PartBoundary, Unfetched } from './look/part-boundary.tsx';
import { Toasts } from './kit/toasts.tsx';
import { liveWithTranslators } from './look/translated-page.ts';
import { keepApp } from './offline/app-update.ts';
import { UpdateNotice } from './offline/update-notice.tsx';
import { directionOf } from './texts/direction.ts';
import { startTexts } from './texts/i18n.ts';
import { theme } from './look/theme.ts';

liveWithTranslators();
keepPage();
const { language } = await startTexts();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');

/** What a part failed of is a defect of the app like any other, but for a line that went away. */
function onCaughtError(why: unknown): void {
  if (!(why instanceof Unfetched)) reportError(why);
}

createRoot(root, { onCaughtError }).render(
  <DirectionProvider initialDirection={directionOf(language)} detectDirection={false}>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Toasts />
      <PartBoundary>
        <SessionProvider>
          <App />
          <AskingFirst />
          <UpdateNotice />
        </SessionProvider>
      </PartBoundary>
    </MantineProvider>
  </DirectionProvider>,
);

keepApp();
