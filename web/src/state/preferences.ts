import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export type Theme = 'system' | 'light' | 'dark';
export type CatalogueLayout = 'grid' | 'list';

/** What the reader set on this device. Kept in the browser only. */
export interface Preferences {
  theme: Theme;
  catalogueLayout: CatalogueLayout;
  /** Newest first. */
  recentSearches: string[];
  /** Unfinished texts by field, so that an error or a closed dialog loses nothing. */
  drafts: Record<string, string>;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  catalogueLayout: 'grid',
  recentSearches: [],
  drafts: {},
};

const RECENT_SEARCHES = 5;

const slice = createSlice({
  name: 'preferences',
  initialState: DEFAULT_PREFERENCES,
  reducers: {
    /** What was stored takes the place of the defaults, after the first render. */
    restored: (_state, { payload }: PayloadAction<Preferences>) => payload,
    themeChosen(state, { payload }: PayloadAction<Theme>) {
      state.theme = payload;
    },
    catalogueLayoutChosen(state, { payload }: PayloadAction<CatalogueLayout>) {
      state.catalogueLayout = payload;
    },
    searched(state, { payload }: PayloadAction<string>) {
      const query = payload.trim();
      if (query === '') return;
      const others = state.recentSearches.filter((other) => other.toLowerCase() !== query.toLowerCase());
      state.recentSearches = [query, ...others].slice(0, RECENT_SEARCHES);
    },
    recentSearchesCleared(state) {
      state.recentSearches = [];
    },
    drafted(state, { payload }: PayloadAction<{ field: string; text: string }>) {
      if (payload.text === '') delete state.drafts[payload.field];
      else state.drafts[payload.field] = payload.text;
    },
  },
});

export const { restored, themeChosen, catalogueLayoutChosen, searched, recentSearchesCleared, drafted } =
  slice.actions;
export const preferencesReducer = slice.reducer;
