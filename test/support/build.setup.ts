import { buildAll } from '../../scripts/build.ts';

/** The templates carry what is built: pages, catalogue, functions. */
export default async function setup(): Promise<void> {
  await buildAll();
}
