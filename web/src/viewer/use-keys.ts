import { useEffect, useEffectEvent } from 'react';

/** Elements that need the keys themselves. */
const TYPING = 'input, textarea, select, [contenteditable], dialog[open], [role="dialog"], [role="combobox"]';

/** Elements that the space bar presses. */
const PRESSED = 'button, summary, a[href], [role="button"]';

/**
 * Calls the action of a key pressed anywhere on the page, unless someone types or a dialog is open. Names
 * are those of KeyboardEvent.key, with "Shift+" before. An action that returns false leaves the key alone.
 */
export function useKeys(actions: readonly (readonly [key: string, action: () => unknown])[]): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : undefined;
    if (target?.closest(TYPING) || document.querySelector('dialog[open]')) return;
    if (event.key === ' ' && target?.closest(PRESSED)) return;
    const arrow = event.key.startsWith('Arrow');
    const key = event.shiftKey && arrow ? `Shift+${event.key}` : event.key;
    const action = actions.find(([name]) => name === key)?.[1];
    if (!action || action() === false) return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
