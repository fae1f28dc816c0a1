import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Machine, Shell } from '../../../../client/lab/machine.ts';
import type { TerminalName } from '../../../../client/lab/messages.ts';
import { useToast } from '../../shell/toasts.tsx';
import { openScreen, type Screen, type ScreenLook } from './screen.ts';
import { TerminalSearch } from './terminal-search.tsx';

/** What the page around may do with a terminal. */
export interface TerminalHandle {
  focus(): void;
  /** Types a command and Enter. */
  run(command: string): void;
  paste(text: string): void;
  copy(): Promise<boolean>;
  search(): void;
}

interface Props {
  machine: Machine;
  name: TerminalName;
  look: ScreenLook;
  /** The keyboard wants out of the terminal. */
  onLeave(): void;
  ref: Ref<TerminalHandle>;
}

const TOO_MUCH =
  'Nothing of this was typed: no more than 4 MB at a time can be on the way to the machine. Put large texts into a file.';

/** One shell of the machine on the page; it stays what it is while it is hidden. */
export default function TerminalView({ machine, name, look, onLeave, ref }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen>(undefined);
  const shell = useRef<Shell>(undefined);
  const again = useRef(() => {});
  /** What is to be typed once there is a shell. */
  const waiting = useRef<string>(undefined);
  const toast = useToast();
  const [link, setLink] = useState<string>();
  const [ended, setEnded] = useState<number>();
  const [isSearching, setSearching] = useState(false);
  // What is new in each render is read when it is needed: the terminal itself lives as long as the machine.
  const latest = useRef({ look, onLeave, toast });
  latest.current = { look, onLeave, toast };

  const run = useCallback((command: string) => {
    waiting.current = shell.current ? undefined : command;
    shell.current?.input(`${command.trim()}\r`);
    screen.current?.focus();
  }, []);

  useEffect(() => {
    const place = host.current;
    if (!place) return;
    /** When there is room: a terminal that is opened while it is hidden measures nothing. */
    const begin = () => {
      if (screen.current || place.offsetWidth === 0) return;
      const shown = openScreen(place, latest.current.look, `Terminal ${name}`, {
        onInput(text) {
          if (shell.current?.input(text) === false) latest.current.toast({ kind: 'error', text: TOO_MUCH });
        },
        onResize: (size) => shell.current?.resize(size),
        onSearch: () => setSearching(true),
        onLeave: () => latest.current.onLeave(),
        onLink: setLink,
        onClipboardFailure: () =>
          latest.current.toast({ kind: 'error', text: 'The browser did not allow to copy.' }),
      });
      screen.current = shown;
      const connect = () => {
        setEnded(undefined);
        shell.current?.leave();
        shell.current = machine.open(name, shown.size(), {
          onOutput: shown.write,
          onReset: shown.reset,
          onEnded: setEnded,
        });
      };
      connect();
      again.current = () => {
        shown.reset();
        connect();
        shown.focus();
      };
      if (waiting.current !== undefined) run(waiting.current);
    };
    begin();
    const sizes = new ResizeObserver(() => {
      begin();
      screen.current?.fit();
    });
    sizes.observe(place);
    return () => {
      sizes.disconnect();
      shell.current?.leave();
      screen.current?.close();
      shell.current = undefined;
      screen.current = undefined;
    };
  }, [machine, name, run]);

  useEffect(() => {
    screen.current?.look(look);
  }, [look]);

  useImperativeHandle(
    ref,
    () => ({
      focus: () => screen.current?.focus(),
      run,
      paste(text) {
        screen.current?.paste(text);
        screen.current?.focus();
      },
      copy: async () => (await screen.current?.copy()) ?? false,
      search: () => setSearching(true),
    }),
    [run],
  );

  return (
    <div className="terminal-view">
      {isSearching && (
        <TerminalSearch
          find={(text, backwards) => screen.current?.find(text, backwards) ?? false}
          onClose={() => {
            setSearching(false);
            screen.current?.endSearch();
            screen.current?.focus();
          }}
        />
      )}
      <div ref={host} className="terminal-host" />
      {link && <p className="terminal-link">Opens {link} in a new tab</p>}
      {ended !== undefined && (
        <div className="terminal-ended" role="status">
          <p>This shell has ended (exit code {ended}).</p>
          <button type="button" className="button" onClick={() => again.current()}>
            New shell
          </button>
        </div>
      )}
    </div>
  );
}
