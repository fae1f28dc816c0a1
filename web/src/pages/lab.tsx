import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useParams } from 'react-router';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab } from '../../../client/catalogue/lab.ts';
import { useCatalogue } from '../data/content.ts';
import { useLabSession } from '../data/lab-live.ts';
import { labOf, labQuery, useLabDocument } from '../data/labs.ts';
import { ServerState } from '../data/server-state.tsx';
import { LabIntro } from '../labs/intro.tsx';
import { Failure } from '../shell/failure.tsx';
import { useHydrated } from '../shell/hydrated.ts';
import { useQueryString } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import './diagram.css';
import '../labs/labs.css';
import NotFound from './not-found.tsx';

/** Instructions, terminal, files: needed once a lab was started. */
const Workspace = lazy(() => import('../labs/workspace.tsx'));

/** One lab: what it is about, and once it is started, the place to work in. */
export default function LabPage() {
  const { slug = '' } = useParams();
  const { data: catalogue, error, retry } = useCatalogue();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!catalogue) return <Skeleton label="Loading the lab" />;
  const lab = labOf(catalogue, slug);
  if (!lab) return <NotFound />;
  return (
    <ServerState>
      <Lab key={slug} catalogue={catalogue} lab={lab} />
    </ServerState>
  );
}

function Lab({ catalogue, lab }: { catalogue: Catalogue; lab: CatalogueLab }) {
  const { data: document, error: documentError, retry: retryDocument } = useLabDocument(lab);
  const { data: here, error: hereError } = useQuery(labQuery(lab.slug));
  const [sessionId, setSessionId] = useSessionId(here?.session?.id);
  const { session, error: sessionError, retry: retrySession, live } = useLabSession(sessionId);
  const [isStarted, setStarted] = useState(false);

  if (sessionId !== undefined && document && session)
    return (
      <Suspense fallback={<Skeleton label="Loading the lab" />}>
        <Workspace
          catalogue={catalogue}
          lab={lab}
          document={document}
          session={session}
          live={live}
          takesFocus={isStarted}
          onLeave={() => setSessionId(undefined)}
        />
      </Suspense>
    );
  if (sessionId !== undefined && session === undefined && sessionError)
    return <Failure error={sessionError} onRetry={retrySession} />;
  if (sessionId !== undefined && session === undefined) return <Skeleton label="Loading your lab" />;
  return (
    <LabIntro
      catalogue={catalogue}
      lab={lab}
      document={document}
      documentError={documentError}
      onRetryDocument={retryDocument}
      here={here}
      hereError={hereError}
      onStarted={(id) => {
        setStarted(true);
        setSessionId(id);
      }}
    />
  );
}

/**
 * The session on the page: the open one, or the one of the address, so that a result is there after a reload too, when
 * its machine has ended.
 */
function useSessionId(open: string | undefined) {
  const [search, setSearch] = useQueryString();
  const hydrated = useHydrated();
  const named = (hydrated && search.get('session')) || undefined;
  const set = (id: string | undefined) => {
    const next = new URLSearchParams(search);
    if (id === undefined) next.delete('session');
    else next.set('session', id);
    setSearch(next, { replace: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another one is open, the address follows.
  useEffect(() => {
    if (open !== undefined && open !== named) set(open);
  }, [open]);
  return [open ?? named, set] as const;
}
