import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { guard, webAddress } from './guard.ts';
import { pageKeys } from './keys.ts';
import { defineStyleElement } from './style-element.ts';
import { THEMES } from './themes.ts';
import '@xterm/xterm/css/xterm.css';

export interface ScreenLook {
  theme: 'light' | 'dark';
  fontSize: number;
  screenReader: boolean;
}

export interface ScreenEvents {
  onInput(text: string): void;
  onResize(size: { cols: number; rows: number }): void;
  onSearch(): void;
  /** The keyboard wants out. */
  onLeave(): void;
  /** The pointer is on a link: where it leads; undefined when it is not any more. */
  onLink(address: string | undefined): void;
  /** The browser does not give or take the clipboard. */
  onClipboardFailure(): void;
}

/** One terminal on the page. */
export interface Screen {
  size(): { cols: number; rows: number };
  /** Shows bytes; `shown` is called once they are on the screen, so that a flood waits instead of piling up. */
  write(bytes: Uint8Array, shown: () => void): void;
  /** Empties it for another shell. */
  reset(): void;
  fit(): void;
  focus(): void;
  paste(text: string): void;
  copy(): Promise<boolean>;
  look(look: ScreenLook): void;
  find(text: string, backwards?: boolean): boolean;
  endSearch(): void;
  close(): void;
}

const FONT = '"JetBrains Mono", ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';
/** Lines that can be scrolled back to. */
const SCROLLBACK = 5_000;

export function openScreen(host: HTMLElement, look: ScreenLook, label: string, events: ScreenEvents): Screen {
  defineStyleElement();
  let hovered: string | undefined;
  const hover = (address: string | undefined) => {
    hovered = address;
    events.onLink(address);
  };
  /** Only what the person has just seen the address of. */
  const follow = (_event: MouseEvent, text: string) => {
    const address = webAddress(text);
    if (address && address === hovered) window.open(address, '_blank', 'noopener,noreferrer');
  };
  const links = {
    activate: follow,
    hover: (_event: MouseEvent, text: string) => hover(webAddress(text)),
    leave: () => hover(undefined),
  };
  const terminal = new Terminal({
    ...optionsOf(look),
    // The marks of a search are a proposed part of the library.
    allowProposedApi: true,
    fontFamily: FONT,
    linkHandler: { ...links, allowNonHttpProtocols: false },
    logLevel: 'off',
    scrollback: SCROLLBACK,
    windowOptions: {},
  });
  guard(terminal);
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon(follow, { hover: links.hover, leave: links.leave }));
  terminal.open(host);
  terminal.textarea?.setAttribute('aria-label', label);
  terminal.onData(events.onInput);
  terminal.onResize(events.onResize);

  const copy = async (): Promise<boolean> => {
    const text = terminal.getSelection();
    if (!text) return false;
    try {
      await navigator.clipboard.writeText(text);
      terminal.clearSelection();
      return true;
    } catch {
      events.onClipboardFailure();
      return false;
    }
  };
  const keyOf = pageKeys(() => terminal.hasSelection());
  terminal.attachCustomKeyEventHandler((event) => {
    const key = keyOf(event);
    if (!key) return true;
    // The browser pastes and moves on by itself.
    if (key === 'copy' || key === 'search' || key === 'leave') event.preventDefault();
    if (key === 'copy') void copy();
    if (key === 'search') events.onSearch();
    if (key === 'leave') events.onLeave();
    return false;
  });

  const refit = () => {
    // A hidden terminal has no size, and a shell of one column is of no use.
    if (host.offsetWidth > 0) fit.fit();
  };
  refit();
  return {
    size: () => ({ cols: terminal.cols, rows: terminal.rows }),
    write: (bytes, shown) => terminal.write(bytes, shown),
    reset: () => terminal.reset(),
    fit: refit,
    focus: () => terminal.focus(),
    paste: (text) => terminal.paste(text),
    copy,
    look(next) {
      Object.assign(terminal.options, optionsOf(next));
      refit();
    },
    find: (text, backwards = false) => {
      const options = { decorations: MARKS };
      return backwards
        ? search.findPrevious(text, options)
        : search.findNext(text, { ...options, incremental: true });
    },
    endSearch: () => search.clearDecorations(),
    close: () => terminal.dispose(),
  };
}

const MARKS = {
  matchBackground: '#8d8879',
  matchOverviewRuler: '#8d8879',
  activeMatchBackground: '#b8430b',
  activeMatchColorOverviewRuler: '#b8430b',
};

function optionsOf({ theme, fontSize, screenReader }: ScreenLook) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return { theme: THEMES[theme], fontSize, screenReaderMode: screenReader, cursorBlink: !still };
}
