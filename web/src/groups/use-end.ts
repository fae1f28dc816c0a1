import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Keeps the newest message in sight while somebody is at the end, and leaves who reads further up in peace. */
export function useEnd(list: RefObject<HTMLOListElement | null>, lastId: string | undefined, unsent: number) {
  const [isAtEnd, setState] = useState(true);
  // What watches the size is called before the next render.
  const now = useRef(true);
  const setAtEnd = useCallback((is: boolean) => {
    now.current = is;
    setState(is);
  }, []);
  const scroller = () => list.current?.parentElement;
  const toEnd = useCallback(() => {
    const place = list.current?.parentElement;
    if (place) place.scrollTop = place.scrollHeight;
    setAtEnd(true);
  }, [list, setAtEnd]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what moves the end.
  useLayoutEffect(() => {
    if (isAtEnd) toEnd();
  }, [lastId, unsent]);
  // Pictures of text: fonts and cards arrive late and make it longer.
  useEffect(() => {
    const inner = list.current;
    if (!inner || !isAtEnd) return;
    const observer = new ResizeObserver(() => now.current && toEnd());
    observer.observe(inner);
    return () => observer.disconnect();
  }, [list, isAtEnd, toEnd]);
  const onScroll = () => {
    const place = scroller();
    if (place) setAtEnd(place.scrollHeight - place.scrollTop - place.clientHeight < 40);
  };
  /** Something further up is to be looked at. */
  const leaveEnd = useCallback(() => setAtEnd(false), [setAtEnd]);
  return { isAtEnd, onScroll, toEnd, leaveEnd };
}
