import { Check } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { ErrorBoundary } from '../shell/error-boundary.tsx';

const CompleteButton = lazy(() => import('./diagram-complete.tsx'));

/** How far below the window the section may be when its code is fetched. */
const NEAR = '600px';

/**
 * The end of a diagram. What asks the server is fetched when the reader comes near, so the drawing does not
 * wait for it; a press before that counts.
 */
export function CompletionSection({ diagram }: { diagram: CatalogueDiagram }) {
  const section = useRef<HTMLElement>(null);
  const [near, setNear] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [focused, setFocused] = useState(false);

  useEffect(() => {
    const element = section.current;
    if (!element || !('IntersectionObserver' in window)) return setNear(true);
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: NEAR,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const early = (
    <button
      type="button"
      className="button button-primary"
      aria-pressed={pressed}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onClick={() => {
        setPressed(true);
        setNear(true);
      }}
    >
      <Check size={18} aria-hidden /> {pressed ? 'Completed' : 'Complete this diagram'}
    </button>
  );
  return (
    <section ref={section} className="complete" aria-label="Completion">
      <ErrorBoundary resetKey={diagram.slug}>
        {near ? (
          <Suspense fallback={early}>
            <CompleteButton diagram={diagram} pressed={pressed} focused={focused} />
          </Suspense>
        ) : (
          early
        )}
      </ErrorBoundary>
    </section>
  );
}
