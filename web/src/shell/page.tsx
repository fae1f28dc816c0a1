import { type ComponentType, lazy, Suspense } from 'react';
import { Skeleton } from './skeleton.tsx';

type PageModule = { default: ComponentType };

export interface PageRoute {
  /** Fetches the page's code; a page that was preloaded renders without waiting. */
  preload(): Promise<void>;
  Page: ComponentType;
}

/**
 * A page whose code is a file of its own. Unlike React.lazy alone it renders at once after `preload`, which
 * lets the server render it and the browser take over the HTML without a fallback between.
 */
export function pageRoute(load: () => Promise<PageModule>): PageRoute {
  let Loaded: ComponentType | undefined;
  let Lazy = fresh();

  async function fetchPage(): Promise<PageModule> {
    const module = await load();
    Loaded = module.default;
    return module;
  }

  // A rejected lazy component stays rejected, so a retry after a lost connection needs a fresh one.
  function fresh() {
    return lazy(() =>
      fetchPage().catch((error: unknown) => {
        Lazy = fresh();
        throw error;
      }),
    );
  }

  function Page() {
    if (Loaded) return <Loaded />;
    return (
      <Suspense fallback={<Skeleton />}>
        <Lazy />
      </Suspense>
    );
  }

  return { preload: async () => void (await fetchPage()), Page };
}
