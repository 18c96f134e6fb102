// Starts the screen: theme first, then the line to the engine, then the page.

import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { App } from './app.tsx';
import { keepFocus } from './components/focus.ts';
import { bringPages } from './components/later-page.tsx';
import { sayDone } from './components/toasts.tsx';
import { followEvents } from './engine/events.ts';
import { afterFirstPage, askForFirstPage } from './engine/first-replies.ts';
import { keepOfflinePage } from './engine/offline.ts';
import { replies } from './engine/replies.ts';
import { askForTimeline } from './engine/timeline.ts';
import { followTheme } from './styles/theme.ts';
import { language } from './text/language.ts';
import { text } from './text/text.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no place for the screen.');

document.documentElement.lang = language;
followTheme();
askForFirstPage();
followEvents(() => sayDone(text.toasts.restarted));
keepFocus();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={replies}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
afterFirstPage(() => {
  bringPages();
  askForTimeline(); // of a hundred thousand photos the engine takes a tenth of a second for it
  keepOfflinePage();
});
