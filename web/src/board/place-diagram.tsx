import { useEffect, useRef, useState } from 'react';
import type { CatalogueDiagram, DiagramDocument, Drawing } from '../../../client/catalogue/document.ts';
import { loadContent, useCatalogue } from '../data/content.ts';
import { hasWords } from '../data/titles.ts';
import { sentenceOf } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';

/** Finds a diagram of the catalogue and puts it on the whiteboard. */
export function PlaceDiagram({ onPlace }: { onPlace(drawing: Drawing): void }) {
  const { data: catalogue } = useCatalogue();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const toast = useToast();
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    return () => removeEventListener('pointerdown', outside);
  }, [open]);
  const choose = async (diagram: CatalogueDiagram) => {
    setOpen(false);
    setQuery('');
    button.current?.focus();
    try {
      onPlace((await loadContent<DiagramDocument>(diagram.document)).drawing);
    } catch (error) {
      toast({ kind: 'error', text: `"${diagram.title}" could not be placed. ${sentenceOf(error)}` });
    }
  };
  const found = (catalogue?.diagrams ?? []).filter(({ title }) => hasWords(title, query)).slice(0, 8);
  return (
    <div className="place-diagram" ref={place}>
      <button
        ref={button}
        type="button"
        className="link-button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Place a diagram
      </button>
      {open && (
        <search
          className="popup"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setOpen(false);
            button.current?.focus();
          }}
        >
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (found[0]) void choose(found[0]);
            }}
          >
            <input
              className="input"
              type="search"
              aria-label="Find a diagram"
              placeholder="Find a diagram"
              // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into.
              autoFocus
              value={query}
              onChange={({ target }) => setQuery(target.value)}
            />
          </form>
          {found.map((diagram) => (
            <button key={diagram.slug} type="button" onClick={() => void choose(diagram)}>
              {diagram.title}
            </button>
          ))}
          {found.length === 0 && <p>No diagram has these words in its title.</p>}
        </search>
      )}
    </div>
  );
}
