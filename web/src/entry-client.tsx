import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { hasUnsentCompletions } from './data/completion-names.ts';
import { prefetchPage } from './data/prefetch.ts';
import { routeOf } from './routes.ts';
import { isAnyPage } from './shell/any-page.tsx';
import { watchCode } from './shell/code-errors.ts';
import { prepareWhenUsed } from './shell/prepare.ts';
import { BrowserHistory } from './shell/router.tsx';
import { createStore } from './state/store.ts';
import './styles/main.css';

const root = document.getElementById('root') as HTMLElement;
const path = location.pathname;
const app = (
  <BrowserHistory>
    <App store={createStore()} />
  </BrowserHistory>
);

watchCode();
try {
  // The prerendered page can be read meanwhile; taking it over without its data would tear it down.
  await Promise.all([routeOf(path).preload(), prefetchPage(path)]);
  if (isAnyPage()) createRoot(root).render(app);
  else hydrateRoot(root, app);
} catch {
  // Without its content the page says so itself, with a retry.
  createRoot(root).render(app);
}
prepareWhenUsed();
if (hasUnsentCompletions())
  void import('./data/resume-completions.ts').then(({ resumeCompletions }) => resumeCompletions());
