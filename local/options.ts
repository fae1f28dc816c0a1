import { parseArgs } from 'node:util';
import { StartFailure, sentence } from './failure.ts';

export const USAGE = `Usage: npm start [-- --port 4600] [--open]

  --port NUMBER   the port to listen on (or PORT=...), 4600 unless told
  --open          open the page in the browser
  --help          this text

  ATLAS_DATA      the data folder, .atlas unless told
  ATLAS_CONTENT   the folder that holds content/, this project unless told
  ATLAS_BUILD     where build results go, build unless told`;

export interface StartOptions {
  port: number;
  open: boolean;
  help: boolean;
  /** The folder that holds `content/`. */
  content: string;
  /** Where build results go. */
  build: string;
}

/**
 * Reads the command line and the environment of a start.
 *
 * @throws StartFailure for an unknown option and for a port that is none.
 */
export function startOptions(args: string[], env: NodeJS.ProcessEnv): StartOptions {
  let values: { port?: string; open?: boolean; help?: boolean };
  try {
    const options = {
      port: { type: 'string' },
      open: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new StartFailure(`${sentence(error).split('.')[0]}; --help lists the options.`);
  }
  const port = values.port ?? (env.PORT || '4600');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new StartFailure(`The port has to be a number from 0 to 65535, not "${port}".`);
  }
  return {
    port: Number(port),
    open: values.open ?? false,
    help: values.help ?? false,
    content: env.ATLAS_CONTENT || '.',
    build: env.ATLAS_BUILD || 'build',
  };
}
