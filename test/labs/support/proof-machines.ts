import { existsSync, realpathSync } from 'node:fs';
import type { LabNeeds } from '../../../client/catalogue/lab.ts';
import type { Fresh } from '../../../functions/labs/checking/run-checks.ts';
import { bubblewrapWorks } from '../../../functions/labs/runtime/embedded/bubblewrap.ts';
import { freshSandbox } from '../../../functions/labs/runtime/embedded/fresh-sandbox.ts';
import { freshSimulated } from '../../../functions/labs/runtime/embedded/fresh-simulated.ts';

interface ProofMachines {
  runs: LabNeeds[];
  fresh: Fresh;
  /** Why this computer makes none of them. */
  lacks(): string | undefined;
}

const sandbox: ProofMachines = {
  runs: ['shell', 'linux'],
  fresh: freshSandbox,
  lacks: () =>
    bubblewrapWorks()
      ? undefined
      : 'bubblewrap makes no sandbox on this computer: install it to prove labs there.',
};

/**
 * A sandbox has the programs of its computer, and awk is not awk everywhere: Debian's is mawk, that of Fedora, of Arch
 * and of the cluster's image is gawk. A lab has to work with either.
 */
function sandboxWith(awk: string): ProofMachines {
  const path = `/usr/bin/${awk}`;
  return {
    ...sandbox,
    // The first folder of the sandbox's PATH.
    fresh: (spec, use) => freshSandbox({ ...spec, reads: { '/opt/atlas/bin/awk': path } }, use),
    lacks() {
      if (!existsSync(path)) return `This computer has no ${awk}: install it to prove labs with it.`;
      if (realpathSync('/usr/bin/awk') === realpathSync(path))
        return `${awk} is what every sandbox has here.`;
      return sandbox.lacks();
    },
  };
}

/** Machines that this computer makes by itself, and which labs run in them. */
const MACHINES = {
  simulated: { runs: ['shell'], fresh: freshSimulated, lacks: () => undefined } as ProofMachines,
  sandbox,
  'sandbox with mawk': sandboxWith('mawk'),
  'sandbox with gawk': sandboxWith('gawk'),
};

export type Kind = keyof typeof MACHINES;
export const KINDS = Object.keys(MACHINES) as Kind[];

/** Fresh machines of a kind, or why there are none for such a lab. */
export function machinesOf(kind: Kind, needs: LabNeeds): { fresh: Fresh } | { fresh?: never; lacks: string } {
  const { runs, fresh, lacks } = MACHINES[kind];
  if (!runs.includes(needs)) return { lacks: `The lab needs ${needs}, which no ${kind} machine is.` };
  const why = lacks();
  return why === undefined ? { fresh } : { lacks: why };
}
