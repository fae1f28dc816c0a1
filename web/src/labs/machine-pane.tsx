import { FlaskConical } from 'lucide-react';
import { lazy, type RefObject, Suspense } from 'react';
import type { Machine } from '../../../client/lab/machine.ts';
import type { TerminalName } from '../../../client/lab/messages.ts';
import type { LabSession } from '../data/labs.ts';
import { Skeleton } from '../shell/skeleton.tsx';
import { FilesPanel } from './files/files-panel.tsx';
import type { Files } from './files/use-files.ts';
import { Tabs } from './tabs.tsx';
import type { TerminalHandle } from './terminal/terminal-view.tsx';
import { MACHINES } from './words.ts';

/** The terminal's library, needed once a machine runs. */
const Terminals = lazy(() => import('./terminals.tsx'));

export type MachineTab = TerminalName | 'files';

interface Props {
  session: LabSession;
  machine: Machine;
  files: Files;
  answers: readonly string[];
  tab: MachineTab;
  opened: readonly TerminalName[];
  handles: RefObject<Map<TerminalName, TerminalHandle>>;
  onTab(tab: MachineTab): void;
  onTerminalReady(name: TerminalName): void;
}

const TABS = [
  { id: '1', label: 'Terminal 1' },
  { id: '2', label: 'Terminal 2' },
  { id: 'files', label: 'Files' },
] as const;

/** The machine: its shells and its files. */
export function MachinePane(props: Props) {
  const { session, machine, files, answers, tab, opened, handles, onTab, onTerminalReady } = props;
  const unsaved = files.unsaved.length;
  const tabs = TABS.map(({ id, label }) => ({
    id,
    label: id === 'files' && unsaved > 0 ? `Files (${unsaved} not saved)` : label,
  }));
  return (
    <div className="machine">
      <div className="machine-notes">
        {session.machine === 'SIMULATED' && (
          <p>
            <FlaskConical size={14} aria-hidden /> {MACHINES.SIMULATED.long}
          </p>
        )}
        {session.detail !== null && <p role="alert">{session.detail}</p>}
      </div>
      <Tabs label="Machine" prefix="lab-machine" tabs={tabs} chosen={tab} onChoose={onTab} />
      <Suspense fallback={tab !== 'files' && <Skeleton label="Loading the terminal" />}>
        <Terminals
          machine={machine}
          opened={opened}
          shown={tab === 'files' ? undefined : tab}
          handles={handles}
          onReady={onTerminalReady}
          onLeave={() => document.getElementById(`lab-machine-tab-${tab}`)?.focus()}
        />
      </Suspense>
      <div
        role="tabpanel"
        id="lab-machine-panel-files"
        aria-labelledby="lab-machine-tab-files"
        className="files-panel"
        hidden={tab !== 'files'}
      >
        <FilesPanel files={files} answers={answers} />
      </div>
    </div>
  );
}
