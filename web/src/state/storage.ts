import { DEFAULT_PREFERENCES, type Preferences } from './preferences.ts';

/** Also read by `theme.ts` before the first paint. */
export const STORAGE_KEY = 'atlas.preferences';

/** What was stored, field by field: a field of another shape (an older version, a hand edit) is the default. */
export function readPreferences(storage: Pick<Storage, 'getItem'>): Preferences {
  const stored = parse(storage);
  const strings = (value: unknown) =>
    Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  const { theme, catalogueLayout, drafts } = stored;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : DEFAULT_PREFERENCES.theme,
    catalogueLayout: catalogueLayout === 'list' ? 'list' : 'grid',
    recentSearches: strings(stored.recentSearches).slice(0, 5),
    drafts:
      typeof drafts === 'object' && drafts !== null
        ? Object.fromEntries(Object.entries(drafts).filter(([, text]) => typeof text === 'string'))
        : {},
  };
}

/** Stores the preferences; without storage (private mode, full disk) they last as long as the page. */
export function writePreferences(storage: Pick<Storage, 'setItem'>, preferences: Preferences): void {
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify(preferences));
  } catch {
    // Nothing is lost but the memory of a choice.
  }
}

function parse(storage: Pick<Storage, 'getItem'>): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
