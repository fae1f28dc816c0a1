import { MutationObserver } from '@tanstack/react-query';
import { completionOptions } from './completion.ts';
import { queryClient } from './server-state.tsx';
import { unsentCompletions } from './unsent-completions.ts';

/** Sends what was completed before the page went and did not arrive: now, or when Atlas answers. */
export function resumeCompletions(): void {
  // Pages without a question to the server wait for it, too.
  queryClient.mount();
  for (const { slug, done } of unsentCompletions())
    new MutationObserver(queryClient, completionOptions(queryClient, slug)).mutate(done).catch(() => {
      // Refused for good: the diagram is shown as the server has it.
    });
}
