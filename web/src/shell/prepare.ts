import type { QueryClient } from '@tanstack/react-query';
import { preloadSearch } from '../search/launcher.tsx';

/** When the page has nothing better to do: what search needs, so that it also opens without a network. */
export function prepareForOffline(client: QueryClient): void {
  const prepare = () => void preloadSearch(client).catch(() => {});
  if ('requestIdleCallback' in window) requestIdleCallback(prepare, { timeout: 5_000 });
  else setTimeout(prepare, 2_000);
}
