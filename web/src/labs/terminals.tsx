import { AArrowDown, AArrowUp, ClipboardCopy, ClipboardPaste, Ear, Search } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import type { Machine } from '../../../client/lab/machine.ts';
import type { TerminalName } from '../../../client/lab/messages.ts';
import { useShownTheme } from '../shell/theme-switch.tsx';
import { useToast } from '../shell/toasts.tsx';
import { FONT_SIZES, useTerminalSettings } from './terminal/settings.ts';
import TerminalView, { type TerminalHandle } from './terminal/terminal-view.tsx';

interface Props {
  machine: Machine;
  /** Those that were looked at: a shell is started when somebody wants it. */
  opened: readonly TerminalName[];
  /** The one in view; undefined while something else is. */
  shown: TerminalName | undefined;
  handles: RefObject<Map<TerminalName, TerminalHandle>>;
  onReady(name: TerminalName): void;
  onLeave(): void;
}

/** The shells of the machine, with what stands above them. */
export default function Terminals({ machine, opened, shown, handles, onReady, onLeave }: Props) {
  const theme = useShownTheme();
  const [settings, change] = useTerminalSettings();
  const look = useMemo(() => ({ theme, ...settings }), [theme, settings]);
  const toast = useToast();
  const current = () => shown && handles.current.get(shown);
  const paste = async () => {
    try {
      current()?.paste(await navigator.clipboard.readText());
    } catch {
      toast({
        kind: 'error',
        text: 'The browser did not allow to paste. Press Ctrl+V in the terminal instead.',
      });
    }
  };
  const copy = async () => {
    if (await current()?.copy()) toast({ text: 'Copied.' });
    else toast({ text: 'Select something in the terminal first.' });
  };
  return (
    <div className="terminals" hidden={shown === undefined}>
      <div className="terminal-tools" role="toolbar" aria-label="Terminal">
        <Tool label="Copy the selection (Ctrl+Shift+C)" Icon={ClipboardCopy} onClick={() => void copy()} />
        <Tool label="Paste (Ctrl+Shift+V)" Icon={ClipboardPaste} onClick={() => void paste()} />
        <Tool label="Search (Ctrl+Shift+F)" Icon={Search} onClick={() => current()?.search()} />
        <Tool
          label="Smaller text"
          Icon={AArrowDown}
          onClick={() => change({ fontSize: Math.max(FONT_SIZES.smallest, settings.fontSize - 1) })}
        />
        <Tool
          label="Larger text"
          Icon={AArrowUp}
          onClick={() => change({ fontSize: Math.min(FONT_SIZES.largest, settings.fontSize + 1) })}
        />
        <Tool
          label="Screen-reader mode: output is spoken"
          Icon={Ear}
          pressed={settings.screenReader}
          onClick={() => change({ screenReader: !settings.screenReader })}
        />
        <p className="terminal-help">
          Leave by keyboard: <kbd>Ctrl+Shift+M</kbd> or <kbd>Esc</kbd> <kbd>Tab</kbd>
        </p>
      </div>
      {opened.map((name) => (
        <div
          key={name}
          role="tabpanel"
          id={`lab-machine-panel-${name}`}
          aria-labelledby={`lab-machine-tab-${name}`}
          className="terminal-panel"
          hidden={name !== shown}
        >
          <TerminalView
            machine={machine}
            name={name}
            look={look}
            onLeave={onLeave}
            ref={(handle) => {
              if (!handle) return undefined;
              handles.current.set(name, handle);
              onReady(name);
              return () => void handles.current.delete(name);
            }}
          />
        </div>
      ))}
    </div>
  );
}

interface ToolProps {
  label: string;
  Icon: typeof Search;
  pressed?: boolean;
  onClick(): void;
}

function Tool({ label, Icon, pressed, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}
