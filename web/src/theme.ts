/**
 * Runs before the first paint, as a file of its own because the Content-Security-Policy allows no inline
 * script: without it a page in the theme that was not chosen would flash.
 */
try {
  const stored: unknown = JSON.parse(localStorage.getItem('atlas.preferences') ?? '{}');
  const theme = (stored as { theme?: unknown } | null)?.theme;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // No storage, no choice: the system's theme.
}
document.documentElement.dataset.js = '';
