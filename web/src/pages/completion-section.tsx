import { Check } from 'lucide-react';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import type { CatalogueDiagram } from '../../../client/catalogue/document.ts';
import { ErrorBoundary } from '../shell/error-boundary.tsx';

interface ButtonProps {
  diagram: CatalogueDiagram;
  pressed: boolean;
  focused: boolean;
}

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
  // The button must stay the same one from the press of the mouse to its release, or the click is lost.
  const [held, setHeld] = useState(false);
  const [loaded, setLoaded] = useState<{ Button: ComponentType<ButtonProps> } | { error: unknown }>();

  useEffect(() => {
    const element = section.current;
    if (!element || !('IntersectionObserver' in window)) return setNear(true);
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: NEAR,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!near) return;
    import('./diagram-complete.tsx').then(
      (module) => setLoaded({ Button: module.default }),
      (error: unknown) => setLoaded({ error }),
    );
  }, [near]);

  const early = (
    <button
      type="button"
      className="button button-primary"
      aria-pressed={pressed}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onPointerDown={() => setHeld(true)}
      // The click comes after this event.
      onPointerUp={() => setTimeout(() => setHeld(false))}
      onPointerCancel={() => setHeld(false)}
      onPointerLeave={() => setHeld(false)}
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
        {loaded && !held ? (
          'error' in loaded ? (
            <Raise error={loaded.error} />
          ) : (
            <loaded.Button diagram={diagram} pressed={pressed} focused={focused} />
          )
        ) : (
          early
        )}
      </ErrorBoundary>
    </section>
  );
}

/** Hands a failure of the load to the boundary. */
function Raise({ error }: { error: unknown }): never {
  throw error;
}
