import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * False on the server and in the render that takes over its HTML, true right after: for what the server
 * cannot know (query string, device, stored choices), so that both renders agree.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
