import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { useHydrated } from '../shell/hydrated.ts';
import { DiagramViewer } from '../viewer/diagram-viewer.tsx';
import { type Focus, focusFromSearch, focusToSearch, NO_FOCUS, type View } from '../viewer/focus.ts';

/** The viewer with its focus in the URL, so that every part and step can be shared and Back works. */
export function DiagramExplorer({ document }: { document: DiagramDocument }) {
  const [search, setSearch] = useSearchParams();
  // The page was rendered ahead without a query: the first render must match it.
  const hydrated = useHydrated();
  const focus = hydrated ? focusFromSearch(search, document) : NO_FOCUS;
  const view: View = hydrated && search.get('view') === 'outline' ? 'outline' : 'diagram';

  const onFocusChange = useCallback(
    (next: Focus, how: 'push' | 'replace') => {
      setSearch(
        (before) => focusToSearch(next, before.get('view') === 'outline' ? 'outline' : 'diagram', before),
        {
          replace: how === 'replace',
          preventScrollReset: true,
        },
      );
    },
    [setSearch],
  );
  const onViewChange = useCallback(
    (next: View) => {
      setSearch((before) => focusToSearch(focusFromSearch(before, document), next, before), {
        replace: true,
        preventScrollReset: true,
      });
    },
    [setSearch, document],
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
