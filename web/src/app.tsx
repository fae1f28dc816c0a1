import { type ReactNode, useEffect } from 'react';
import { Provider } from 'react-redux';
import { Route, Routes } from 'react-router';
import { NOT_FOUND, ROUTES } from './routes.ts';
import { Layout } from './shell/layout.tsx';
import { restored } from './state/preferences.ts';
import { readPreferences, writePreferences } from './state/storage.ts';
import type { Store } from './state/store.ts';

/**
 * The whole application inside a router.
 *
 * @param page what stands where the page of the path would
 */
export function App({ store, page }: { store: Store; page?: ReactNode }) {
  useStoredPreferences(store);
  return (
    <Provider store={store}>
      <Layout>
        {page ?? (
          <Routes>
            {[...ROUTES, NOT_FOUND].map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
          </Routes>
        )}
      </Layout>
    </Provider>
  );
}

/** Stored preferences come after the first render, which has to agree with the server's. */
function useStoredPreferences(store: Store): void {
  useEffect(() => {
    store.dispatch(restored(readPreferences(localStorage)));
    let written = store.getState().preferences;
    return store.subscribe(() => {
      const { preferences } = store.getState();
      if (preferences !== written) writePreferences(localStorage, preferences);
      written = preferences;
    });
  }, [store]);
}
