import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { DiagramDocument } from '../../../client/catalogue/document.ts';
import { useHydrated } from '../shell/hydrated.ts';
import { useQueryString } from '../shell/router.tsx';
import { DiagramViewer } from '../viewer/diagram-viewer.tsx';
import { type Focus, focusFromSearch, focusToSearch, NO_FOCUS, type View } from '../viewer/focus.ts';

/** Most read alone: its code comes with the first link that names a group. */
const Together = lazy(() => import('../together/together.tsx'));

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

  const groupId = hydrated ? search.get('group') : null;
  const alone = new URLSearchParams(search);
  alone.delete('group');
  const showView = useCallback(
    (next: string) => {
      const params = new URLSearchParams(next);
      if (groupId) params.set('group', groupId);
      setSearch(params, { replace: true });
    },
    [groupId, setSearch],
  );
  return (
    <>
      {groupId?.startsWith('grp_') && (
        <Suspense>
          <Together
            groupId={groupId}
            slug={document.slug}
            view={alone.toString()}
            onView={showView}
            onLeave={() => setSearch(alone, { replace: true })}
          />
        </Suspense>
      )}
      <DiagramViewer
        document={document}
        focus={focus}
        onFocusChange={onFocusChange}
        view={view}
        onViewChange={onViewChange}
      />
    </>
  );
}
