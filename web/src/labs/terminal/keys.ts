/** What a key press in the terminal means to the page; everything else goes to the shell. */
export type PageKey = 'copy' | 'paste' | 'search' | 'leave' | 'pass';

/** Milliseconds after Escape in which Tab leaves the terminal, as in the editor. */
const ESCAPE_THEN_TAB = 2_000;

type Pressed = Pick<
  KeyboardEvent,
  'type' | 'key' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey' | 'timeStamp'
>;

/**
 * Tells the page's few keys from the shell's. Escape goes to the shell, and Tab right after it to the browser, which
 * then moves on: so nobody is caught in the terminal, and Tab alone still completes.
 */
export function pageKeys(hasSelection: () => boolean): (event: Pressed) => PageKey | undefined {
  let escapedAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.type !== 'keydown') return undefined;
    const escaped = event.timeStamp - escapedAt < ESCAPE_THEN_TAB;
    // Holding Shift for a Tab backwards does not undo an Escape.
    if (event.key !== 'Shift')
      escapedAt = event.key === 'Escape' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (event.key === 'Tab' && escaped) return 'pass';
    if (!event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const key = event.key.toLowerCase();
    if (event.shiftKey) {
      if (key === 'f') return 'search';
      if (key === 'm') return 'leave';
      if (key === 'c') return 'copy';
      return key === 'v' ? 'paste' : undefined;
    }
    if (key === 'v') return 'paste';
    return key === 'c' && hasSelection() ? 'copy' : undefined;
  };
}
