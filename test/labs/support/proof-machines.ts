import type { LabNeeds } from '../../../client/catalogue/lab.ts';
import type { Fresh } from '../../../functions/labs/checking/run-checks.ts';
import { bubblewrapWorks } from '../../../functions/labs/runtime/embedded/bubblewrap.ts';
import { freshSandbox } from '../../../functions/labs/runtime/embedded/fresh-sandbox.ts';
import { freshSimulated } from '../../../functions/labs/runtime/embedded/fresh-simulated.ts';

/** Machines that this computer makes by itself, and which labs run in them. */
const MACHINES = {
  simulated: { runs: ['shell'] as LabNeeds[], fresh: freshSimulated as Fresh, works: () => true },
  sandbox: { runs: ['shell', 'linux'] as LabNeeds[], fresh: freshSandbox as Fresh, works: bubblewrapWorks },
};

export type Kind = keyof typeof MACHINES;
export const KINDS = Object.keys(MACHINES) as Kind[];

/** Fresh machines of a kind, or why there are none for such a lab. */
export function machinesOf(kind: Kind, needs: LabNeeds): { fresh: Fresh } | { fresh?: never; lacks: string } {
  const { runs, fresh, works } = MACHINES[kind];
  if (!runs.includes(needs)) return { lacks: `The lab needs ${needs}, which no ${kind} machine is.` };
  if (!works())
    return { lacks: 'bubblewrap makes no sandbox on this computer: install it to prove labs there.' };
  return { fresh };
}
