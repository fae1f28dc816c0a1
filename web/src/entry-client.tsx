import { createRoot, hydrateRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { createQueryClient } from './data/api.ts';
import { prefetchPage } from './data/prefetch.ts';
import { routeOf } from './routes.ts';
import { prepareForOffline } from './shell/prepare.ts';
import { createStore } from './state/store.ts';
import './styles/main.css';

const root = document.getElementById('root') as HTMLElement;
const queryClient = createQueryClient();
const path = location.pathname;
const app = (
  <BrowserRouter>
    <App store={createStore()} queryClient={queryClient} />
  </BrowserRouter>
);

try {
  // The prerendered page can be read meanwhile; taking it over without its data would tear it down.
  await Promise.all([routeOf(path).preload(), prefetchPage(path, queryClient)]);
  hydrateRoot(root, app);
} catch {
  // Without its content the page says so itself, with a retry.
  createRoot(root).render(app);
}
prepareForOffline(queryClient);
