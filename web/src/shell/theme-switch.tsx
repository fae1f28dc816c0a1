import { Monitor, Moon, Sun } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { type Theme, themeChosen } from '../state/preferences.ts';
import { useAppDispatch, useAppSelector } from '../state/store.ts';

const ORDER: Theme[] = ['system', 'light', 'dark'];
const LABELS: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };
const ICONS = { system: Monitor, light: Sun, dark: Moon };

/** One button through system, light and dark. */
export function ThemeSwitch() {
  const theme = useAppSelector((state) => state.preferences.theme);
  const dispatch = useAppDispatch();
  const next = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? 'system';
  const Icon = ICONS[theme];
  const label = `Theme: ${LABELS[theme]}. Change to ${LABELS[next]}`;
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => {
        // Here and not in an effect: the stored theme was already applied before the first paint.
        const root = document.documentElement;
        if (next === 'system') delete root.dataset.theme;
        else root.dataset.theme = next;
        dispatch(themeChosen(next));
      }}
    >
      <Icon size={18} aria-hidden />
    </button>
  );
}

/** The colours that are shown now, for what can't take them from the style sheet. */
export function useShownTheme(): 'light' | 'dark' {
  const theme = useAppSelector((state) => state.preferences.theme);
  const prefersDark = useSyncExternalStore(watchSystem, systemIsDark, () => false);
  if (theme !== 'system') return theme;
  return prefersDark ? 'dark' : 'light';
}

const systemQuery = () => matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = () => systemQuery().matches;
const watchSystem = (changed: () => void) => {
  const query = systemQuery();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Keeps the browser's own frame (address bar, overscroll) in the colour of the page. */
export function useThemeColour(): void {
  const theme = useAppSelector((state) => state.preferences.theme);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour is read from the page, which follows the theme.
  useEffect(() => {
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
    if (!paper) return;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]'))
      meta.setAttribute('content', paper);
  }, [theme]);
}
