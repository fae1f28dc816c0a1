import { useCallback, useMemo } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { useHydrated } from '../shell/hydrated.ts';
import { useQueryString } from '../shell/router.tsx';
import { DiagramViewer } from '../viewer/diagram-viewer.tsx';
import { type Focus, focusFromSearch, focusToSearch, NO_FOCUS, type View } from '../viewer/focus.ts';

/** The viewer with its focus in the URL, so that every part and step can be shared and Back works. */
export function DiagramExplorer({ document }: { document: DiagramDocument }) {
  const [search, setSearch] = useQueryString();
  // The page was rendered ahead without a query: the first render must match it.
  const hydrated = useHydrated();
  const focus = useMemo(
    () => (hydrated ? focusFromSearch(search, document) : NO_FOCUS),
    [hydrated, search, document],
  );
  const view: View = hydrated && search.get('view') === 'outline' ? 'outline' : 'diagram';

  const onFocusChange = useCallback(
    (next: Focus, how: 'push' | 'replace') =>
      setSearch(focusToSearch(next, view, search), { replace: how === 'replace' }),
    [setSearch, search, view],
  );
  const onViewChange = useCallback(
    (next: View) => setSearch(focusToSearch(focus, next, search), { replace: true }),
    [setSearch, search, focus],
  );

  return (
    <DiagramViewer
      document={document}
      focus={focus}
      onFocusChange={onFocusChange}
      view={view}
      onViewChange={onViewChange}
    />
  );
}
