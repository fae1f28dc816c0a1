import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Catalogue } from '../../../client/catalogue/document.ts';
import type { CatalogueLab, LabDocument } from '../../../client/catalogue/lab.ts';
import type { TerminalName } from '../../../client/lab/messages.ts';
import type { Live } from '../../../client/realtime/live.ts';
import type { LabSession } from '../data/labs.ts';
import { useFiles } from './files/use-files.ts';
import { Instructions } from './instructions.tsx';
import { LabBar } from './lab-bar.tsx';
import { LinkStatus } from './link.tsx';
import { MachinePane, type MachineTab } from './machine-pane.tsx';
import { MachineState } from './machine-state.tsx';
import { Split } from './split.tsx';
import { Tabs } from './tabs.tsx';
import type { TerminalHandle } from './terminal/terminal-view.tsx';
import { useLink, useMachine } from './use-machine.ts';
import './workspace.css';

interface Props {
  catalogue: Catalogue;
  lab: CatalogueLab;
  document: LabDocument;
  session: LabSession;
  live: Live | undefined;
  /** The person has just come here by a press: the focus goes along. */
  takesFocus: boolean;
  onLeave(): void;
}

/** A lab that was started: instructions and machine beside each other; on a phone, one of them. */
export default function Workspace(props: Props) {
  const { session, document, live, takesFocus, onLeave } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const machine = useMachine(live, session);
  const link = useLink(live, machine);
  const [tab, setTab] = useState<MachineTab>('1');
  const [opened, setOpened] = useState<TerminalName[]>(['1']);
  const [pane, setPane] = useState<Pane>('instructions');
  const handles = useRef(new Map<TerminalName, TerminalHandle>());
  const waiting = useRef<string>(undefined);
  const lastTerminal = useRef<TerminalName>('1');
  const files = useFiles(machine?.files, session.id, tab === 'files');
  useUnsavedWarning(files.unsaved.length > 0);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  const choose = (next: MachineTab) => {
    setTab(next);
    if (next === 'files') return;
    lastTerminal.current = next;
    setOpened((before) => (before.includes(next) ? before : [...before, next]));
  };
  const run = (command: string) => {
    const name = lastTerminal.current;
    choose(name);
    setPane('machine');
    const handle = handles.current.get(name);
    // Once its code is here.
    if (!handle) waiting.current = command;
    // After it is visible: what is hidden takes no focus.
    else setTimeout(() => handle.run(command));
  };
  return (
    <div className="lab-work">
      <LabBar session={session} heading={heading}>
        {session.state === 'READY' && <LinkStatus state={link} />}
      </LabBar>
      <Panes
        pane={tab === 'files' && pane === 'machine' ? 'files' : pane}
        hasMachine={machine !== undefined}
        onPane={(next) => {
          setPane(next === 'instructions' ? next : 'machine');
          if (next === 'files') choose('files');
          if (next === 'machine') choose(lastTerminal.current);
        }}
        left={<Instructions {...props} run={machine && run} unsaved={files.unsaved} />}
        right={
          machine ? (
            <MachinePane
              session={session}
              machine={machine}
              files={files}
              answers={document.answers}
              tab={tab}
              opened={opened}
              handles={handles}
              onTab={choose}
              onTerminalReady={(name) => {
                if (name !== lastTerminal.current || waiting.current === undefined) return;
                handles.current.get(name)?.run(waiting.current);
                waiting.current = undefined;
              }}
            />
          ) : session.state === 'READY' ? (
            <div className="machine-state" role="status">
              <h2>Connecting to your machine</h2>
            </div>
          ) : (
            <MachineState session={session} onLeave={onLeave} />
          )
        }
      />
    </div>
  );
}

type Pane = 'instructions' | 'machine' | 'files';

const PANES = [
  { id: 'instructions', label: 'Instructions', panel: 'lab-left' },
  { id: 'machine', label: 'Terminal', panel: 'lab-right' },
  { id: 'files', label: 'Files', panel: 'lab-right' },
] as const;

interface PanesProps {
  /** What a phone shows. */
  pane: Pane;
  /** Without one there is no choice. */
  hasMachine: boolean;
  onPane(pane: Pane): void;
  left: ReactNode;
  right: ReactNode;
}

function Panes({ pane, hasMachine, onPane, left, right }: PanesProps) {
  return (
    <div className="lab-panes" data-pane={hasMachine ? pane : 'both'}>
      <div className="lab-pane-tabs" hidden={!hasMachine}>
        <Tabs label="View" prefix="lab-pane" tabs={PANES} chosen={pane} onChoose={onPane} />
      </div>
      <Split left={left} right={right} />
    </div>
  );
}

function useUnsavedWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved]);
}
